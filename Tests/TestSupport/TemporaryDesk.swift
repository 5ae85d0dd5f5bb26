import Desk
import Kernel
import Storage
import Synchronization

/// A desk in a folder of its own, gone when the test is.
package final class TemporaryDesk: StaffedDesk, Sendable {
  private let place: TemporaryFolder
  package let desk: Desk
  /// The clock that the desk goes by: it stands still until it is moved.
  package let time: SettableClock

  package init(plugins: [String] = Desk.standardPlugins) throws {
    place = try TemporaryFolder()
    time = SettableClock(Instant(milliseconds: 1_767_225_600_000))
    desk = try Desk.create(at: place.path, plugins: plugins, login: "root", clock: time.clock)
  }

  deinit {
    desk.close()
  }

  package var folder: String { place.path }

  package var admin: Person {
    get throws { try person("admin") }
  }

  package func person(_ name: String) throws -> Person {
    let found = try desk.read { reader, _ in try reader.person(named: name) }
    guard let found else { throw DeskError.noPerson(name: name, nearest: nil) }
    return found
  }

  /// Adds a person with roles.
  @discardableResult
  package func add(_ name: String, roles: [String]) throws -> Person {
    try desk.administer(as: .desk) { try $0.addPerson(name, PersonDraft(roles: roles)) }
  }

  package var now: Instant { time.clock.now() }

  package var wantsReasons: Bool {
    get throws { try desk.read { !$1.closeReasons.isEmpty } }
  }

  package func perform(_ request: Request, isDryRun: Bool) throws -> Outcome {
    try desk.perform(request, isDryRun: isDryRun)
  }

  package func ticket(_ id: Int64) throws -> Ticket? {
    try desk.read { reader, _ in try reader.ticket(Ticket.ID(rawValue: id)) }
  }

  package func entries(_ id: Int64) throws -> [Entry] {
    try desk.read { reader, _ in try reader.entries(of: Ticket.ID(rawValue: id)) }
  }
}

/// A clock that tests set.
package final class SettableClock: Sendable {
  private let moment: Mutex<Instant>

  package init(_ start: Instant) {
    moment = Mutex(start)
  }

  package var clock: Clock { Clock { [self] in moment.withLock(\.self) } }

  /// Moves the clock on, or back where the number is negative.
  package func advance(milliseconds: Int64) {
    moment.withLock { $0 = $0.advanced(byMilliseconds: milliseconds) }
  }
}

extension Outcome {
  /// Why it was refused; `nil` where it was done.
  package var refusal: Refusal? {
    if case .refused(let refusal) = verdict { refusal } else { nil }
  }

  /// The fields that were refused, in their order.
  package var refusedFields: [String?] { refusal?.problems.map(\.field) ?? [] }
}
