import Kernel
import Texts

/// A command of the prompt: a word behind a dot, which is no Lua.
struct PromptCommand: Sendable {
  /// What it is about, for the overview.
  enum Topic: CaseIterable, Sendable {
    case session
    case changing
    case looking
    case output

    var title: Text {
      switch self {
      case .session: Text.promptTopicSession
      case .changing: Text.promptTopicChanging
      case .looking: Text.promptTopicLooking
      case .output: Text.promptTopicOutput
      }
    }
  }

  /// What may stand behind its name, for completion.
  enum Argument: Sendable {
    case nothing
    case words([String])
    case file
    case person
    case ticket
    case moment
    case query
    case event
    case lua
    case plugin
    case help
    case permission
    case lifecycle
  }

  /// The word, without its dot.
  let name: String
  let topic: Topic
  /// What is typed behind it, as `on|off`.
  let usage: String
  let summary: Text
  let arguments: [Argument]
  let run: @Sendable (PromptLoop, String) throws -> Void

  /// Names a command; `run` gets what stands behind its name, without blanks around it.
  init(
    _ name: String, _ topic: Topic, _ usage: String = "", _ summary: Text,
    _ arguments: [Argument] = [], run: @escaping @Sendable (PromptLoop, String) throws -> Void,
  ) {
    self.name = name
    self.topic = topic
    self.usage = usage
    self.summary = summary
    self.arguments = arguments
    self.run = run
  }

  /// All of them, as the overview has them.
  static let all: [PromptCommand] =
    sessionCommands + changingCommands + lookingCommands + outputCommands + keepingCommands

  /// The command that help is asked about: its name, with or without the dot.
  static func explained(_ words: String) -> PromptCommand? {
    let name = words.hasPrefix(".") ? words.dropFirst() : words[...]
    return all.first { $0.name == name }
  }

  /// The command that a word names: its whole name, or a beginning that only one has.
  static func named(_ word: String) -> PromptCommand? {
    if let found = all.first(where: { $0.name == word }) { return found }
    let found = all.filter { $0.name.hasPrefix(word) }
    return found.count == 1 ? found.first : nil
  }
}
