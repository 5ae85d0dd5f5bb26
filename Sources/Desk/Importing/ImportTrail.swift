import Crypto
import Kernel
import Storage

/// What was read of a source before, against which a file is held row by row.
struct ImportTrail {
  private let marks: [ImportMark]
  private var checks: [UInt8]
  private let rows: Int64
  private var digest: Digest

  init(_ marks: [ImportMark]) {
    self.marks = marks
    checks = marks.flatMap(\.checks)
    rows = marks.last?.rows ?? 0
    digest = marks.last?.digest ?? Digest(of: "")
  }

  /// How a row stands to what was read of its source before.
  enum Standing {
    /// It went in, as it is, from the same position.
    case taken
    /// What stood there was read and did not go in; it may be another one now.
    case bad
    /// Another row was read from that position: this one has moved, or changed, or is new.
    case other
    /// Nothing was read from that position yet.
    case new
  }

  /// How the row stands.
  func standing(of row: ImportRow) -> Standing {
    guard row.number <= rows else { return .new }
    let start = Int(row.number - 1) * ImportMark.checkCount
    guard start + ImportMark.checkCount <= checks.count else { return .other }
    let check = Array(checks[start..<start + ImportMark.checkCount])
    if check == ImportTrail.notTaken { return .bad }
    guard check == ImportTrail.check(row) || check == ImportTrail.check(row.withoutLineEnd) else {
      return .other
    }
    return .taken
  }

  /// The digest of all that will have been read with these rows.
  mutating func advance(over batch: [ImportRow]) -> Digest {
    digest = Digest(of: digest.bytes + batch.flatMap(\.bytes))
    return digest
  }

  /// How far it has come with these rows, and which of them did not go in.
  static func mark(_ batch: [ImportRow], digest: Digest, bad: [Int64]) -> ImportMark {
    let bad = Set(bad)
    return ImportMark(
      rows: batch.last?.number ?? 0, digest: digest,
      checks: batch.flatMap { bad.contains($0.number) ? notTaken : check($0) })
  }

  /// The marks that change where these rows, which did not go in before, are in now.
  static func mended(_ marks: [ImportMark], by rows: [ImportRow]) -> [ImportMark] {
    let size = ImportMark.checkCount
    return marks.compactMap { mark in
      let first = mark.rows - Int64(mark.checks.count / size) + 1
      guard first <= mark.rows else { return nil }
      var checks = mark.checks
      for row in rows where (first...mark.rows).contains(row.number) {
        let start = Int(row.number - first) * size
        checks.replaceSubrange(start..<start + size, with: check(row))
      }
      guard checks != mark.checks else { return nil }
      return ImportMark(rows: mark.rows, digest: mark.digest, checks: checks)
    }
  }

  /// What stands for a row that did not go in.
  private static let notTaken = [UInt8](repeating: 0, count: ImportMark.checkCount)

  private static func check(_ row: ImportRow) -> [UInt8] {
    Array(Digest(of: row.bytes).bytes.prefix(ImportMark.checkCount))
  }
}

extension ImportRow {
  /// The row as it was while it was the file's last, and its line had no end yet.
  fileprivate var withoutLineEnd: ImportRow {
    var row = self
    if row.bytes.last == 0x0A { row.bytes.removeLast() }
    if row.bytes.last == 0x0D { row.bytes.removeLast() }
    return row
  }
}
