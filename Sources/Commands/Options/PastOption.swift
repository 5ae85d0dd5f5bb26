import ArgumentParser
import Desk
import Kernel

/// `--at`: a ticket as it was.
struct PastOption: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("As it was at that time: -2h, 2026-01-31T12:00Z.", valueName: "time"),
    completion: .nothing)
  var at: String?

  /// The moment asked for; `nil` for now.
  func moment(in session: DeskSession) throws -> Instant? {
    try at.map { try Moment.parse($0, now: session.now, zone: session.zone) }
  }
}
