import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket do`: an action that a plugin adds.
struct DoCommand: ActingCommand {
  static let configuration = CommandConfiguration(
    commandName: "do",
    abstract: "Do a plugin's action on a ticket.",
    discussion: """
      Without an action: which ones you may do on the ticket as it is, and what each takes. With \
      --list: all actions that you may ever do. Parameters are NAME=VALUE, with times, durations, \
      people and lists as in `docket update`.

      Examples:
        docket do 12
        docket do 12 merge into=7
        docket do 12 log_time minutes=90 --note "on site" --dry-run
        docket do --list --json
      """)

  @Argument(help: "The ticket.") var id: TicketArgument?
  @Argument(help: "The action.", completion: .source(.actions)) var verb: String?
  @Argument(
    help: ArgumentHelp("What the action takes.", valueName: "name=value"),
    completion: .source(.assignments))
  var params: [String] = []

  @Flag(help: "List all actions that you may ever do.") var list = false
  @Option(help: "An internal note besides; - reads standard input.") var note: TextArgument?
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "A field to edit as well; may be given several times.", valueName: "field=value"))
  var set: [FieldAssignment] = []
  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    if list {
      guard id == nil else { throw Failure(.usage, Text.actionListTakesNoTicket) }
      return try context.read { try ActionList(in: $0, for: nil).write(to: context.output) }
    }
    guard let id else {
      throw Failure(.usage, Text.actionNoTicket)
    }
    guard let verb else {
      return try context.read {
        try ActionList(in: $0, for: $0.existing(id.id)).write(to: context.output)
      }
    }
    var asked = try context.read { try request(verb, on: id.id, in: $0) }
    asked.expectedVersion = action.version
    asked.note = try note?.words() ?? ""
    try ActionRun(context: context, options: action).perform(asked)
  }

  private func request(
    _ verb: String, on ticket: Ticket.ID, in session: DeskSession,
  ) throws(Failure) -> Request {
    let action = Action(verb)
    guard action.verb?.needsTicket != true else {
      throw Failure(
        .usage, Text.actionOwnCommand(verb: verb, ticket: ticket.rawValue))
    }
    var given: [FieldAssignment] = []
    for text in params {
      guard let assignment = FieldAssignment(argument: text) else {
        throw Failure(.usage, Text.actionNoAssignment(text: text))
      }
      given.append(assignment)
    }
    return Request(
      actor: .person(session.person.id), source: .cli, action: action, ticket: ticket,
      set: set.map { ($0.field, $0.assignment) },
      params: try AskedFields.params(given, of: session.rulebook.actions[verb], in: session))
  }
}
