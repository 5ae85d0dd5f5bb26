import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket why`: whether somebody may do something, and by which grants; or whom a change would tell.
struct WhyCommand: OpenDeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Explain whether somebody may do something, with every grant that counted.",
    discussion: """
      A grant without a condition counts always, one with a condition only for tickets on which it \
      holds; a denial wins. Without a ticket, conditions are open: the verdict is for everything.

      With --told it shows whom a change of a ticket would tell, through which channel and why, and \
      who is not told although they are on the ticket. The change is tried and leaves nothing; \
      FIELD=VALUE is the event that a field becomes something. It is for the staff who see people \
      and notes.

      Examples:
        docket why bob ticket.close
        docket why bob ticket.close 7
        docket why me note.view --json
        docket why --told 7 ticket.reply --by carl
        docket why --told 7 assignee=bob
      """)

  @Argument(help: "The person; me is you. With --told, the ticket.", completion: .source(.people))
  var name: String
  @Argument(
    help: "The permission, as ticket.close. With --told, the event, as ticket.close or assignee.",
    completion: .source(.permissions))
  var permission: String
  @Argument(help: "The ticket; without one, grants with a condition do not count.")
  var id: TicketArgument?
  @Flag(help: "Show whom a change of the ticket would tell.") var told = false
  @Option(
    help: ArgumentHelp("With --told, who makes the change; else you.", valueName: "person"),
    completion: .source(.people))
  var by: String?
  @OptionGroup var global: GlobalOptions

  var isDryRun: Bool { told }

  func run(on open: OpenDesk) throws {
    guard told else {
      guard by == nil else { throw Failure(.usage, Text.whyToldUsage) }
      return try open.read { session, context in
        do {
          try read(session, on: context.output)
        } catch {
          throw context.addressed(Failure(error), in: session)
        }
      }
    }
    let context = try open.context()
    do {
      try tell(in: context)
    } catch {
      throw try context.addressed(Failure(error))
    }
  }

  private func tell(in context: CommandContext) throws {
    guard id == nil, let ticket = TicketArgument(argument: name) else {
      throw Failure(.usage, Text.whyToldUsage)
    }
    let question = ToldQuestion(
      ticket: ticket.id, event: permission, by: by == "me" ? nil : by)
    let page = ToldPage(try context.desk.told(by: question, asking: context.person))
    guard !context.output.isJSON else { return try context.output.write(page.json) }
    try context.output.write(page.lines(on: context.output.standard))
  }

  private func read(_ session: DeskSession, on output: Output) throws {
    let name = name == "me" ? session.person.name : name
    let account = try session.why(name, permission, ticket: id?.id)
    let page = WhyPage(
      account: account, person: name, permission: permission, ticket: id?.id)
    guard !output.isJSON else { return try output.write(page.json) }
    try output.write(page.lines(on: output.standard))
  }
}
