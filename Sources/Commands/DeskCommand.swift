import ArgumentParser
import Desk
import Kernel
import Texts

/// A command of Docket's own, as opposed to those of the argument parser.
protocol DocketSubcommand: ParsableCommand {
  var global: GlobalOptions { get }
}

/// A command that works on an open desk, as somebody.
protocol DeskCommand: DocketSubcommand {
  /// Does the command; what goes wrong is thrown, and told by whoever runs commands.
  func run(on stage: Stage) throws
}

extension DeskCommand {
  func run() throws {
    try run(on: Stage(global))
  }
}

/// An open desk, who asks, and where the answer goes.
struct Stage {
  let desk: Desk
  let person: Person
  let output: Output

  init(_ global: GlobalOptions) throws {
    output = Output(global)
    desk = try Desk(at: global.folder, without: Set(global.without))
    person = try Identity(desk: desk).person(as: global.person)
    if !global.without.isEmpty { try checkAbsent(global.without) }
  }

  /// Leaving plugins out is for those who could disable them, and for plugins that there are.
  private func checkAbsent(_ names: [String]) throws {
    try require("plugin.manage")
    let known = try read { $0.rulebook.plugins.keys.sorted() }
    for name in names where !known.contains(name) {
      throw DeskError.noPlugin(name: name, nearest: nearestName(to: name, among: known))
    }
  }

  /// Reads the desk as the person who asks sees it at one moment.
  func read<Result>(_ body: (DeskSession) throws -> Result) throws -> Result {
    try desk.session(as: person, body)
  }
}

extension DeskSession {
  /// Values in words, with the people and fields of this view.
  var values: ValueText {
    ValueText(
      times: TimeText(zone: zone, now: now), name: name(of:), field: { rulebook.field($0) })
  }

  /// The ticket, where there is one for this person.
  func existing(_ id: Ticket.ID, at moment: Instant? = nil) throws -> Ticket {
    guard let ticket = try ticket(id, at: moment) else {
      throw Failure(
        .notFound,
        moment.map { Text("ticket.missing_at", ["ticket": id.rawValue, "time": $0.iso]) }
          ?? Text("ticket.missing", ["ticket": id.rawValue]))
    }
    return ticket
  }
}
