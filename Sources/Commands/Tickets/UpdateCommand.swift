import ArgumentParser
import Kernel
import Texts

/// `docket update`: edits fields of a ticket.
struct UpdateCommand: ActionCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Edit fields of a ticket.",
    discussion: """
      Assignments are FIELD=VALUE; lists also take FIELD+=VALUE and FIELD-=VALUE. An empty value \
      clears a field. An edit of `stage` is the close, reopen, postpone … that it means, with its \
      permission and rules. One ticket at a time; for a query, list it and update its tickets.

      Examples:
        docket update 7 priority=high tags+=late tags-=new
        docket update 7 queue=billing assignee= --note "moved, see the mail"
        docket update 7 stage=resolved close_reason=solved root_causes=cable --dry-run
      """)

  @Argument(help: ArgumentHelp("The ticket, then the assignments.", valueName: "id field=value"))
  var words: [String]

  @Option(help: "An internal note besides; - reads standard input.")
  var note: TextArgument?

  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  func request(by actor: Actor) throws -> Request {
    let assignments = words.compactMap(FieldAssignment.init(argument:))
    let targets = words.filter { FieldAssignment(argument: $0) == nil }
    guard let first = targets.first else {
      throw Failure(.usage, Text("usage.which_ticket"))
    }
    guard targets.count == 1, let ticket = TicketArgument(argument: first) else {
      throw Failure(
        .usage,
        Text("usage.no_ticket", ["words": targets.joined(separator: " ")]))
    }
    guard !assignments.isEmpty else {
      throw Failure(.usage, Text("usage.no_assignment"))
    }
    var request = Request(
      actor: actor, source: "cli", action: "update", ticket: ticket.id,
      set: assignments.map { ($0.field, $0.assignment) })
    request.note = try note?.words() ?? ""
    return request
  }
}
