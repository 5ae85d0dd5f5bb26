import ArgumentParser
import Display
import Kernel
import Texts

/// `docket wake`: takes up a postponed ticket before its time.
struct WakeCommand: TicketsCommand {
  static let configuration = CommandConfiguration(
    commandName: "wake",
    abstract: "Take up a postponed ticket before its time.",
    discussion: """
      Several tickets, or a query, are shown first, and whoever asks is asked.

      Examples:
        docket wake 7
        docket wake is:postponed queue:billing
      """)

  @Argument(
    help: ArgumentHelp("The ticket, tickets or query.", valueName: "id|query"),
    completion: .source(.which))
  var words: [String]
  @Option(help: "An internal note besides.", completion: .nothing) var note: String?
  @OptionGroup var bulk: AtomicOption
  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  var target: TicketTarget {
    get throws { try TicketTarget(ofVerb: words, orElse: Text.usageNoTicket) }
  }

  func request(in context: CommandContext) throws -> Request {
    Request(actor: .person(context.person.id), source: .cli, action: .verb(.wake), note: note ?? "")
  }
}
