import ArgumentParser
import Display
import Kernel

/// `docket reply`: adds a message to the public conversation.
struct ReplyCommand: TicketsCommand {
  static let configuration = CommandConfiguration(
    commandName: "reply",
    abstract: "Answer in the public conversation.",
    discussion: """
      A reply may move the ticket, as its life cycle says; --stage says itself where it goes, and \
      --set edits fields in the same change, each with its own permission. The last word is the \
      message; what stands before it are the tickets: one, several, or a query. Several are shown \
      first, and whoever asks is asked; with files, all of them get the message, or none.

      Examples:
        docket reply 7 "Please try again now"
        docket reply 7 "We will look tomorrow" --set priority=low --stage open
        docket reply tag:outage is:open "The line works again" --dry-run
        docket reply 7 "Here is the form" --attach form.pdf
        docket reply 7 - --note "asked the vendor too" < answer.txt
      """)

  @Argument(
    help: ArgumentHelp(
      "The ticket, tickets or query, and last the message; - reads standard input.",
      valueName: "id|query text"), completion: .source(.which))
  var words: [String]
  @Option(help: "An internal note besides.", completion: .nothing) var note: String?
  @Option(
    name: .customLong("attach"),
    help: ArgumentHelp(
      "A file to attach; may be given several times.", valueName: "file"), completion: .file())
  var paths: [String] = []
  @Option(help: "The stage that the ticket goes to.", completion: .source(.stages))
  var stage: String?
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "A field to edit as well; may be given several times.", valueName: "field=value"))
  var set: [FieldAssignment] = []
  @OptionGroup var bulk: AtomicOption
  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  var files: AttachedFiles { AttachedFiles(paths: paths) }

  var target: TicketTarget {
    get throws { try TicketsAndLast(text: words, of: .reply).target }
  }

  func request(in context: CommandContext) throws -> Request {
    var fields = set.map { ($0.field, $0.assignment) }
    if let stage { fields.append((TicketField.stage.rawValue, .value(.naming(stage)))) }
    return context.request(
      .verb(.reply), set: fields,
      text: try TicketsAndLast(text: words, of: .reply).words(), isPublic: true, note: note ?? "")
  }
}
