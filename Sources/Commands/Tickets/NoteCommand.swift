import ArgumentParser
import Display
import Kernel

/// `docket note`: adds an internal note.
struct NoteCommand: ActionCommand {
  static let configuration = CommandConfiguration(
    commandName: "note",
    abstract: "Add an internal note, which customers never see.",
    discussion: """
      Examples:
        docket note 7 "The warranty ran out in May"
        dmesg | docket note 7 -
      """)

  @Argument(help: "The ticket.") var id: TicketArgument
  @Argument(help: "The note; - reads standard input.") var text: TextArgument
  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  func request(by actor: Actor) throws -> Request {
    Request(
      actor: actor, source: .cli, action: .verb(.note), ticket: id.id, text: try text.words())
  }
}
