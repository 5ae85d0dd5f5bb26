import Kernel
import Storage
import Texts

/// Looks a desk over, from its files to its plugins, and says what is wrong.
///
/// It changes nothing, and works on desks that cannot be opened as well.
package struct Doctor {
  /// What to look at, and what is still well.
  package struct Habits: Equatable, Sendable {
    /// Leaves out what reads all of the history.
    package var isQuick = false
    /// Whether a worker is alive.
    package var isWorkerAlive = false
    /// A disk with less room is nearly full.
    package var leastFreeBytes: Int64 = 256 << 20
    /// A journal file that is larger is too large.
    package var mostJournalBytes: Int64 = Housekeeping.largeJournal
    /// The libraries of the system, as they are loaded.
    package var libraries: [Library] = Library.loaded

    package init() {}
  }

  let folder: DeskFolder
  let habits: Habits
  let now: Instant
  private let progress: (_ checked: Int, _ total: Int) -> Void
  package private(set) var findings: [Finding] = []
  /// What of the history was checked; `nil` where none was.
  package private(set) var history: AuditReport?

  private init(
    _ folder: DeskFolder, _ habits: Habits, now: Instant,
    progress: @escaping (Int, Int) -> Void,
  ) {
    self.folder = folder
    self.habits = habits
    self.now = now
    self.progress = progress
  }

  /// Looks the desk in a folder over; `progress` is told how much of the history is read.
  package static func examine(
    _ folder: String, _ habits: Habits, clock: Clock = .system,
    progress: @escaping (_ checked: Int, _ total: Int) -> Void = { _, _ in },
  ) -> Doctor {
    var doctor = Doctor(DeskFolder(path: folder), habits, now: clock.now(), progress: progress)
    doctor.examine(clock)
    return doctor
  }

  mutating func note(_ finding: Finding) {
    findings.append(finding)
  }

  private mutating func examine(_ clock: Clock) {
    lookAtLibraries()
    lookAtFiles()
    // Without its tables, as this program knows them, there is nothing more to be seen.
    guard !isOlder(), let readers = opened() else { return }
    attempt { try $0.lookAtHistory(readers) }
    attempt { try $0.lookAtSearch() }
    attempt { try $0.lookAtClock(readers) }
    attempt { try $0.lookAtTimes(readers) }
    attempt { try $0.lookAtOutbox(readers) }
    attempt { try $0.lookAtBulks(readers) }
    attempt { doctor in
      let desk = try Desk(at: doctor.folder.path, clock: clock)
      doctor.attempt { try $0.lookAtPeople(desk) }
      doctor.attempt { try $0.lookAtPlugins(desk) }
      doctor.attempt { try $0.lookAtQuestions(desk) }
      doctor.attempt { try $0.lookAtNames(desk) }
      doctor.attempt { try $0.lookAtCircles(desk) }
      doctor.attempt { try $0.lookAtWorkers(desk) }
      doctor.attempt { try $0.lookAtStoredNames(desk) }
    }
  }

  private mutating func opened() -> Readers? {
    do {
      return try Readers(path: folder.database)
    } catch {
      note(
        Finding(
          "cannot_open", .error, at: Text(words: "docket.db"), Text(of: error),
          remedy: Text.doctorSeeFirst))
      return nil
    }
  }

  /// Makes a check; what keeps it from being made is a finding too.
  private mutating func attempt(_ check: (inout Doctor) throws -> Void) {
    do {
      try check(&self)
    } catch let error as DeskError {
      note(
        Finding(
          "configuration", .error, at: Text(words: "docket.lua"), Text(of: error),
          remedy: Text.doctorMendFile))
    } catch {
      note(
        Finding(
          "unreadable", .error, at: Text(words: "docket.db"), Text(of: error),
          remedy: Text.doctorRestore))
    }
  }

  private mutating func lookAtHistory(_ readers: Readers) throws {
    guard !habits.isQuick else {
      return try readers.read { reader in
        for words in try reader.quickProblems() { note(Doctor.damage(Text(words: words))) }
      }
    }
    var problems: [AuditProblem] = []
    history = try readers.read { reader in
      try Audit.verify(reader, progress: progress) { problems.append($0) }
    }
    note(problems)
  }
}

extension Doctor {
  /// Looks for open tickets whose assignee or team may not work on them.
  mutating func lookAtWorkers(_ desk: Desk) throws {
    for (person, left) in try desk.strandedWork() {
      note(
        Finding(
          "assignee", .warning, at: Text.doctorPerson(name: person.name),
          Text.doctorAssignee(count: left.count, tickets: left.words),
          remedy: Text.doctorAssigneeRemedy(name: person.name)))
    }
  }

  /// Looks for people whose names are one as names compare, as older desks may have them.
  mutating func lookAtNames(_ desk: Desk) throws {
    for names in try desk.readers.read({ try $0.namesAlike() }) {
      note(
        Finding(
          "names_alike", .warning, at: Text.doctorPerson(name: names[0]),
          Text.doctorNamesAlike(names: names.joined(separator: ", ")),
          remedy: Text.doctorNamesAlikeRemedy(name: names[0])))
    }
  }
}

extension Doctor {
  /// Looks for what is stored under names that mean nothing.
  mutating func lookAtStoredNames(_ desk: Desk) throws {
    let stranded = try desk.read { reader, rulebook -> [StrandedName] in
      // Without plugins that can be believed nothing means anything: that is told elsewhere.
      guard rulebook.distrust == nil else { return [] }
      return rulebook.registry.stranded(
        in: try reader.storedNames(listing: rulebook.registry.listedFields),
        roles: try reader.roles(), queues: try reader.queues())
    }
    for one in stranded {
      let remedy =
        one.mapping.map { Text.doctorMap(mapping: $0) } ?? Text.doctorSetValues
      note(Finding("stranded", .warning, at: one.holder, one.text, remedy: remedy))
    }
  }
}

extension StrandedName {
  /// Who has the name.
  fileprivate var holder: Text {
    if case .role = place { return Text.headPeople }
    return Text.doctorTicketsPlace
  }
}

extension Doctor {
  /// Looks for bulks that somebody began and nobody goes on with.
  mutating func lookAtBulks(_ readers: Readers) throws {
    let bulks = try readers.read { reader in
      try reader.unfinishedBulks().map { ($0, try reader.progress(of: $0.request)) }
    }
    for (bulk, progress) in bulks
    where now.milliseconds(since: bulk.begun) > Doctor.bulkTolerance {
      let reached = (progress?.done ?? 0) + (progress?.refused.count ?? 0)
      let words = Text.doctorBulk(
        name: bulk.request, begun: bulk.begun, reached: reached, total: bulk.total)
      note(
        Finding(
          "bulk_unfinished", .warning, at: Text.doctorBulkPlace(name: bulk.request), words,
          remedy: Text.doctorBulkRemedy(name: bulk.request)))
    }
  }

  /// Looks for conditions and queries that speak of what is there no more.
  mutating func lookAtQuestions(_ desk: Desk) throws {
    for idle in try desk.idleConditions() { note(finding(idle)) }
  }

  private func finding(_ idle: IdleCondition) -> Finding {
    Finding(
      "idle_condition", .warning, at: idle.owner, Text.doctorIdle(problem: idle.text),
      remedy: Text.doctorIdleRemedy)
  }

  /// How long a bulk may take before somebody should go on with it, in milliseconds.
  private static var bulkTolerance: Int64 { 600_000 }
}
