import ArgumentParser
import Desk
import Kernel
import Texts

/// `docket subscribe list`: what somebody is told of.
struct SubscribeListCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List what you are told of, by your own wish and by others'.",
    discussion: """
      Examples:
        docket subscribe list
        docket subscribe list --person bob
        docket subscribe list --all --json
      """)

  @Option(help: "Whose; yours, where nobody is named.", completion: .source(.people))
  var person: String?
  @Flag(help: "Everybody's, which needs person.manage.") var all = false
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    guard person == nil || !all else {
      throw Failure(.usage, Text.subscriptionPersonOrAll)
    }
    try context.read { session in
      let lines = try session.subscriptions(of: person, everybody: all).map { found in
        try SubscriptionLine(
          of: found.subscription, in: session, isMuted: found.isMuted, trouble: found.trouble)
      }
      guard !context.output.isJSON else {
        return try context.output.write(.array(lines.map(\.json)))
      }
      try context.output.write(
        table(of: lines, on: context.output.standard).lines(on: context.output.standard))
      if lines.isEmpty { try context.output.say(Text.saidNoSubscriptions) }
    }
  }

  private func table(of lines: [SubscriptionLine], on surface: Surface) -> Table {
    var table = Table([
      .init(Text.columnSubscription), .init(Text.columnTells, isFlexible: true),
      .init(Text.columnEvent),
      .init(Text.columnWhen, isFlexible: true), .init(Text.columnChannel),
      .init("", isFlexible: true),
    ])
    for line in lines {
      let meaning: Meaning = line.trouble == nil ? .faint : .danger
      table.append([
        .init(line.subscription.key), .init(line.audience), .init(line.subscription.event),
        .init(line.subscription.when ?? ""), .init(line.subscription.channel),
        .init(surface.words(line.state), meaning),
      ])
    }
    return table
  }
}
