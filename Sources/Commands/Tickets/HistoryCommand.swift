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
        docket history 7 --json
      """)

  @Argument(help: "The ticket.") var id: TicketArgument
  @OptionGroup var global: GlobalOptions

  func run(on stage: Stage) throws {
    let session = try stage.session()
    _ = try session.existing(id.id)
    let entries = try session.history(id.id)
    guard session.viewer.authority.mayEver("history.view") else {
      throw Failure(.denied, "\(stage.person.name) may not see histories: it needs history.view")
    }
    guard !stage.output.isJSON else {
      return try stage.output.write(.array(entries.map(session.values.json)))
    }
    let page = HistoryPage(
      entries: entries, values: session.values, surface: stage.output.standard)
    try stage.output.write(page.lines)
  }
}
