import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket redact`: takes words out of the history for good.
struct RedactCommand: ActingCommand {
  static let configuration = CommandConfiguration(
    commandName: "redact",
    abstract: "Take the words of an entry out of the history, for good.",
    discussion: """
      The entry stays, and the history still verifies, but its words are deleted: from the ticket, \
      its history, the search and the outbox, wherever they are repeated, and with them the \
      contents of attachments that no ticket keeps any more. SEQ is the entry's number on the \
      desk, `seq` in `docket history ID --json`. --field confines the redaction of edits to a \
      field; the entry's other fields keep their present values.

      Entries that followed and repeat the words go along, on other tickets too: replies that \
      were passed on, forwards. They are named; --only leaves them.

      What plugins keep for themselves, the desk's log, backups and what was sent already are not \
      touched.

      Examples:
        docket redact 12 --part text
        docket redact 12 --part edits --field body --yes
        docket redact 12 --dry-run
        docket redact 12 --only
      """)

  @Argument(
    help: ArgumentHelp("The entry's number on the desk.", valueName: "seq"), completion: .nothing)
  var seq: Int64
  @Option(
    help: "text, edits, data, params or all.",
    completion: .list(RedactablePart.allCases.map(\.rawValue)))
  var part: String = RedactablePart.all.rawValue
  @Option(
    name: .customLong("field"),
    help: "Only this field of the entry's edits; may be given several times.",
    completion: .source(.fields))
  var fields: [String] = []
  @Flag(help: "Leave the entries that repeat the words.") var only = false
  @Option(help: "An internal note besides.", completion: .nothing) var note: String?
  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    guard fields.isEmpty || part == "edits" || part == "all" else {
      throw Failure(.usage, Text.usageRedactField)
    }
    let (entry, deed) = try context.read { session in
      let entry = try session.entry(EntryID(rawValue: seq))
      return (entry, session.values.deed(of: entry))
    }
    guard entry.ticket != .desk else {
      throw Failure(
        .refused, Text.redactOfDesk(entry: seq))
    }
    let part = fields.isEmpty ? part : "edits"
    let question =
      part == RedactablePart.all.rawValue
      ? Text.redactAskingAll(entry: seq, ticket: entry.ticket.rawValue, action: deed)
      : Text.redactAsking(
        part: Text(name: part, of: .part), entry: seq, ticket: entry.ticket.rawValue,
        action: deed)
    var request = context.request(
      .verb(.redact),
      ticket: entry.ticket,
      note: note ?? "", params: ["entry": .integer(seq), "part": .text(part)])
    if !fields.isEmpty { request.params["fields"] = .texts(fields) }
    if only { request.params["only"] = .boolean(true) }
    request.expectedVersion = action.version
    try ErasureQuestion(context: context, options: action).confirm(
      question, answer: Text.wordYes.rendered(in: context.output.language), of: request)
    try ActionRun(context: context, options: action).perform(request)
  }
}
