import ArgumentParser
import Desk
import Kernel
import Texts

/// `docket history`: who changed what, when, and through which plugin.
struct HistoryCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Show who changed what in a ticket, when, and through which plugin.",
    discussion: """
      Oldest first. An edit made by a plugin's hook names plugin, version and hook.

      Examples:
        docket history 7
        docket history 7 --json
        docket history 7 --at -2d
      """)

  @Argument(help: "The ticket.") var id: TicketArgument

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
        .denied, Text("permission.history", ["person": session.person.name]))
    }
    let entries = try session.history(id.id, until: moment) ?? []
    guard !output.isJSON else {
      return try output.write(.array(try entries.map(session.values.json)))
    }
    let page = HistoryPage(
      entries: entries, values: session.values, surface: output.standard)
    try output.page(page.lines())
  }
}
