import Kernel
import Texts

/// A fresh desk in memory, on which one case of a spec runs: the port that the desk implements.
package protocol SpecDesk: DeskReading {
  /// Makes a person.
  func add(_ person: SpecPerson) throws
  /// Makes a queue; a name that no queue can have throws a `Refusal`.
  func add(queue name: String) throws
  /// Lets somebody be told of something; what is wrong with it throws a `Refusal`.
  func subscribe(_ draft: SubscriptionDraft) throws
  /// What a report says to a person, with the report's declaration; what is wrong with the question
  /// throws.
  func report(_ asked: SpecReport, as person: Person) throws -> (ReportSpec, rows: [[Value]])
  /// What a plugin says of its health to a person; `nil` where it says nothing.
  func health(of plugin: String, as person: Person) throws -> HealthAnswer?
  /// What a function gives that a plugin exports; what it raises throws.
  func call(
    _ export: String, of plugin: String, with values: ExportedValues,
  ) throws -> ExportedValues
  /// Has a person answer a form; what is wrong with the answers is in the outcome.
  func submit(
    _ answers: [(name: String, answer: JSON)], to form: String, as person: Person,
  ) throws -> FormOutcome
  /// Carries a request out, as if it were asked at the desk's clock.
  func perform(_ request: Request) throws -> Outcome
  /// What undoing asks of each ticket, as far as the actor may know of them.
  func undoOrder(of target: UndoTarget, by actor: Actor) throws -> BulkOrder
  /// Does a plugin's backfill for all tickets that it is for, whether it was done before or not.
  func backfill(_ name: String, of plugin: String) throws -> BulkResult
  /// Asks for the changes of an export again, in order of time, and says what became of them.
  ///
  /// People and queues of it are made where they are not there. Somebody asks for all of it, or each
  /// change's own person. Throws for what is no export, or is too much.
  func replay(_ export: [UInt8], as person: String?) throws -> SpecReplay
  /// Loads the plugins anew, with nothing of what they kept in variables; gives what of the desk is
  /// otherwise by that, and should not be.
  func reload() throws -> [Text]
  /// What makes desks that begin as this one is now; `nil` where each is made from the beginning.
  func prepared() throws -> (() throws -> any SpecDesk)?
  /// Lets plugins ask this network from now on.
  func use(_ network: any Network)
  /// Sets the clock, which stands still between calls.
  func setClock(_ moment: Instant) throws
  /// Runs the rows of the outbox that are due by the clock, in order.
  func deliver() throws
  /// When the next row that waits is due; `nil` where none waits.
  func nextDue() throws -> Instant?
  /// All rows that were ever written, oldest first.
  func outboxRows() throws -> [OutboxRow]
  /// What decisions were found to depend on.
  var decisions: DecisionCheck { get }
  /// Lines of the desk's log; without retries, a delivery that fails again and again is told once.
  func log(withRetries: Bool) -> [PluginLogLine]
}

extension SpecDesk {
  /// Whether there is such a role on the desk.
  func has(role: String) -> Bool {
    role == RoleSpec.admin.name || rulebook.roles[role] != nil
  }
}

/// Somebody whom a case wants to be there.
package struct SpecPerson: Sendable {
  package let name: String
  package var email = ""
  package var language = ""
  package var zone = ""
  package let roles: [String]
  package var fields: [PersonFieldChange] = []
  /// Whether they are there before the case begins, so that nobody is told of their coming.
  package let isStanding: Bool

  package init(name: String, roles: [String], isStanding: Bool = false) {
    self.name = name
    self.roles = roles
    self.isStanding = isStanding
  }
}

/// What a case asks of a report.
package struct SpecReport: Sendable {
  package let name: String
  package var query = ""
  package var since: String?
  package var until: String?
  package var params: [String: Value] = [:]
}

/// What became of one case.
package struct SpecResult: Equatable, Sendable {
  package let name: String
  /// What went wrong; `nil` where nothing did.
  package let failure: PluginProblem?
  /// What works, and should be otherwise.
  package let warnings: [Text]
  /// Whether it did not run to its end, for want of a file that packs do not have.
  package let isLeftOut: Bool
  /// Where it failed, the desk's log: faults, refusals and what plugins wrote, oldest first.
  package let log: [PluginLogLine]
  /// Where it failed, the steps of what it asked for last, without how long they took.
  package let trace: [TraceStep]

  init(
    name: String, failure: PluginProblem?, warnings: [Text] = [], log: [PluginLogLine] = [],
    trace: [TraceStep] = [], isLeftOut: Bool = false,
  ) {
    self.name = name
    self.isLeftOut = isLeftOut
    self.failure = failure
    self.warnings = warnings
    self.log = failure == nil ? [] : log
    self.trace = failure == nil ? [] : trace
  }
}

extension SpecDesk {
  /// Moves the clock from one due row to the next, so that each runs at its own time.
  package func advance(to end: Instant) throws {
    try deliver()
    var turns = 0
    while let due = try nextDue(), due <= end, turns < 1000 {
      try setClock(max(due, now))
      try deliver()
      turns += 1
    }
    try setClock(end)
  }
}
