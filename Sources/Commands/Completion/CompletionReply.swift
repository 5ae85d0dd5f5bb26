import Display
import Kernel

/// Answers a shell that completes a word: `docket ---complete SHELL …`.
///
/// bash gives the line up to the cursor and the characters at which it splits words; zsh and fish
/// give the words. Whatever goes wrong, a shell is told nothing: its user is still typing.
struct CompletionReply {
  /// The program's first argument when a shell asks.
  static let argument = "---complete"

  private let arguments: [String]

  init(_ arguments: [String]) {
    self.arguments = arguments
  }

  /// A line for each candidate; a line that begins with a colon asks for names of files.
  var lines: [String] {
    guard let shell = arguments.first.flatMap(Shell.init) else { return [] }
    let words = words(for: shell)
    guard let answer = try? Completer(words).answer() else { return [] }
    switch answer {
    case .files(.any): return [":files"]
    case .files(.folders): return [":folders"]
    case .candidates(let candidates):
      return candidates.map { line($0, for: shell, completing: words.last ?? "") }
    }
  }

  private func words(for shell: Shell) -> [String] {
    guard shell == .bash else { return Array(arguments.dropFirst()) }
    let line = ShellWords(arguments.count > 1 ? arguments[1] : "", isLine: true)
    let words = Array(line.words.dropFirst())
    return line.isInWord ? words : words + [""]
  }

  private func line(_ candidate: Candidate, for shell: Shell, completing word: String) -> String {
    guard shell == .bash else {
      let meaning = candidate.meaning.visible.truncated(toColumns: 60)
      return "\(candidate.text.visible)\t\(meaning)"
    }
    let line = ShellWords(arguments[1], isLine: true)
    if let quote = line.quote { return CompletionReply.quoted(candidate.text, within: quote) }
    let breaks = arguments.count > 2 ? arguments[2] : ""
    let kept = word.lastIndex { ":=".contains($0) && breaks.contains($0) }
    let length = kept.map { word.distance(from: word.startIndex, to: $0) + 1 } ?? 0
    return CompletionReply.escaped(String(candidate.text.dropFirst(length)))
  }

  /// The text as one word of a shell, whatever it contains.
  ///
  /// It is looked at scalar by scalar: a letter may join what follows it into one character.
  static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isPlain =
        scalar.isASCII
        ? scalar.properties.isAlphabetic || scalar.properties.numericType != nil
          || "-_./:=,+@%".unicodeScalars.contains(scalar)
        : !scalar.properties.isWhitespace
      if !isPlain { result.append("\\") }
      result.append(scalar)
    }
    return String(result)
  }

  /// The text within quotes that are open, which the shell closes itself.
  ///
  /// Source: POSIX.1-2024, Shell Command Language, 2.2. A `!` is bash's own: it stands outside of the
  /// double quotes, since it keeps a backslash in them.
  static func quoted(_ text: String, within quote: Character) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "'" where quote == "'": result.append(contentsOf: "'\\''".unicodeScalars)
      case "!" where quote == "\"": result.append(contentsOf: "\"'!'\"".unicodeScalars)
      case "$", "`", "\"", "\\":
        if quote == "\"" { result.append("\\") }
        result.append(scalar)
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
