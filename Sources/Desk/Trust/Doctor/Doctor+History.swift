import Kernel
import Storage

extension Doctor {
  static func damage(_ words: String) -> Finding {
    Finding(
      "damaged", .error, at: "docket.db", words,
      remedy: "restore it from a backup, into a new folder (docket backup --help)")
  }

  /// Turns what the audit found into findings.
  mutating func note(_ problems: [AuditProblem]) {
    // What does not follow from a history that was changed must not be written over.
    let changed = Set(problems.filter { $0.kind == .history }.compactMap(\.ticket))
    var rows: [Ticket.ID: [String]] = [:]
    for problem in problems {
      switch problem.kind {
      case .file: note(Doctor.damage(problem.words))
      case .history: note(broken(problem))
      case .row:
        guard let ticket = problem.ticket else { continue }
        rows[ticket, default: []].append(problem.words)
      case .stray: noteStray(problem)
      case .content:
        note(
          Finding(
            "content", .error, at: problem.ticket.map { "ticket \($0.rawValue)" } ?? "docket.db",
            problem.words, remedy: "restore the attachment's content from a backup"))
      case .counters:
        note(
          Finding(
            "counters", .error, at: "docket.db", problem.words,
            remedy: "docket doctor --repair sets them behind the numbers that were given",
            repair: .counters))
      }
    }
    for (ticket, words) in rows.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      note(row(of: ticket, words, isTrusted: !changed.contains(ticket)))
    }
  }

  private func broken(_ problem: AuditProblem) -> Finding {
    let place =
      problem.ticket.map { $0 == .desk ? "the desk's history" : "ticket \($0.rawValue)" }
      ?? "docket.db"
    return Finding(
      "history", .error, at: place, problem.words,
      remedy: "the history is never repaired: find out who changed it, and restore a backup")
  }

  private func row(of ticket: Ticket.ID, _ words: [String], isTrusted: Bool) -> Finding {
    Finding(
      "row", .error, at: "ticket \(ticket.rawValue)", words.joined(separator: "; "),
      remedy: isTrusted
        ? "docket doctor --repair writes its row anew from its history"
        : "its history was changed as well, so nothing is made from it: restore a backup",
      repair: isTrusted ? .row(ticket) : nil)
  }

  private mutating func noteStray(_ problem: AuditProblem) {
    guard let ticket = problem.ticket else {
      return note(
        Finding(
          "stray_content", .warning, at: "docket.db", problem.words,
          remedy: "docket doctor --repair deletes it: it takes room and does no harm",
          repair: .contents))
    }
    note(
      Finding(
        "stray_values", .error, at: "ticket \(ticket.rawValue)", problem.words,
        remedy: "docket doctor --repair deletes what belongs to no ticket",
        repair: .values(ticket)))
  }

  /// Compares what search finds with what the entries say.
  mutating func lookAtSearch() throws {
    guard !habits.isQuick else { return }
    let differing = try SearchAudit.differences(at: folder.database)
    guard let first = differing.first else { return }
    let entries = "\(differing.count) \(differing.count == 1 ? "entry" : "entries")"
    note(
      Finding(
        "search", .error, at: "the search tables",
        "\(entries) cannot be found by what they say, or by what they do not say; the first is"
          + " entry \(first.rawValue)",
        remedy: "docket doctor --repair writes the search tables anew", repair: .search))
  }

  /// Sees whether what was recorded lies in the future.
  mutating func lookAtClock(_ readers: Readers) throws {
    guard let last = try readers.read({ try $0.lastRecorded() }) else { return }
    let ahead = last.milliseconds - now.milliseconds
    guard ahead > Doctor.clockTolerance else { return }
    note(
      Finding(
        "clock", .error, at: "the clock",
        "the last entry was recorded at \(last.iso), which is \(ahead / 1_000) s from now: the"
          + " clock was put back",
        remedy: "set the clock right before anything is changed; times of a ticket never go back"))
  }

  /// Clocks of several machines may differ a little, in milliseconds.
  private static var clockTolerance: Int64 { 60_000 }
}
