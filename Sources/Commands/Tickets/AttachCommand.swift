import ArgumentParser
import Display
import Kernel

/// `docket attach`: adds files to a ticket.
struct AttachCommand: ActionCommand {
  static let configuration = CommandConfiguration(
    commandName: "attach",
    abstract: "Attach files to a ticket, for everybody who sees it.",
    discussion: """
      An attachment is public: whoever sees the ticket, its customer among them, can read it; a \
      --note that goes with it is internal. What a file is, is told by its content, not by its \
      name. Names are made safe, and a second one of the same name gets ` (2)`. All files are \
      attached, or none. A file has at most 25 MB, or the desk's setting attachment_limit.

      Examples:
        docket attach 7 photo.jpg report.pdf
        docket attach 7 invoice.pdf --note "the one that was paid twice"
        journalctl -u cups | docket attach 7 - --name cups.log
      """)

  @Argument(help: "The ticket.") var id: TicketArgument
  @Argument(
    help: ArgumentHelp("Files; - reads standard input.", valueName: "file"), completion: .file())
  var paths: [String]
  @Option(help: "The name to give to the one file.", completion: .nothing) var name: String?
  @Option(help: "An internal note besides.", completion: .nothing) var note: String?
  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  var files: AttachedFiles { AttachedFiles(paths: paths, name: name) }

  func request(by actor: Actor) throws -> Request {
    Request(actor: actor, source: .cli, action: .verb(.attach), ticket: id.id, note: note ?? "")
  }
}
