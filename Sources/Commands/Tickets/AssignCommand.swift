import ArgumentParser
import Display
import Kernel
import Texts

/// `docket assign`: gives tickets to somebody.
struct AssignCommand: LastWordCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign",
    abstract: "Give a ticket to somebody to work on.",
    discussion: """
      The last word is the person; what stands before it are the tickets: one, several, or a query. \
      Several are shown first, and whoever asks is asked. docket take gives tickets to yourself.

      Examples:
        docket assign 7 ann
        docket assign 7 me
        docket assign 7 ann --note "she knows that printer"
        docket assign 1 2 ben
        docket assign queue:returns no:assignee ann --yes
      """)

  @Argument(
    help: ArgumentHelp(
      "The ticket, tickets or query, and last who is to work on it.",
      valueName: "id|query person"), completion: .source(.whichThenPeople))
  var words: [String]
  @Option(help: "An internal note besides.", completion: .nothing) var note: String?
  @OptionGroup var bulk: AtomicOption
  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  func request(in context: CommandContext) throws -> Request {
    context.request(
      .verb(.assign),
      set: [(TicketField.assignee.rawValue, .value(.naming(try parts.last)))], note: note ?? "")
  }

  var parts: TicketsAndLast {
    get throws {
      try TicketsAndLast(words, orElse: Text.usageAssignWhom(ticket: words.exampleTicket))
    }
  }
}
