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
    lookAtFiles()
    // Without its tables there is nothing more to be seen.
    guard let readers = opened() else { return }
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
