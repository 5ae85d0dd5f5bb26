import Kernel
import PluginHost
import Storage
import System

/// What a worker does for the desk itself now and then: old rows go, the journal file stays small.
///
/// It belongs to one thread.
package final class Housekeeping {
  /// Something that keeps the journal file from being emptied.
  package struct Blockage: Equatable, Sendable {
    /// The journal file's size.
    package let bytes: Int64
    /// For how long it could not be emptied.
    package let milliseconds: Int64
    /// Who reads meanwhile, as `docket 1234`; empty where the system does not tell.
    package let readers: [String]
  }

  private let desk: Desk
  private let checkpointer: Checkpointer
  private var lastPruning: Instant?
  private var blockedSince: Instant?

  /// How long old rows may wait to be pruned, in milliseconds.
  private static let pause: Int64 = 600_000
  /// A journal file of that size is emptied when it can be.
  private static let smallJournal: Int64 = 4 << 20
  /// A journal file of that size that cannot be emptied is worth a word.
  package static let largeJournal: Int64 = 64 << 20
  /// Rows deleted in one transaction, so that others can write in between.
  private static let portion = 500

  package init(_ desk: Desk) throws {
    self.desk = desk
    checkpointer = try Checkpointer(path: desk.folder.database)
  }

  /// Deletes what is older, or more, than the desk keeps, if that was not done lately.
  ///
  /// Returns how many rows went.
  @discardableResult
  package func prune() throws -> Int {
    let now = desk.clock.now()
    if let last = lastPruning,
      (0..<Housekeeping.pause).contains(now.milliseconds(since: last))
    {
      return 0
    }
    lastPruning = now
    let keeping = desk.configuration.keeping
    var count = try desk.writer().perform { transaction, _ in
      .keeping(
        try transaction.pruneLog(
          before: now.days(ago: keeping.logDays), lines: Int(keeping.logLines),
          characters: Int(keeping.logMegabytes) * 1_000_000))
    }
    var portion = 0
    repeat {
      portion = try desk.writer().perform { transaction, _ in
        .keeping(
          try transaction.pruneOutbox(
            before: now.days(ago: keeping.outboxDays), atMost: Housekeeping.portion))
      }
      count += portion
    } while portion == Housekeeping.portion
    return count
  }

  /// Empties the journal file where it has grown; says what is in the way where it stays large.
  package func checkpoint() throws -> Blockage? {
    let bytes = desk.folder.journalBytes
    guard bytes > Housekeeping.smallJournal, try !checkpointer.truncate() else {
      blockedSince = nil
      return nil
    }
    let now = desk.clock.now()
    let since = blockedSince ?? now
    blockedSince = since
    guard bytes > Housekeeping.largeJournal else { return nil }
    return Blockage(
      bytes: bytes, milliseconds: max(0, now.milliseconds(since: since)),
      readers: desk.folder.journalReaders)
  }
}

/// Notices what others write to a desk, and when something is due on it.
///
/// It belongs to one thread.
package final class DeskWatch {
  private let watch: Watch

  package init(_ desk: Desk) throws {
    watch = try Watch(path: desk.folder.database)
  }

  /// Whether anybody has written since the last look; a look costs a few µs.
  package func hasChanged() throws -> Bool { try watch.hasChanged() }

  /// When the next row of the outbox is due, or can be taken over from whoever had it.
  package func nextDue() throws -> Instant? { try watch.nextDue() }
}

extension DeskFolder {
  /// The size of the journal file `docket.db-wal`; 0 where there is none.
  package var journalBytes: Int64 { FileSystem.status(of: database + "-wal")?.size ?? 0 }

  /// Who reads through the journal file, as `docket 1234`.
  package var journalReaders: [String] {
    JournalReaders.processes(ofDatabase: database).map { process in
      "\(JournalReaders.program(of: process) ?? "process") \(process)"
    }
  }
}

extension Instant {
  fileprivate func days(ago count: Int64) -> Instant {
    advanced(byMilliseconds: -count * 86_400_000)
  }
}
