import Desk
import Display
import Kernel
import Texts

extension PromptCommand {
  /// Transactions, trials, and the way back.
  static let changingCommands: [PromptCommand] = [
    PromptCommand("begin", .changing, "", Text.promptHelpBegin) { loop, _ in
      try loop.session.begin()
      try loop.say(Text.promptBegan)
    },
    PromptCommand("commit", .changing, "", Text.promptHelpCommit) { loop, _ in
      try loop.commit()
    },
    PromptCommand(
      "rollback", .changing, "[to NAME]", Text.promptHelpRollback, [.words(["to"])]
    ) { loop, words in
      try loop.rollBack(ShellWords(words).words)
    },
    PromptCommand("savepoint", .changing, "NAME", Text.promptHelpSavepoint) { loop, name in
      guard !name.isEmpty else { throw Failure(.usage, Text.promptWantsSavepoint) }
      try loop.session.save(name)
      let count = loop.session.transaction?.requests.count ?? 0
      try loop.say(Text.promptSaved(name: name, count: count))
    },
    PromptCommand("delta", .changing, "", Text.promptHelpDelta) { loop, _ in
      try loop.showDelta()
    },
    PromptCommand("see", .changing, "N", Text.promptHelpSee) { loop, word in
      try loop.see(PromptCommand.number(word, of: "see"))
    },
    PromptCommand("drop", .changing, "N", Text.promptHelpDrop) { loop, word in
      try loop.drop(PromptCommand.number(word, of: "drop"))
    },
    PromptCommand("again", .changing, "[N]", Text.promptHelpAgain) { loop, word in
      try loop.session.seeAgain(word.isEmpty ? nil : PromptCommand.number(word, of: "again"))
      try loop.say(Text.promptSeenAgain)
    },
    PromptCommand("undo", .changing, "", Text.promptHelpUndo) { loop, _ in try loop.undo() },
    PromptCommand("dry", .changing, "LUA", Text.promptHelpDry, [.lua]) { loop, text in
      try loop.evaluate(text, isDryRun: true)
    },
    PromptCommand("trace", .changing, "on|off", Text.promptHelpTrace, [.words(["on", "off"])]) {
      loop, words in
      loop.session.isTracing = try loop.flag(words, of: "trace", now: loop.session.isTracing)
      try loop.say(loop.session.isTracing ? Text.promptTracing : Text.promptNotTracing)
    },
  ]

  /// The number of a held request, as `2` or `#2`.
  private static func number(_ word: String, of name: String) throws -> Int {
    guard let number = Int(word.hasPrefix("#") ? word.dropFirst() : word[...]) else {
      throw Failure(.usage, Text.promptWantsNumber(name: name, word: word))
    }
    return number
  }
}
