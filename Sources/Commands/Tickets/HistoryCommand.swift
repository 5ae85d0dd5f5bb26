import ArgumentParser
import Desk
import Kernel

/// `docket history`: who changed what, when, and through which plugin.
struct HistoryCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Show who changed what in a ticket, when, and through which plugin.",
    discussion: """
      Oldest first. An edit made by a plugin's hook names plugin, version and hook.

      Examples:
        docket history 7
        docket history 7 --numbers
        docket history 7 --json
        docket history 7 --at -2d
      """)

  @Argument(help: "The ticket.") var id: TicketArgument

  @Flag(help: "Show each entry's number on the whole desk and its request, as undo takes them.")
  var numbers = false

  @OptionGroup var past: PastOption
  @OptionGroup var global: GlobalOptions

  func run(on stage: Stage) throws {
    try stage.read { try show($0, on: stage.output) }
  }

  private func show(_ session: DeskSession, on output: Output) throws {
    let moment = try past.moment(in: session)
    let ticket = try session.existing(id.id, at: moment)
    guard session.maySeeHistory(of: ticket) else {
      throw Failure(
        .denied, "\(session.person.name) may not see this history: it needs history.view")
    }
    let entries = try session.history(id.id, until: moment) ?? []
    guard !output.isJSON else {
      return try output.write(.array(try entries.map(session.values.json)))
    }
    var page = HistoryPage(
      entries: entries, values: session.values, surface: output.standard)
    page.showsNumbers = numbers
    try output.page(page.lines())
  }
}
