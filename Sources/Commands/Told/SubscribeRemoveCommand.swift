import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket subscribe remove`: is told of something no more.
struct SubscribeRemoveCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove subscriptions, by their numbers.",
    discussion: """
      Examples:
        docket subscribe remove 3
        docket subscribe remove 3 4
      """)

  @Argument(help: "As `docket subscribe list` shows them.", completion: .nothing)
  var subscriptions: [String]
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    let keys = subscriptions
    try context.administer { administration in
      for key in keys { try administration.unsubscribe(key) }
    }
    try context.tell(Text.saidRemoved(keys: keys.joined(separator: ", ")))
  }
}

/// `docket subscribe mute`: wants nothing of what a role or a plugin subscribes them to.
struct SubscribeMuteCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "mute", abstract: "Want nothing of a subscription that is not only yours.",
    discussion: """
      Examples:
        docket subscribe mute inbox:messages-followers
        docket subscribe mute 2 --person bob
      """)

  @Argument(help: "As `docket subscribe list` shows it.", completion: .nothing)
  var subscription: String
  @Option(
    help: "Who wants nothing of it; you, where nobody is named.", completion: .source(.people))
  var person: String?
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    let (key, name) = (subscription, person)
    try context.administer { try $0.mute(key, for: name, true) }
    try context.tell(Text.saidMuted(key: key))
  }
}

/// `docket subscribe unmute`: wants it again.
struct SubscribeUnmuteCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "unmute", abstract: "Want a muted subscription again.",
    discussion: """
      Examples:
        docket subscribe unmute inbox:messages-followers
      """)

  @Argument(help: "As `docket subscribe list` shows it.", completion: .nothing)
  var subscription: String
  @Option(help: "Who wants it again; you, where nobody is named.", completion: .source(.people))
  var person: String?
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    let (key, name) = (subscription, person)
    try context.administer { try $0.mute(key, for: name, false) }
    try context.tell(Text.saidUnmuted(key: key))
  }
}
