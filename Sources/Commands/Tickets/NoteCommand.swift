import ArgumentParser
import Display
import Kernel

/// `docket note`: adds an internal note.
struct NoteCommand: TicketsCommand {
  static let configuration = CommandConfiguration(
    commandName: "note",
    abstract: "Add an internal note, which customers never see.",
    discussion: """
      The last word is the note; what stands before it are the tickets: one, several, or a query. \
      Several are shown first, and whoever asks is asked.

      Examples:
        docket note 7 "The warranty ran out in May"
        docket note 4 6 8 "same cable as last week"
        docket note queue:returns is:open "the depot is closed until Monday" --yes
        dmesg | docket note 7 -
      """)

  @Argument(
    help: ArgumentHelp(
      "The ticket, tickets or query, and last the note; - reads standard input.",
      valueName: "id|query text"), completion: .source(.which))
  var words: [String]
  @OptionGroup var bulk: AtomicOption
  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  var target: TicketTarget {
    get throws { try TicketsAndLast(text: words, of: .note).target }
  }

  func request(in context: CommandContext) throws -> Request {
    Request(
      actor: .person(context.person.id), source: .cli, action: .verb(.note),
      text: try TicketsAndLast(text: words, of: .note).words())
  }
}
