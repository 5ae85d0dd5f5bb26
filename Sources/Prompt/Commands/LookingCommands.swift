import Desk
import Display
import Kernel
import Texts

extension PromptCommand {
  /// What looks: with other eyes, at the past, at what changed, and at how the desk works.
  static let lookingCommands: [PromptCommand] =
    [
      PromptCommand("as", .looking, "[PERSON]", Text.promptHelpAs, [.person]) { loop, name in
        try loop.look(as: ShellWords(name).words.joined(separator: " "))
      },
      PromptCommand("at", .looking, "MOMENT | now", Text.promptHelpAt, [.moment]) { loop, moment in
        try loop.look(at: ShellWords(moment).words.joined(separator: " "))
      },
      PromptCommand(
        "diff", .looking, "ID FROM [TO]", Text.promptHelpDiff, [.ticket, .moment, .moment]
      ) { loop, words in try loop.showChanges(ShellWords(words).words) },
      PromptCommand("hooks", .looking, "[EVENT]", Text.promptHelpHooks, [.event]) { loop, event in
        try loop.showHooks(on: event)
      },
      PromptCommand("fields", .looking, "[TYPE]", Text.promptHelpFields, [.lifecycle]) {
        loop, type in try loop.showFields(of: type)
      },
      PromptCommand("lifecycle", .looking, "TYPE", Text.promptHelpLifecycle, [.lifecycle]) {
        loop, type in try loop.showLifecycle(of: type)
      },
      PromptCommand("sql", .looking, "QUERY", Text.promptHelpSql, [.query]) { loop, query in
        try loop.showPlan(of: query)
      },
      PromptCommand("enter", .looking, "PLUGIN", Text.promptHelpEnter, [.plugin]) { loop, name in
        try loop.showInside(of: name)
      },
      PromptCommand("find", .looking, "WORDS", Text.promptHelpFind, [.help]) { loop, words in
        try loop.find(words)
      },
      PromptCommand("reload", .session, "", Text.promptHelpReload) { loop, _ in
        try loop.session.reload()
        try loop.say(Text.promptReloaded)
      },
    ] + linesOfCommands

  /// What commands of the command line tell, with one's own eyes and as of now.
  private static let linesOfCommands: [PromptCommand] = [
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
      // It would tell of what the other person does not see, as if they did.
      if let eyes = loop.session.eyes {
        throw Failure(.denied, Text.promptOnlyOwnEyes(command: name, person: eyes.name))
      }
      try loop.sayNow(name)
      try loop.commandLine(words + ShellWords(rest).words)
    }
  }
}
