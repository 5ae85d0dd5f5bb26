import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket merge`: makes one conversation of several tickets, by the action of the plugin
/// `close-reasons`.
struct MergeCommand: ActingCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Merge tickets into another one, where they are worked on together.",
    discussion: """
      The merged ticket is closed as a duplicate. What was and will be said on it stands on the other \
      one too, in order of time, each with its author; notes stay internal, and nobody reads more than \
      they may on the ticket itself. A customer's reply to it acts as a reply to the other one. Whoever \
      asked or followed follows that one from then on, if that lets them see it. `docket undo` takes a \
      merge back.

      Several tickets, and those of a query, are merged together or not at all: they are shown first; \
      on a terminal you are asked, elsewhere it wants --yes. A query may find the other one, too: it \
      stays.

      Examples:
        docket merge 12 --into 7
        docket merge 12 --into 7 --note "the same printer" --dry-run
        docket merge 12 15 16 --into 7 --yes
        docket merge is:open requester:carl subject:printer --into 7 --dry-run
      """)

  @Argument(
    help: ArgumentHelp("The tickets to be merged, or a query.", valueName: "id|query"),
    completion: .source(.which))
  var words: [String]
  @Option(help: "The ticket that they become a part of.") var into: TicketArgument
  @Option(help: "An internal note besides.", completion: .nothing) var note: String?
  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  /// The plugin's action, which `docket do` knows too.
  private static let merge = Action("merge")

  func run(in context: CommandContext) throws {
    let target = try TicketTarget(ofVerb: words, orElse: Text.usageNoTicket)
    var request = context.request(
      MergeCommand.merge,
      note: note ?? "", params: ["into": .ticket(into.id)])
    let merged: [Ticket.ID]
    if case .ticket(let id) = target {
      request.ticket = id
      request.expectedVersion = action.version
      try ActionRun(context: context, options: action).perform(request)
      merged = [id]
    } else {
      guard action.version == nil else { throw Failure(.usage, Text.usageVersionOfOne) }
      let targets = try targets(of: target, in: context)
      try BulkRun(context: context, options: action, isAtomic: true)
        .perform(BulkOrder(request, for: targets))
      merged = targets.map(\.ticket)
    }
    guard !action.dryRun, !context.output.isJSON else { return }
    try context.read { try tell(of: merged, in: $0, on: context.output) }
  }

  /// The tickets that are meant; of a query, all but the one that they go into.
  private func targets(
    of target: TicketTarget, in context: CommandContext,
  ) throws -> [BulkTarget] {
    let targets = try context.read { try target.targets(in: $0) }
    guard case .query = target else { return targets }
    return targets.filter { $0.ticket != into.id }
  }

  /// Says what went where.
  private func tell(
    of merged: [Ticket.ID], in session: DeskSession, on output: Output,
  ) throws {
    for id in merged {
      guard let ticket = try session.ticket(id), ticket.host(by: session.rulebook) == into.id else {
        continue
      }
      try output.say(Text.saidMerged(ticket: id.rawValue, into: into.id.rawValue))
    }
  }
}
