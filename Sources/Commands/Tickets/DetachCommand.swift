import ArgumentParser
import Display
import Kernel
import Texts

/// `docket detach`: takes an attachment off a ticket.
struct DetachCommand: LastWordCommand {
  static let configuration = CommandConfiguration(
    commandName: "detach",
    abstract: "Take an attachment off a ticket.",
    discussion: """
      The ticket has it no more, but its history does: `docket attachment ID NAME --at TIME` still \
      gives it, and the change can be undone. What must be gone for good is redacted. \
      The last word is the name; what stands before it are the tickets: one, several, or a query.

      Examples:
        docket detach 7 report.pdf
        docket detach 7 "report (2).pdf" --note "sent by mistake"
        docket detach 4 6 8 plan.pdf --yes
      """)

  @Argument(
    help: ArgumentHelp(
      "The ticket, tickets or query, and last the attachment's name, as `docket show` has it.",
      valueName: "id|query name"), completion: .source(.whichThenAttachments))
  var words: [String]
  @Option(help: "An internal note besides.", completion: .nothing) var note: String?
  @OptionGroup var bulk: AtomicOption
  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  func request(in context: CommandContext) throws -> Request {
    context.request(
      .verb(.detach), note: note ?? "",
      params: ["name": .text(try parts.last)])
  }

  var parts: TicketsAndLast {
    get throws {
      try TicketsAndLast(words, orElse: Text.usageDetachWhat(ticket: words.exampleTicket))
    }
  }
}
