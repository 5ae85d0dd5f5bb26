import Desk
import Display
import Kernel
import System
import Texts

extension PromptCommand {
  static let sessionCommands: [PromptCommand] = [
    PromptCommand("help", .session, "[WORDS]", Text.promptHelpHelp, [.help]) { loop, words in
      try loop.help(words)
    },
    PromptCommand("write", .session, "on|off", Text.promptHelpWrite, [.words(["on", "off"])]) {
      loop, words in
      loop.session.mayWrite = try loop.flag(words, of: "write", now: loop.session.mayWrite)
      try loop.say(loop.session.mayWrite ? Text.promptMayWrite : Text.promptIsReadOnly)
    },
    PromptCommand("load", .session, "FILE", Text.promptHelpLoad, [.file]) { loop, path in
      try loop.load(path)
    },
    PromptCommand("quit", .session, "", Text.promptHelpQuit) { loop, _ in loop.isOver = true },
  ]

  static let outputCommands: [PromptCommand] = [
    PromptCommand(
      "mode", .output, "table|json|csv|lua", Text.promptHelpMode,
      [.words(PromptMode.allCases.map(\.rawValue))]
    ) { loop, words in
      guard let mode = PromptMode(rawValue: words) else {
        let known = PromptMode.allCases.map(\.rawValue).joined(separator: ", ")
        throw Failure(.usage, Text.promptNoMode(name: words, known: known))
      }
      loop.mode = mode
    },
    PromptCommand("time", .output, "on|off", Text.promptHelpTime, [.words(["on", "off"])]) {
      loop, words in
      loop.isTiming = try loop.flag(words, of: "time", now: loop.isTiming)
    },
  ]
}

/// The form in which values are written.
enum PromptMode: String, CaseIterable {
  case table
  case json
  case csv
  case lua
}
