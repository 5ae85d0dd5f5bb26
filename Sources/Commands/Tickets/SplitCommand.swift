import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket split`: makes a ticket of a message or note, by the action of the plugin `close-reasons`.
struct SplitCommand: ActingCommand {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Take a message or note out into a ticket of its own.",
    discussion: """
      The new ticket has the words and files of the entry, and both tickets say where it went or came \
      from; the entry itself stays. A customer who wrote it is the requester. A note stays internal, \
      and its ticket has no requester. SEQ is the entry's number on the desk, as `docket history ID` \
      has it. `docket undo` discards the new ticket.

      Examples:
        docket split 214 --subject "The printer on the second floor"
        docket split 214 --dry-run
      """)

  @Argument(
    help: ArgumentHelp("The entry's number on the desk.", valueName: "seq"), completion: .nothing)
  var seq: Int64
  @Option(help: "The new ticket's subject.", completion: .nothing) var subject: String?
  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions

  /// The plugin's action, which `docket do` knows too.
  private static let split = Action("split")

  func run(in context: CommandContext) throws {
    let entry = try context.read { try $0.entry(EntryID(rawValue: seq)) }
    guard entry.ticket != .desk else {
      throw Failure(.refused, Text.splitOfDesk(entry: seq))
    }
    var request = context.request(
      SplitCommand.split,
      ticket: entry.ticket, params: ["entry": .integer(seq)])
    if let subject { request.params["subject"] = .text(subject) }
    request.expectedVersion = action.version
    try ActionRun(context: context, options: action).perform(request)
  }
}
