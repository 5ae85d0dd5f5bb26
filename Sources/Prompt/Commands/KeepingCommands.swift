import Desk
import Display
import Kernel
import System
import Texts

extension PromptCommand {
  /// What is kept of a session, and where its output goes.
  static let keepingCommands: [PromptCommand] = [
    PromptCommand("history", .session, "[N]", Text.promptHelpHistory, [.words([])]) { loop, words in
      try loop.listEntries(last: words)
    },
    PromptCommand("edit", .session, "[N]", Text.promptHelpEdit, [.words([])]) { loop, words in
      try loop.editEntry(words)
    },
    PromptCommand("save", .session, "FILE", Text.promptHelpSave, [.file]) { loop, words in
      let text = SessionScript(loop.entries, isExpression: loop.session.isExpression).text
      try loop.making("save", words) { path, replaces in
        try NewFile.write(Array(text.utf8), to: path, replaces: replaces)
      }
    },
    PromptCommand("output", .output, "[FILE]", Text.promptHelpOutput, [.file]) { loop, words in
      loop.printer.file = nil
      guard !words.isEmpty else { return }
      loop.printer.file = try loop.making("output", words) { path, replaces in
        try OutputFile(path, replaces: replaces)
      }
    },
    PromptCommand("transcript", .output, "[FILE]", Text.promptHelpTranscript, [.file]) {
      loop, words in
      loop.printer.transcript = nil
      guard !words.isEmpty else { return }
      loop.printer.transcript = try loop.making("transcript", words) { path, replaces in
        try OutputFile(path, replaces: replaces)
      }
    },
  ]
}

extension PromptLoop {
  /// Makes a file of the name behind a command; one that exists is replaced only behind `!`.
  fileprivate func making<Result>(
    _ command: String, _ words: String,
    _ make: (_ path: String, _ replaces: Bool) throws -> Result,
  ) throws -> Result {
    let replaces = words.hasPrefix("!")
    let path = String(words.drop { $0 == "!" || $0 == " " })
    guard !path.isEmpty else { throw Failure(.usage, Text.promptNoFile(name: command)) }
    do {
      return try make(path, replaces)
    } catch let error as SystemError where error.isTaken {
      throw Failure(.refused, Text.promptFileExists(path: path, name: command))
    }
  }

  /// Lists the last entries with their numbers.
  fileprivate func listEntries(last words: String) throws {
    let count = words.isEmpty ? PromptLoop.mostListed : try number(words)
    let width = "\(entries.count)".count
    let lines = entries.enumerated().suffix(count).flatMap { index, entry in
      let number = "\(index + 1)"
      let start = String(repeating: " ", count: width - number.count) + number
      let margin = String(repeating: " ", count: width)
      return entry.typed.visibleLines.enumerated().map { line, text in
        let mark = output.standard.styled(line == 0 ? start : margin, .faint)
        return "\(mark)  \(output.standard.isolated(text))"
      }
    }
    try printer.write(lines)
  }

  /// Has an entry edited, the last one if none is named, and runs what comes of it.
  fileprivate func editEntry(_ words: String) throws {
    guard output.standard.isTerminal, StandardStream.input.isTerminal else {
      throw Failure(.usage, Text.promptEditTerminal)
    }
    let number = words.isEmpty ? entries.count : try number(words)
    guard number == 0 || entries.indices.contains(number - 1) else {
      throw Failure(.notFound, Text.promptNoEntry(number: number))
    }
    let text = number == 0 ? "" : entries[number - 1].typed
    guard let edited = try ExternalEditor.edit(text) else {
      throw Failure(.failed, Text.promptEditorFailed)
    }
    for line in edited.visibleLines { try printer.say(output.error.styled(line, .faint)) }
    try run(edited)
  }

  private func number(_ word: String) throws -> Int {
    guard let number = Int(word), number > 0 else {
      throw Failure(.usage, Text.promptNoNumber(word: word))
    }
    return number
  }

  /// So many entries are listed if no number is given.
  private static let mostListed = 20
}
