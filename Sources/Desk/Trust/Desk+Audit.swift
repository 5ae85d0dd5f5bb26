import Crypto
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
  ///
  /// One of the desk's own exists for those who see its history, as undo and explain have it.
  package func entry(_ seq: EntryID) throws -> Entry {
    guard let entry = try reader.entry(seq), try sees(entry) else {
      throw DeskError.noEntry(seq: seq.rawValue)
    }
    return entry
  }

  private func sees(_ entry: Entry) throws -> Bool {
    guard entry.ticket != .desk else { return viewer.seesDeskHistory }
    return try history(entry.ticket)?.contains { $0.seq == entry.seq } ?? false
  }
}

extension Desk {
  /// Copies the database to a new file while others work, and checks the copy.
  ///
  /// Throws what `Backup.write` throws; nothing half done is left.
  package func backUp(
    to path: String, replaces: Bool, progress: (_ pages: Int, _ total: Int) -> Void = { _, _ in },
  ) throws -> Backup {
    try readers.read { try Backup.write($0, to: path, replaces: replaces, progress: progress) }
  }
}

extension DeskSession {
  /// Whether the person may see all of the history: checks of it tell how much there is, notes too.
  package var seesWholeHistory: Bool {
    viewer.seesNotesEverywhere && may(.historyView)
  }
}

extension Desk {
  /// Seals the history as it is now; signed where there is a key.
  package func makeSeal(signedBy key: SealKey? = nil) throws -> Seal {
    let heads = try readers.read { try $0.heads() }
    return Seal(heads, at: clock.now(), key: key)
  }

  /// In what the history up to a seal's last entry is not the one that was sealed, in words.
  ///
  /// It compares the heads of the chains only: that each entry follows from the one before it is
  /// what the audit checks.
  package func differences(from seal: Seal) throws -> [Text] {
    let sealed = seal.heads
    let (found, end) = try readers.read { reader in
      (
        try reader.heads(upTo: sealed.last, blockSize: sealed.blockSize),
        try reader.heads(blockSize: .max).last
      )
    }
    var words: [Text] = []
    if end < sealed.last {
      words.append(
        Text.auditCutOff(time: seal.at, sealed: sealed.last.rawValue, end: end.rawValue))
    }
    if found.entries != sealed.entries {
      words.append(
        Text.auditCounted(entry: sealed.last.rawValue, sealed: sealed.entries, found: found.entries)
      )
    }
    let count = max(found.blocks.count, sealed.blocks.count)
    for block in 0..<count where found.block(block) != sealed.block(block) {
      words.append(
        Text.frameOf(owner: sealed.name(ofBlock: block), problem: Text.auditNotSealed))
    }
    return words
  }
}

extension Heads {
  fileprivate func block(_ number: Int) -> Digest? {
    blocks.indices.contains(number) ? blocks[number] : nil
  }

  /// The chains of a block: `tickets 8 to 15`; ticket 0 is the desk itself.
  fileprivate func name(ofBlock number: Int) -> Text {
    let (first, overflow) = Int64(number).multipliedReportingOverflow(by: blockSize)
    guard !overflow else { return Text.auditBlock(number: number) }
    let last = first.addingReportingOverflow(blockSize - 1).partialValue
    if last == 0 { return Text.auditDeskItself }
    if first == 0 {
      return last == 1 ? Text.auditDeskOrOne : Text.auditDeskOr(last: last)
    }
    return first == last
      ? Text.auditTicket(ticket: first)
      : Text.auditTickets(first: first, last: last)
  }
}
