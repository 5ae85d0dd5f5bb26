import ArgumentParser
import Display
import Kernel
import Texts

/// `docket attach`: adds files to a ticket.
struct AttachCommand: TicketsCommand {
  static let configuration = CommandConfiguration(
    commandName: "attach",
    abstract: "Attach files to a ticket, for everybody who sees it.",
    discussion: """
      An attachment is public: whoever sees the ticket, its customer among them, can read it; a \
      --note that goes with it is internal, and so are the files of docket note --attach. What a file is, is told by its content, not by its \
      name. Names are made safe, and a second one of the same name gets ` (2)`. All files are \
      attached, or none. A file has at most 25 MB, or the desk's setting attachment_limit.

      The numbers at the beginning are the tickets, or else the first word is a query; all that \
      follows are files, and a file called 8 is written ./8. Several tickets are shown first, and \
      whoever asks is asked; all of them get the files, or none.

      Examples:
        docket attach 7 photo.jpg report.pdf
        docket attach 7 invoice.pdf --note "the one that was paid twice"
        docket attach 4 6 8 plan.pdf
        docket attach "tag:outage is:open" plan.pdf --yes
        journalctl -u cups | docket attach 7 - --name cups.log
      """)

  @Argument(
    help: ArgumentHelp(
      "The ticket, tickets or query, then files; - reads standard input.",
      valueName: "id|query file"), completion: .source(.whichThenFiles))
  var words: [String]
  @Option(help: "The name to give to the one file.", completion: .nothing) var name: String?
  @Option(help: "An internal note besides.", completion: .nothing) var note: String?
  @OptionGroup var bulk: AtomicOption
  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  var files: AttachedFiles {
    AttachedFiles(paths: Array(words.dropFirst(tickets.count)), name: name)
  }

  var target: TicketTarget {
    get throws {
      guard words.count > tickets.count else {
        throw Failure(.usage, Text.usageAttachWhat(tickets: tickets.joined(separator: " ")))
      }
      return try TicketTarget(ofVerb: tickets, orElse: Text.usageNoTicket)
    }
  }

  func request(in context: CommandContext) throws -> Request {
    context.request(.verb(.attach), note: note ?? "")
  }

  /// The words that say which tickets: numbers, or else a query.
  private var tickets: [String] {
    let numbers = words.prefix { TicketArgument(argument: $0) != nil }
    return Array(numbers.isEmpty ? words.prefix(1) : numbers)
  }
}
