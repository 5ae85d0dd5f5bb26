import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket subscribe list`: what somebody is told of.
struct SubscribeListCommand: ReadingCommand {
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

  func read(_ session: DeskSession, on output: Output) throws {
    guard person == nil || !all else {
      throw Failure(.usage, Text.subscriptionPersonOrAll)
    }
    let lines = try session.subscriptions(of: person, everybody: all).map { found in
      try SubscriptionLine(
        of: found.subscription, in: session, isMuted: found.isMuted, trouble: found.trouble)
    }
    guard !output.isJSON else {
      return try output.write(.array(lines.map(\.json)))
    }
    try output.write(
      table(of: lines, on: output.standard).lines(on: output.standard))
    if lines.isEmpty { try output.say(Text.saidNoSubscriptions) }
  }

  private func table(of lines: [SubscriptionLine], on surface: Surface) -> Table {
    var table = Table([
      .init(Text.columnSubscription), .init(Text.columnFor),
      .init(Text.columnEvent),
      .init(Text.columnWhen, isFlexible: true), .init(Text.columnChannel),
      .init("", isFlexible: true),
    ])
    for line in lines {
      let meaning: Meaning = line.trouble == nil ? .faint : .danger
      table.append([
        .init(line.subscription.key), .init(surface.words(line.audience)),
        .init(line.subscription.event),
        .init(
          line.subscription.report.map { surface.words($0.words) }
            ?? line.subscription.when ?? ""),
        .init(line.channel),
        .init(surface.words(line.state), meaning),
      ])
    }
    return table
  }
}
