import ArgumentParser
import Display
import Kernel
import Texts

/// `docket close`: closes a ticket, with a reason and its evidence.
struct CloseCommand: TicketVerbCommand {
  static let configuration = CommandConfiguration(
    commandName: "close",
    abstract: "Close a ticket.",
    discussion: """
      Which reasons there are, and what evidence each wants, is up to the desk's plugins. \
      Several tickets, or a query, are shown first, and whoever asks is asked.

      Examples:
        docket close 7 --reason solved --root-cause cable
        docket close 7 --reason declined --comment "Not covered by the contract" --public
        docket close 7 --reason duplicate --set duplicate_of=3 --dry-run
        docket close 4 6 8 --reason no_answer
        docket close stage:answered updated:..-30d --reason no_answer --yes
      """)

  @Option(help: "Why it is closed.", completion: .source(.reasons)) var reason: String?
  @Option(help: "A comment, internal unless --public; - reads standard input.")
  var comment: TextArgument?
  @Flag(name: .customLong("public"), help: "Let the comment be a public message.")
  var isPublic = false
  @Option(
    name: .customLong("root-cause"),
    help: "A root cause, or several with commas; may be given several times.", completion: .nothing)
  var rootCauses: [String] = []
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Another field, such as the reason's evidence; may be given several times.",
      valueName: "field=value"))
  var set: [FieldAssignment] = []
  @OptionGroup var asked: TicketsOptions
  static let wordOption: String? = "--reason"

  func request(in context: CommandContext) throws -> Request {
    guard !isPublic || comment != nil else {
      throw Failure(.usage, Text.usagePublicWithoutComment)
    }
    var fields = set.map { ($0.field, $0.assignment) }
    if let reason { fields.append(("close_reason", .value(.naming(reason)))) }
    if !rootCauses.isEmpty { fields.append(("root_causes", .value(.names(rootCauses)))) }
    return context.request(
      .verb(.close), set: fields,
      text: try comment?.words() ?? "", isPublic: isPublic)
  }
}
