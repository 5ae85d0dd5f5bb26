import ArgumentParser
import Display
import Kernel

/// `docket reply`: adds a message to the public conversation.
struct ReplyCommand: ActionCommand {
  static let configuration = CommandConfiguration(
    commandName: "reply",
    abstract: "Answer in the public conversation.",
    discussion: """
      A reply may move the ticket, as its life cycle says.

      Examples:
        docket reply 7 "Please try again now"
        docket reply 7 "Here is the form" --attach form.pdf
        docket reply 7 - --note "asked the vendor too" < answer.txt
      """)

  @Argument(help: "The ticket.") var id: TicketArgument
  @Argument(help: "The message; - reads standard input.") var text: TextArgument
  @Option(help: "An internal note besides.", completion: .nothing) var note: String?
  @Option(
    name: .customLong("attach"),
    help: ArgumentHelp(
      "A file to attach; may be given several times.", valueName: "file"), completion: .file())
  var paths: [String] = []
  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  var files: AttachedFiles { AttachedFiles(paths: paths) }

  func request(by actor: Actor) throws -> Request {
    Request(
      actor: actor, source: .cli, action: .verb(.reply), ticket: id.id, text: try text.words(),
      isPublic: true, note: note ?? "")
  }
}
