import Kernel
import Storage
import Texts

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
