import ArgumentParser
import Desk
import Kernel
import Texts

/// `docket subscribe --event E`: wants to be told of something.
struct SubscribeAddCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Be told of a kind of change (which `docket subscribe` does by itself).",
    discussion: """
      Examples:
        docket subscribe add --event reply --when queue:billing
        docket subscribe --person bob --event ticket.close
      """)

  @Option(help: "What is to be told: created, reply, note, ticket.close, queue, stage ….")
  var event: String?
  @Option(help: ArgumentHelp("Only of tickets that match.", valueName: "query")) var when: String?
  @Option(help: "Through which channel; the inbox where none is named.") var channel: String?
  @Option(help: "Who is told; you, where nobody is named.")
  var person: String?
  @Option(help: "Everybody with this role is told.") var role: String?
  @Option(
    help: ArgumentHelp(
      "Whoever has this part in the ticket is told: requester, assignee, team, followers.",
      valueName: "part"))
  var part: String?
  @Flag(help: "Also of one's own changes.") var own = false
  @OptionGroup var global: GlobalOptions

  func run(on stage: Stage) throws {
    guard let event else {
      throw Failure(.usage, "of what? docket subscribe --event created, reply, stage …")
    }
    let draft = SubscriptionDraft(
      to: try to(), event: event, when: when, channel: channel, tellsOwn: own)
    let made = try stage.administer { try $0.subscribe(draft) }
    try stage.read { session in
      if try session.tellsNothing(made) {
        try stage.output.say(Text("subscription.tells_nothing", ["key": made.key]))
      }
      let line = try SubscriptionLine(of: made, in: session)
      guard !stage.output.isJSON else { return try stage.output.write(line.json) }
      try stage.output.write(stage.output.standard.shown("\(made.key)  \(line.words)"))
    }
  }

  private func to() throws -> String? {
    let given = [person, role.map { "role:\($0)" }, try checkedPart()].compactMap(\.self)
    guard given.count < 2 else {
      throw Failure(.usage, "--person, --role and --part exclude each other")
    }
    return given.first
  }

  private func checkedPart() throws -> String? {
    guard let part, Subscription.Part(rawValue: part) == nil else { return part }
    let parts = Subscription.Part.allCases.map(\.rawValue)
    let nearest = nearestName(to: part, among: parts).map { "; did you mean \($0)?" }
    throw Failure(
      .usage,
      "nobody has the part `\(part)`\(nearest ?? "; there is \(parts.joined(separator: ", "))")")
  }
}
