import ArgumentParser
import Display
import Kernel

/// `docket detach`: takes an attachment off a ticket.
struct DetachCommand: ActionCommand {
  static let configuration = CommandConfiguration(
    commandName: "detach",
    abstract: "Take an attachment off a ticket.",
    discussion: """
      The ticket has it no more, but its history does: `docket attachment ID NAME --at TIME` still \
      gives it, and the change can be undone. What must be gone for good is redacted.

      Examples:
        docket detach 7 report.pdf
        docket detach 7 "report (2).pdf" --note "sent by mistake"
      """)

  @Argument(help: "The ticket.") var id: TicketArgument
  @Argument(
    help: "The attachment's name, as `docket show` has it.", completion: .source(.attachments))
  var name: String
  @Option(help: "An internal note besides.", completion: .nothing) var note: String?
  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  func request(by actor: Actor) throws -> Request {
    Request(
      actor: actor, source: .cli, action: .verb(.detach), ticket: id.id, note: note ?? "",
      params: ["name": .text(name)])
  }
}
