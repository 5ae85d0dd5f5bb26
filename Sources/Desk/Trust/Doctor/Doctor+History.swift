import Kernel
import Storage
import Texts

extension Doctor {
  static func damage(_ text: Text) -> Finding {
    Finding(
      "damaged", .error, at: Text(words: "docket.db"), text,
      remedy: Text.doctorRestore)
  }

  /// Turns what the audit found into findings.
  mutating func note(_ problems: [AuditProblem]) {
    // What does not follow from a history that was changed must not be written over.
    let changed = Set(problems.filter { $0.kind == .history }.compactMap(\.ticket))
    var rows: [Ticket.ID: [Text]] = [:]
    var counted: [Ticket.ID] = []
    for problem in problems {
      switch problem.kind {
      case .file: note(Doctor.damage(problem.text))
      case .history: note(broken(problem))
      case .row:
        guard let ticket = problem.ticket else { continue }
        rows[ticket, default: []].append(problem.text)
      case .stray: noteStray(problem)
      case .counted: counted += problem.ticket.map { [$0] } ?? []
      case .desk: note(desk(problem, isTrusted: !changed.contains(.desk)))
      case .plugins:
        note(
          Finding(
            "desk_plugins", .error, at: Text.doctorDeskPlace, problem.text,
            remedy: Text.doctorReloadFiles))
      case .schema, .key, .search:
        note(
          Finding(
            problem.kind == .schema ? "schema" : "request_key", .error,
            at: Text(words: "docket.db"), problem.text, remedy: Text.doctorFindOut))
      case .content:
        note(
          Finding(
            "content", .error,
            at: problem.ticket.map { Text.doctorTicket(ticket: $0.rawValue) }
              ?? Text(words: "docket.db"),
            problem.text, remedy: Text.doctorRestoreContent))
      case .counters:
        note(
          Finding(
            "counters", .error, at: Text(words: "docket.db"), problem.text,
            remedy: Text.doctorSetCounters,
            repair: .counters))
      }
    }
    for (ticket, words) in rows.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      note(row(of: ticket, words, isTrusted: !changed.contains(ticket)))
    }
    noteCounted(counted, isTrusted: changed.isDisjoint(with: counted))
  }

  /// What entries are counted by, which is written anew for all of them.
  private mutating func noteCounted(_ tickets: [Ticket.ID], isTrusted: Bool) {
    guard let first = tickets.first else { return }
    note(
      Finding(
        "counted", .error, at: Text.doctorCountedTable,
        Text.doctorCounted(count: tickets.count, first: first.rawValue),
        remedy: isTrusted ? Text.doctorWriteCounted : Text.doctorFindOut,
        repair: isTrusted ? .counted : nil))
  }

  private func broken(_ problem: AuditProblem) -> Finding {
    let place =
      problem.ticket.map {
        $0 == .desk ? Text.doctorDeskHistory : Text.doctorTicket(ticket: $0.rawValue)
      }
      ?? Text(words: "docket.db")
    return Finding(
      "history", .error, at: place, problem.text,
      remedy: Text.doctorNeverRepaired)
  }

  /// A row of the desk itself; its history makes it anew where that is as written.
  private func desk(_ problem: AuditProblem, isTrusted: Bool) -> Finding {
    Finding(
      "desk_row", .error, at: Text.doctorDeskPlace, problem.text,
      remedy: isTrusted ? Text.doctorWriteDesk : Text.doctorFindOut,
      repair: isTrusted ? .desk : nil)
  }

  private func row(of ticket: Ticket.ID, _ texts: [Text], isTrusted: Bool) -> Finding {
    Finding(
      "row", .error, at: Text.doctorTicket(ticket: ticket.rawValue),
      Text(joining: texts, by: "; "),
      remedy: isTrusted
        ? Text.doctorWriteRow
        : Text.doctorNoRow,
      repair: isTrusted ? .row(ticket) : nil)
  }

  private mutating func noteStray(_ problem: AuditProblem) {
    guard let ticket = problem.ticket else {
      return note(
        Finding(
          "stray_content", .warning, at: Text(words: "docket.db"), problem.text,
          remedy: Text.doctorHarmless, repair: .contents))
    }
    note(
      Finding(
        "stray_values", .error, at: Text.doctorTicket(ticket: ticket.rawValue),
        problem.text,
        remedy: Text.doctorDeleteValues,
        repair: .values(ticket)))
  }

  /// Compares what search finds with what the entries say.
  mutating func lookAtSearch() throws {
    guard !habits.isQuick else { return }
    let differing = try SearchAudit.differences(at: folder.database)
    guard let first = differing.first else { return }
    note(
      Finding(
        "search", .error, at: Text.doctorSearchTables,
        Text.doctorSearch(count: differing.count, first: first.rawValue),
        remedy: Text.doctorWriteSearch, repair: .search))
  }

  /// Sees whether tickets have times that nobody could give them any more.
  mutating func lookAtTimes(_ readers: Readers) throws {
    guard let found = try readers.read({ try $0.ticketsOutsideCalendar() }) else { return }
    note(
      Finding(
        "times", .warning, at: Text.doctorTicket(ticket: found.first.rawValue),
        Text.doctorTimes(count: found.count, problem: Text.timeYears),
        remedy: Text.doctorSetTimes(ticket: found.first.rawValue)))
  }

  /// Sees whether what was recorded lies in the future.
  mutating func lookAtClock(_ readers: Readers) throws {
    guard let last = try readers.read({ try $0.lastRecorded() }) else { return }
    let ahead = last.milliseconds(since: now)
    guard ahead > Doctor.clockTolerance else { return }
    note(
      Finding(
        "clock", .error, at: Text.doctorClockPlace,
        Text.doctorClock(last: last, ahead: ahead / 1_000),
        remedy: Text.doctorSetClock))
  }

  /// Clocks of several machines may differ a little, in milliseconds.
  private static var clockTolerance: Int64 { 60_000 }
}
