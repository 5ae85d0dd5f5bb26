import Crypto
import Kernel
import Storage
import Texts

/// Goes through a file's rows once, and hands on those that may have something new to say.
struct ImportPass {
  /// Rows with how each stands to what was read before.
  typealias Batch = [(row: ImportRow, standing: ImportTrail.Standing)]

  /// Rows of one transaction.
  private static let batchSize = 256

  let file: any RowReader
  var trail: ImportTrail
  var report: ImportReport
  /// Takes rows in; where they are new, with the mark that says so.
  let take: (Batch, _ mark: Digest?) throws -> ImportRun.Taken

  /// Reads to the end; how many rows there were.
  mutating func run(_ progress: (ImportProgress) -> Void) throws -> Int64 {
    var count: Int64 = 0
    var batch: Batch = []
    while let row = try file.row() {
      count = row.number
      if let problem = row.problem, problem.isEndOfFile {
        report.bad.append(.init(row, problem))
        break
      }
      let standing = trail.standing(of: row)
      // Rows that were read before leave the mark where it is, so they are no batch with new ones.
      if let last = batch.last, (last.standing == .new) != (standing == .new) {
        try hand(on: &batch)
      }
      batch.append((row, standing))
      guard batch.count == ImportPass.batchSize else { continue }
      try hand(on: &batch)
      progress(ImportProgress(rows: row.number, bytes: file.position, size: file.size))
    }
    try hand(on: &batch)
    progress(ImportProgress(rows: count, bytes: file.position, size: file.size))
    report.bad.sort { $0.row < $1.row }
    return count
  }

  private mutating func hand(on batch: inout Batch) throws {
    guard let last = batch.last else { return }
    let digest = last.standing == .new ? trail.advance(over: batch.map(\.row)) : nil
    let taken = try take(batch, digest)
    report.bad += taken.bad
    report.changed += taken.changed
    report.away += taken.away
    report.skipped += taken.known
    report.done += Int64(batch.count - taken.bad.count) - taken.known
    batch = []
  }
}
