import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket do`: an action that a plugin adds.
struct DoCommand: LastWordCommand {
  static let configuration = CommandConfiguration(
    commandName: "do",
    abstract: "Do a plugin's action on a ticket.",
    discussion: """
      Without an action: which ones you may do on the ticket as it is, and what each takes. With \
      --list: all actions that you may ever do. Parameters are NAME=VALUE, with times, durations, \
      people and lists as in `docket update`. \
      The action is the last word before them; what stands before it are the tickets: one, several, \
      or a query. Several are shown first, and whoever asks is asked.

      Examples:
        docket do 12
        docket do 12 merge into=7
        docket do 12 log_time minutes=90 --note "on site" --dry-run
        docket do 4 6 8 log_time minutes=10 --yes
        docket do --list --json
      """)

  @Argument(
    help: ArgumentHelp(
      "The ticket, tickets or query, then the action, then what it takes.",
      valueName: "id|query action name=value"), completion: .source(.whichThenActions))
  var words: [String] = []

  @Flag(help: "List all actions that you may ever do.") var list = false
  @Option(help: "An internal note besides; - reads standard input.") var note: TextArgument?
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "A field to edit as well; may be given several times.", valueName: "field=value"))
  var set: [FieldAssignment] = []
  @OptionGroup var bulk: AtomicOption
  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    if list {
      guard words.isEmpty else { throw Failure(.usage, Text.actionListTakesNoTicket) }
      return try context.read { try ActionList(in: $0, for: nil).write(to: context.output) }
    }
    guard let first = words.first else {
      throw Failure(.usage, Text.actionNoTicket)
    }
    guard words.count > 1 else {
      guard let ticket = TicketArgument(argument: first) else {
        throw Failure(.usage, Text.usageNoTicketNumber(value: first))
      }
      return try context.read {
        try ActionList(in: $0, for: $0.existing(ticket.id)).write(to: context.output)
      }
    }
    try change(in: context)
  }

  func request(in context: CommandContext) throws -> Request {
    let verb = try parts.last
    let action = Action(verb)
    guard action.verb?.needsTicket != true else {
      throw Failure(.usage, Text.actionOwnCommand(verb: verb, ticket: words.exampleTicket))
    }
    var given: [FieldAssignment] = []
    for text in words.suffix(from: named.endIndex) {
      guard let assignment = FieldAssignment(argument: text) else {
        throw Failure(.usage, Text.actionNoAssignment(text: text))
      }
      given.append(assignment)
    }
    return try context.read { session in
      context.request(
        action,
        set: set.map { ($0.field, $0.assignment) }, note: try note?.words() ?? "",
        params: try AskedFields.params(given, of: session.rulebook.actions[verb], in: session))
    }
  }

  /// The tickets and the action: behind numbers it is the next word, behind a query the last before
  /// what it takes.
  private var named: ArraySlice<String> {
    let numbers = words.prefix { TicketArgument(argument: $0) != nil }
    guard numbers.isEmpty else { return words.prefix(numbers.count + 1) }
    return words[..<(words.firstIndex { $0.contains("=") } ?? words.endIndex)]
  }

  var parts: TicketsAndLast {
    get throws { try TicketsAndLast(Array(named), orElse: Text.actionNoTicket) }
  }
}
