import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// A command that asks for the same change of a ticket, of several, or of all that a query finds.
///
/// One ticket is changed at once. Several, and whatever a query finds, are a bulk: they are shown
/// first, and whoever asks is asked.
protocol TicketsCommand: ActingCommand {
  /// Whether all of the tickets are changed, or none.
  var bulk: AtomicOption { get }
  /// Files that go with the change.
  var files: AttachedFiles { get }
  /// Which tickets were typed.
  var target: TicketTarget { get throws }

  /// What to ask for, of each of the tickets.
  func request(in context: CommandContext) throws -> Request

  /// Does the change to one ticket.
  func perform(_ request: Request, in context: CommandContext) throws
}

extension TicketsCommand {
  var files: AttachedFiles { .none }

  func run(in context: CommandContext) throws { try change(in: context) }

  /// Does what is asked, to one ticket at once, to several as a bulk.
  func change(in context: CommandContext) throws {
    let target = try target
    var request = try request(in: context)
    if case .ticket(let id) = target, !bulk.atomic {
      request.ticket = id
      request.expectedVersion = action.version
      request.uploads = try uploads(for: id, in: context)
      return try perform(request, in: context)
    }
    guard action.version == nil else { throw Failure(.usage, Text.usageVersionOfOne) }
    request.uploads = try uploads(for: nil, in: context)
    try BulkRun(context: context, options: action, isAtomic: bulk.atomic)
      .perform(request, on: target)
  }

  func perform(_ request: Request, in context: CommandContext) throws {
    try ActionRun(context: context, options: action).perform(request)
  }

  private func uploads(for ticket: Ticket.ID?, in context: CommandContext) throws -> [Upload] {
    guard !files.paths.isEmpty else { return [] }
    let limit = try context.read { session in
      if let ticket { _ = try session.existing(ticket) }
      return session.rulebook.settings.attachmentLimit
    }
    return try files.uploads(limit: limit)
  }
}

/// What commands take that may be about many tickets.
struct AtomicOption: ParsableArguments {
  @Flag(help: "All of the tickets in one transaction, or none; at most 1000.")
  var atomic = false
}

/// What a command takes whose words are nothing but tickets.
struct TicketsOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("The ticket, tickets or query.", valueName: "id|query"),
    completion: .source(.which))
  var words: [String]
  @OptionGroup var bulk: AtomicOption
  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions
}

/// A command whose words are nothing but tickets.
protocol TicketVerbCommand: TicketsCommand {
  var asked: TicketsOptions { get }
  /// The option that people mean by a word behind the tickets: `close 7 solved`.
  static var wordOption: String? { get }
}

extension TicketVerbCommand {
  var bulk: AtomicOption { asked.bulk }
  var action: ActionOptions { asked.action }
  var global: GlobalOptions { asked.global }
  var target: TicketTarget {
    get throws {
      try TicketTarget(
        ofVerb: asked.words, orElse: Text.usageNoTicket, option: Self.wordOption)
    }
  }
  static var wordOption: String? { nil }
}

/// A command whose tickets are followed by one more thing.
protocol LastWordCommand: TicketsCommand {
  var parts: TicketsAndLast { get throws }
}

extension LastWordCommand {
  var target: TicketTarget {
    get throws { try parts.target }
  }
}
