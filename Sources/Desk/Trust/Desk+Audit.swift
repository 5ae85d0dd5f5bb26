import Kernel
import Storage

extension Desk {
  /// Checks all chains of entries, and that each ticket is the fold of its entries.
  package func verifyAudit(
    progress: (_ checked: Int, _ total: Int) -> Void = { _, _ in },
  ) throws -> (report: AuditReport, problems: [AuditProblem]) {
    var problems: [AuditProblem] = []
    let report = try readers.read { reader in
      try Audit.verify(reader, progress: progress) { problems.append($0) }
    }
    return (report, problems)
  }
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
      return viewer.seesNotesEverywhere && may("history.view")
    }
    return try history(entry.ticket)?.contains { $0.seq == entry.seq } ?? false
  }
}
