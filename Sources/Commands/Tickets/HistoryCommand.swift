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
      Oldest first. An edit made by a plugin's hook names plugin, version and hook. `desk` has a \
      history of its own: people, roles, queues, views, subscriptions and plugins.

      Examples:
        docket history 7
        docket history 7 --numbers
        docket history 7 --json
        docket history 7 --at -2d
        docket history desk
      """)

  @Argument(help: "The ticket, or desk.") var id: HistoryArgument

  @Flag(help: "Show each entry's number on the whole desk and its request, as undo takes them.")
  var numbers = false

  @OptionGroup var past: PastOption
  @OptionGroup var global: GlobalOptions

  func run(on stage: Stage) throws {
    try stage.read { try show($0, on: stage.output) }
  }

  private func show(_ session: DeskSession, on output: Output) throws {
    let moment = try past.moment(in: session)
    guard case .ticket(let id) = id else {
      return try showDesk(session.deskHistory(until: moment), session, on: output)
    }
    let isPurged = try session.purge(of: id) != nil
    let ticket = isPurged ? Ticket(id: id) : try session.existing(id, at: moment)
    guard session.maySeeHistory(of: ticket) else {
      throw Failure(
        .denied, Text("permission.history", ["person": session.person.name]))
    }
    let entries = try session.history(id, until: moment) ?? []
    guard !output.isJSON else {
      return try output.write(.array(try entries.map(session.values.json)))
    }
    var page = HistoryPage(
      entries: entries, values: session.values, surface: output.standard)
    page.showsNumbers = numbers
    try output.page(page.lines())
  }

  private func showDesk(_ entries: [Entry], _ session: DeskSession, on output: Output) throws {
    guard !output.isJSON else {
      return try output.write(.array(try entries.map(session.values.json)))
    }
    let page = HistoryPage(
      entries: try entries.map { try HistoryCommand.naming($0, in: session) },
      values: session.values, surface: output.standard)
    try output.page(page.lines())
  }

  /// The entry with people's names where its fields have their numbers: `person.ann.roles`.
  private static func naming(_ entry: Entry, in session: DeskSession) throws -> Entry {
    var entry = entry
    for index in entry.edits.indices {
      var parts = entry.edits[index].field.split(separator: ".").map(String.init)
      guard parts.count > 1, ["person", "view"].contains(parts[0]), let id = Int64(parts[1]) else {
        continue
      }
      parts[1] = try session.name(of: Person.ID(rawValue: id))
      entry.edits[index].field = parts.joined(separator: ".")
    }
    return entry
  }
}
