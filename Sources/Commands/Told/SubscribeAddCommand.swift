import ArgumentParser
import Desk
import Display
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
        docket subscribe --person bob --event ticket.close,ticket.reopen
      """)

  @Option(
    name: .customLong("event"),
    help: ArgumentHelp(
      "What is to be told, several with commas: created, reply, note, ticket.close, queue, stage ….",
      valueName: "event"), completion: .source(.events))
  var events: [String] = []
  @Option(
    help: ArgumentHelp("Only of tickets that match.", valueName: "query"),
    completion: .source(.query))
  var when: String?
  @Option(help: "Through which channel; the inbox where none is named.", completion: .nothing)
  var channel: String?
  @Option(help: "Who is told; you, where nobody is named.", completion: .source(.people))
  var person: String?
  @Option(help: "Everybody with this role is told.", completion: .source(.roles)) var role: String?
  @Option(
    help: ArgumentHelp(
      """
      Whoever has this part in the ticket is told: requester, assignee, former_assignee, team, \
      followers, or queue, who may work on it where nobody else of the staff is told.
      """,
      valueName: "part"), completion: .list(TicketPart.allCases.map(\.rawValue)))
  var part: String?
  @Flag(help: "Also of one's own changes.") var own = false
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    let names = events.flatMap { $0.split(separator: ",").map(String.init) }
    guard !names.isEmpty else { throw Failure(.usage, Text.subscriptionOfWhat) }
    let (to, when) = (try to(), try context.kept(condition: when))
    let drafts = names.map { name in
      var draft = SubscriptionDraft(event: name, when: when, channel: channel, tellsOwn: own)
      draft.to = to
      return draft
    }
    // One that cannot be leaves all of them out.
    let made = try context.administer { administration in
      try drafts.map { try administration.subscribe($0) }
    }
    try context.read { session in
      for one in made where try session.tellsNothing(one) {
        try context.output.say(Text.subscriptionTellsNothing(key: one.key))
      }
      let lines = try made.map { try SubscriptionLine(of: $0, in: session) }
      guard !context.output.isJSON else {
        return try context.output.write(
          lines.count == 1 ? lines[0].json : .array(lines.map(\.json)))
      }
      try context.output.write(
        lines.map { "\($0.subscription.key)  \(context.output.standard.words($0.words))" })
    }
  }

  private func to() throws -> Recipient<String>? {
    let given: [Recipient<String>] = [
      person.map { Recipient($0, among: .told) }, role.map { .role($0) },
      try checkedPart().map { .part($0) },
    ].compactMap(\.self)
    guard given.count < 2 else {
      throw Failure(.usage, Text.subscriptionWhom)
    }
    return given.first
  }

  private func checkedPart() throws -> TicketPart? {
    guard let part else { return nil }
    if let known = TicketPart(rawValue: part) { return known }
    let parts = TicketPart.allCases.map(\.rawValue)
    let nearest = nearestName(to: part, among: parts).map { Text.hintNearest(name: $0) }
    throw Failure(
      .usage,
      Text.subscriptionNoPart(
        part: part, hint: nearest ?? Text.hintKnown(names: parts.joined(separator: ", "))))
  }
}
