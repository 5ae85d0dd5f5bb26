import Display
import Kernel
import Texts

extension PromptCommand {
  /// What commands of the command line tell, at the prompt: with one's own eyes, as of now.
  static let lookingCommands: [PromptCommand] = [
    line("plugins", "", ["plugin", "list"], Text.promptHelpPlugins, []),
    line(
      "why", "PERSON PERMISSION [ID]", ["why"], Text.promptHelpWhy, [.person, .permission, .ticket]),
    line("explain", "SEQ | ID FIELD", ["explain"], Text.promptHelpExplain, [.ticket]),
    line("top", "", ["plugin", "top"], Text.promptHelpTop, []),
    line("log", "", ["log"], Text.promptHelpLog, []),
    line("outbox", "", ["outbox", "list"], Text.promptHelpOutbox, []),
  ]

  private static func line(
    _ name: String, _ usage: String, _ words: [String], _ summary: Text, _ arguments: [Argument],
  ) -> PromptCommand {
    PromptCommand(name, .looking, usage, summary, arguments) { loop, rest in
      try loop.commandLine(words + ShellWords(rest).words)
    }
  }
}
