import Display
import System
import Texts

/// Where a prompt's words go: to the terminal, values to a file if one is asked for, and a copy of
/// all to a transcript.
final class PromptPrinter {
  var output: Output
  /// What gets values in place of standard output.
  var file: OutputFile?
  /// What gets what is typed and shown.
  var transcript: OutputFile?

  init(_ output: Output) {
    self.output = output
  }

  /// Where values are shown.
  var surface: Surface { file == nil ? output.standard : output.standard.forFile }

  /// Writes lines of values.
  func write(_ lines: [String], inPages: Bool = true) throws {
    if let file { return try file.append(lines) }
    if inPages { try output.page(lines) } else { try output.write(lines) }
    try transcript?.append(lines)
  }

  /// Says something that is not data.
  func say(_ line: String) throws {
    try output.say(line)
    try transcript?.append([line])
  }

  /// The same with a text of the catalogue, which a terminal is given broken between words.
  func say(_ text: Text) throws {
    try output.say(output.error.foldedWords(text))
    try transcript?.append([output.error.words(text)])
  }

  /// Keeps what was typed.
  func keep(typed line: String) throws { try transcript?.append([line]) }
}

/// A file of the person's own that lines are added to.
struct OutputFile {
  private let path: String

  /// Makes the file, which only its owner may read.
  ///
  /// Throws an error that `isTaken` if something has the name and is not to be replaced.
  init(_ path: String, replaces: Bool) throws(SystemError) {
    self.path = path
    try NewFile.write([], to: path, replaces: replaces)
  }

  /// Adds lines, without their colours.
  func append(_ lines: [String]) throws {
    guard !lines.isEmpty else { return }
    let plain = lines.map { $0.withoutStyles + "\n" }.joined()
    try PrivateFile(path).append(Array(plain.utf8))
  }
}

extension String {
  /// The text without the escape sequences that set colours and the like (ECMA-48, SGR).
  var withoutStyles: String { replacing(/\u{1B}\[[0-9;:]*m/, with: "") }
}
