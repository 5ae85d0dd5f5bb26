import Kernel
import Storage
import Texts

extension Doctor {
  static func damage(_ text: Text) -> Finding {
    Finding(
      "damaged", .error, at: Text(words: "docket.db"), text,
      remedy: Text("doctor.restore"))
  }

  /// Turns what the audit found into findings.
  mutating func note(_ problems: [AuditProblem]) {
    // What does not follow from a history that was changed must not be written over.
    let changed = Set(problems.filter { $0.kind == .history }.compactMap(\.ticket))
    var rows: [Ticket.ID: [Text]] = [:]
    for problem in problems {
      switch problem.kind {
      case .file: note(Doctor.damage(problem.text))
      case .history: note(broken(problem))
      case .row:
        guard let ticket = problem.ticket else { continue }
        rows[ticket, default: []].append(problem.text)
      case .stray: noteStray(problem)
      case .desk: note(desk(problem, isTrusted: !changed.contains(.desk)))
      case .plugins:
        note(
          Finding(
            "desk_plugins", .error, at: Text("doctor.desk_place"), problem.text,
            remedy: Text("doctor.reload_files")))
      case .schema, .key, .search:
        note(
          Finding(
            problem.kind == .schema ? "schema" : "request_key", .error,
            at: Text(words: "docket.db"), problem.text, remedy: Text("doctor.find_out")))
      case .content:
        note(
          Finding(
            "content", .error,
            at: problem.ticket.map { Text("doctor.ticket", ["ticket": $0.rawValue]) }
              ?? Text(words: "docket.db"),
            problem.text, remedy: Text("doctor.restore_content")))
      case .counters:
        note(
          Finding(
            "counters", .error, at: Text(words: "docket.db"), problem.text,
            remedy: Text("doctor.set_counters"),
            repair: .counters))
      }
    }
    for (ticket, words) in rows.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      note(row(of: ticket, words, isTrusted: !changed.contains(ticket)))
    }
  }

  private func broken(_ problem: AuditProblem) -> Finding {
    let place =
      problem.ticket.map {
        $0 == .desk ? Text("doctor.desk_history") : Text("doctor.ticket", ["ticket": $0.rawValue])
      }
      ?? Text(words: "docket.db")
    return Finding(
      "history", .error, at: place, problem.text,
      remedy: Text("doctor.never_repaired"))
  }

  /// A row of the desk itself; its history makes it anew where that is as written.
  private func desk(_ problem: AuditProblem, isTrusted: Bool) -> Finding {
    Finding(
      "desk_row", .error, at: Text("doctor.desk_place"), problem.text,
      remedy: isTrusted ? Text("doctor.write_desk") : Text("doctor.find_out"),
      repair: isTrusted ? .desk : nil)
  }

  private func row(of ticket: Ticket.ID, _ texts: [Text], isTrusted: Bool) -> Finding {
    Finding(
      "row", .error, at: Text("doctor.ticket", ["ticket": ticket.rawValue]),
      Text(joining: texts, by: "; "),
      remedy: isTrusted
        ? Text("doctor.write_row")
        : Text("doctor.no_row"),
      repair: isTrusted ? .row(ticket) : nil)
  }

  private mutating func noteStray(_ problem: AuditProblem) {
    guard let ticket = problem.ticket else {
      return note(
        Finding(
          "stray_content", .warning, at: Text(words: "docket.db"), problem.text,
          remedy: Text("doctor.harmless"), repair: .contents))
    }
    note(
      Finding(
        "stray_values", .error, at: Text("doctor.ticket", ["ticket": ticket.rawValue]),
        problem.text,
        remedy: Text("doctor.delete_values"),
        repair: .values(ticket)))
  }

  /// Compares what search finds with what the entries say.
  mutating func lookAtSearch() throws {
    guard !habits.isQuick else { return }
    let differing = try SearchAudit.differences(at: folder.database)
    guard let first = differing.first else { return }
    note(
      Finding(
        "search", .error, at: Text("doctor.search_tables"),
        Text("doctor.search", ["count": differing.count, "first": first.rawValue]),
        remedy: Text("doctor.write_search"), repair: .search))
  }

  /// Sees whether tickets have times that nobody could give them any more.
  mutating func lookAtTimes(_ readers: Readers) throws {
    guard let found = try readers.read({ try $0.ticketsOutsideCalendar() }) else { return }
    note(
      Finding(
        "times", .warning, at: Text("doctor.ticket", ["ticket": found.first.rawValue]),
        Text("doctor.times", ["count": found.count, "problem": Text("time.years")]),
        remedy: Text("doctor.set_times", ["ticket": found.first.rawValue])))
  }

  /// Sees whether what was recorded lies in the future.
  mutating func lookAtClock(_ readers: Readers) throws {
    guard let last = try readers.read({ try $0.lastRecorded() }) else { return }
    let ahead = last.milliseconds(since: now)
    guard ahead > Doctor.clockTolerance else { return }
    note(
      Finding(
        "clock", .error, at: Text("doctor.clock_place"),
        Text("doctor.clock", ["last": last, "ahead": ahead / 1_000]),
        remedy: Text("doctor.set_clock")))
  }

  /// Clocks of several machines may differ a little, in milliseconds.
  private static var clockTolerance: Int64 { 60_000 }
}
