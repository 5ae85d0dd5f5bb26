import ArgumentParser
import Display
import Kernel

/// `docket new`: takes a ticket in.
struct NewCommand: ActionCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Take in a ticket; prints its number.",
    discussion: """
      Fields that you leave out get what the ticket's type and the desk's plugins say.

      Examples:
        docket new "Printer on floor 3 is on fire" --priority urgent --tag printer
        docket new "Cannot log in" --requester carl --source phone --body - < call.txt
        docket new "Black stripes on every page" --attach photo.jpg
        docket new "Slow pages" --field severity=high --due +2d --dry-run
      """)

  @Argument(help: "What it is about, in one line; - reads standard input.")
  var subject: TextArgument

  @Option(help: "The whole story; - reads standard input.")
  var body: TextArgument?

  @Option(help: "The type of ticket.", completion: .source(.types))
  var type: String?

  @Option(help: "The queue it belongs into.", completion: .source(.queues))
  var queue: String?

  @Option(
    help: "low, normal, high or urgent.", completion: .list(Priority.allCases.map(\.rawValue)))
  var priority: String?

  @Option(
    name: .customLong("tag"), help: "A tag, or several with commas; may be given several times.",
    completion: .nothing)
  var tags: [String] = []

  @Option(help: "Who asks; you, where you are a customer.", completion: .source(.people))
  var requester: String?

  @Option(help: "Who is to work on it.", completion: .source(.people))
  var assignee: String?

  @Option(help: "The way it came in: email, phone, letter, web …", completion: .nothing)
  var source: String?

  @Option(
    parsing: .unconditional, help: "When it is due: +2d, 2026-01-31, 2026-01-31T12:00Z.",
    completion: .nothing)
  var due: String?

  @Option(help: "The ticket it is a part of.")
  var parent: TicketArgument?

  @Option(
    name: .customLong("field"),
    help: ArgumentHelp("A custom field; may be given several times.", valueName: "name=value"))
  var fields: [FieldAssignment] = []

  @Option(
    name: .customLong("attach"),
    help: ArgumentHelp(
      "A file to attach, for everybody who sees the ticket; may be given several times.",
      valueName: "file"), completion: .file())
  var paths: [String] = []

  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  var files: AttachedFiles { AttachedFiles(paths: paths) }

  func request(by actor: Actor) throws -> Request {
    var set: [(field: String, assignment: Request.Assignment)] = [
      ("subject", .value(.text(try subject.words())))
    ]
    func put(_ field: TicketField, _ text: String?) {
      if let text { set.append((field.rawValue, .value(.naming(text)))) }
    }
    put(.type, type)
    put(.body, try body?.words())
    put(.queue, queue)
    put(.priority, priority)
    put(.requester, requester)
    put(.assignee, assignee)
    put(.source, source)
    put(.due, due)
    if let parent { set.append(("parent", .value(.ticket(parent.id)))) }
    if !tags.isEmpty { set.append((TicketField.tags.rawValue, .value(.names(tags)))) }
    set += fields.map { ($0.field, $0.assignment) }
    return Request(actor: actor, source: .cli, action: .verb(.create), set: set)
  }
}
