import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket why`: whether somebody may do something, and by which grants.
struct WhyCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Explain whether somebody may do something, with every grant that counted.",
    discussion: """
      A grant without a condition counts always, one with a condition only for tickets on which it \
      holds; a denial wins. Without a ticket, conditions are open: the verdict is for everything.

      Examples:
        docket why bob ticket.close
        docket why bob ticket.close 7
        docket why me note.view --json
      """)

  @Argument(help: "The person; me is you.", completion: .source(.people)) var name: String
  @Argument(help: "The permission, as ticket.close.", completion: .source(.permissions))
  var permission: String
  @Argument(help: "The ticket; without one, grants with a condition do not count.")
  var id: TicketArgument?
  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    let name = name == "me" ? session.person.name : name
    let account = try session.why(name, permission, ticket: id?.id)
    let page = WhyPage(
      account: account, person: name, permission: permission, ticket: id?.id)
    guard !output.isJSON else { return try output.write(page.json) }
    try output.write(page.lines(on: output.standard))
  }
}
