import Display
import Kernel

/// A subject that help explains besides the commands.
struct HelpTopic: Sendable {
  /// What is typed: `docket help NAME`.
  let name: String
  let summary: String
  private let make: @Sendable () -> [HelpBlock]

  init(_ name: String, _ summary: String, _ make: @escaping @Sendable () -> [HelpBlock]) {
    self.name = name
    self.summary = summary
    self.make = make
  }

  /// What it says; made when it is asked for.
  var blocks: [HelpBlock] { make() }

  /// All topics, in the order in which somebody new would read them.
  static let all: [HelpTopic] = [
    .desk, .queries, .repl, .fields, .times, .permissions, .notes, .plugins, .api, .check, .json,
    .exitCodes, .languages, .completion,
  ]

  /// The topic of that name.
  static func named(_ name: String) -> HelpTopic? {
    all.first { $0.name == name }
  }
}
