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

      Files that are attached to a note are as internal as the note: only who sees notes sees that \
      they are there. With files, several tickets get the note together, or none does.

      Examples:
        docket note 7 "The warranty ran out in May"
        docket note 4 6 8 "same cable as last week"
        docket note queue:returns is:open "the depot is closed until Monday" --yes
        docket note 7 "what the vendor charges" --attach offer.pdf
        dmesg | docket note 7 -
      """)

  @Argument(
    help: ArgumentHelp(
      "The ticket, tickets or query, and last the note; - reads standard input.",
      valueName: "id|query text"), completion: .source(.which))
  var words: [String]
  @Option(
    name: .customLong("attach"),
    help: ArgumentHelp(
      "A file to attach to the note, internal as it is; may be given several times.",
      valueName: "file"), completion: .file())
  var paths: [String] = []
  @OptionGroup var bulk: AtomicOption
  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  var files: AttachedFiles { AttachedFiles(paths: paths) }

  var target: TicketTarget {
    get throws { try TicketsAndLast(text: words, of: .note).target }
  }

  func request(in context: CommandContext) throws -> Request {
    context.request(
      .verb(.note),
      text: try TicketsAndLast(text: words, of: .note).words())
  }
}
