import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket undo`: takes back what a request did.
struct UndoCommand: ActingCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take back what a request did, by the opposite change.",
    discussion: """
      SEQ is an entry's number on the whole desk (docket history ID --numbers): what its request did \
      to the ticket is taken back, with what hooks added. REQUEST, as r12, is all that a command, a \
      bulk or an import did. Nothing is erased: the undo is a change of its own, and undoing it does \
      it again.

      Fields go back to what they were; texts (notes, replies) stay. It is refused, with the list, \
      where a field was edited again since: undo that first. A ticket that was created is discarded. \
      Notifications that wait are dropped, those sent are listed, as are requests that plugins made \
      because of it: they are undone by themselves. The move table and evidence do not count, but \
      permissions, field types and plugins' checks do.

      SEQ may also be an entry of the desk's own history (docket history desk) that changed \
      plugins or mapped names: the plugins' files of before are loaded again, and what followed new \
      names follows back.

      Examples:
        docket undo 214 --dry-run
        docket undo r12
        docket undo r40 --to deleted --yes
      """)

  @Argument(
    help: ArgumentHelp("An entry's number, or a request.", valueName: "seq|request"),
    completion: .nothing)
  var target: String

  @Option(
    help: "Where a created ticket is discarded to, else where its life cycle says.",
    completion: .nothing)
  var to: String?

  @Option(help: "An internal note besides; - reads standard input.")
  var note: TextArgument?

  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    guard action.version == nil else {
      throw Failure(.usage, Text.usageUndoVersion)
    }
    let target = try what()
    if let undo = try context.desk.deskUndo(of: target, by: context.person) {
      return try perform(undo, on: context)
    }
    var order = try context.undoOrder(of: target, discard: to)
    order.request.note = try note?.words() ?? ""
    if case .entry(let seq) = target {
      try tell(of: seq, on: order.targets.map(\.ticket), in: context)
    }
    let run = BulkRun(context: context, options: action, isAtomic: false)
    guard order.isAtomic else { return try run.perform(order) }
    guard order.targets.count == 1, let target = order.targets.first else {
      return try run.performAtOnce(order)
    }
    var request = order.request
    request.ticket = target.ticket
    try ActionRun(context: context, options: action).perform(request)
  }

  /// Says of which ticket an entry is whose number another ticket has: that one may be meant.
  private func tell(
    of seq: EntryID, on tickets: [Ticket.ID], in context: CommandContext,
  ) throws {
    let namesake = Ticket.ID(rawValue: seq.rawValue)
    guard !tickets.contains(namesake), try context.read({ try $0.ticket(namesake) != nil }) else {
      return
    }
    let numbers = tickets.map { "\($0.rawValue)" }.joined(separator: ", ")
    try context.output.say(
      Text.saidEntryOf(entry: seq.rawValue, count: tickets.count, tickets: numbers))
  }

  /// Takes back what an entry of the desk's own history did.
  private func perform(_ undo: DeskUndo, on context: CommandContext) throws {
    guard !action.dryRun, to == nil, note == nil else {
      throw Failure(.usage, Text.usageUndoDesk)
    }
    let agreement = try Agreement.parse(action.yes ? ["--yes"] : [])
    var followed: [FollowedName] = []
    try agreement.whileAsking(on: context.output) {
      followed = try context.desk.undo(undo, as: .person(context.person.id), agreeingTo: $0)
    }
    for name in followed { try context.output.say(name.text) }
    if let back = undo.renameBack { try context.moveDescription(by: back) }
    try context.tell(Text.saidUndoneDesk(entry: undo.seq.rawValue))
  }

  private func what() throws(Failure) -> UndoTarget {
    let digits = target.hasPrefix("#") ? target.dropFirst() : target[...]
    if let seq = Int64(digits), seq > 0 { return .entry(EntryID(rawValue: seq)) }
    if target.hasPrefix("r"), let number = Int64(target.dropFirst()), number > 0 {
      return .request(target)
    }
    throw Failure(
      .usage,
      Text.usageUndoTarget(target: target))
  }
}
