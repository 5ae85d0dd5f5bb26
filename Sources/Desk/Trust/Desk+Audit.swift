import Kernel
import Storage
import Texts

extension Desk {
  /// Checks all chains of entries, and that tickets and the desk itself are the fold of theirs.
  package func verifyAudit(
    progress: (_ checked: Int, _ total: Int) -> Void = { _, _ in },
  ) throws -> (report: AuditReport, problems: [AuditProblem]) {
    var problems: [AuditProblem] = []
    var report = try readers.read { reader in
      try Audit.verify(reader, progress: progress) { problems.append($0) }
    }
    // On a damaged file the search tables cannot be read either.
    guard !problems.contains(where: { [.file, .schema].contains($0.kind) }) else {
      return (report, problems)
    }
    let differing = try SearchAudit.differences(at: folder.database)
    problems += differing.map { AuditProblem(.search, entry: $0, Text.auditSearch) }
    report.problems += differing.count
    return (report, problems)
  }

  /// The tables that no audit can judge, since nothing in the history tells of them, by name.
  package static var unauditedTables: [String] { Audit.uncoveredTables.sorted() }
}

extension DeskSession {
  /// An entry's canonical form, which its digest is the digest of.
  ///
  /// An entry that is hidden from the person is not found; digests are for those who see notes.
  package func auditBytes(_ seq: EntryID) throws -> [UInt8] {
    try entry(seq).canonicalForm
  }

  /// The entry of that number, where it exists for the person; else throws `DeskError.noEntry`.
  package func entry(_ seq: EntryID) throws -> Entry {
    guard let entry = try reader.entry(seq), try sees(entry) else {
      throw DeskError.noEntry(seq: seq.rawValue)
    }
    return entry
  }

  private func sees(_ entry: Entry) throws -> Bool {
    guard entry.ticket != .desk else {
      return viewer.seesNotesEverywhere && may(.historyView)
    }
    return try history(entry.ticket)?.contains { $0.seq == entry.seq } ?? false
  }
}
