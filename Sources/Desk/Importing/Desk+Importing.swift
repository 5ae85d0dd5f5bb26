import Crypto
import Glibc
import Kernel
import PluginHost
import Storage

extension Desk {
  /// Rows of one transaction.
  private static let importBatch = 256

  /// Takes a CSV file in through an importer's script.
  ///
  /// What was imported from that source before is left out; a file whose beginning changed throws
  /// `DeskError.changedImport`. Rows that do not go in are in the report, and the others go in.
  package func importFile(
    _ path: String, script scriptPath: String, source name: String? = nil, as person: Person,
    progress: (ImportProgress) -> Void = { _ in },
  ) throws -> ImportReport {
    let file = try CSVReader(path: path)
    let script = try PluginFolder.script(at: scriptPath)
    let session = try beginImport(script, columns: file.columns, source: name, as: person)
    var report = ImportReport(source: session.source)
    report.request = session.request
    var trail = try ImportTrail(reading: session.source, of: self)
    var batch: [CSVReader.Row] = []
    while let row = try file.row() {
      if row.problem?.isEndOfFile == true {
        report.bad.append(.init(row: row.number, line: row.line, reason: row.words))
        break
      }
      if try trail.skips(row) {
        report.skipped += 1
        continue
      }
      batch.append(row)
      guard batch.count == Desk.importBatch else { continue }
      try take(&batch, session, &trail, &report)
      progress(ImportProgress(rows: row.number, bytes: file.position, size: file.size))
    }
    try trail.finish()
    try take(&batch, session, &trail, &report)
    progress(
      ImportProgress(
        rows: report.done + report.skipped + Int64(report.bad.count), bytes: file.position,
        size: file.size))
    try writer().perform { _, deciding in
      deciding.endImport(session.id)
      return .keeping(())
    }
    return report
  }

  /// What the caller's thread knows of an import whose sandbox is on the writer's.
  private struct ImportSession: Sendable {
    let id: String
    let source: String
    let request: String
  }

  private func beginImport(
    _ script: PluginSource, columns: [String], source: String?, as person: Person,
  ) throws -> ImportSession {
    let id = RandomBytes.make(count: 16).hex
    let now = clock.now()
    return try writer().perform { transaction, deciding in
      let rulebook = try deciding.rules(in: transaction).rulebook
      let context = EvaluationContext(now: now, me: person.id)
      guard rulebook.authority(of: person).may("import", in: context) else {
        throw Refusal(.denied, "\(person.name) may not import: it needs the permission import")
      }
      let run = try deciding.beginImport(id) {
        try ImportRun(
          script: script, source: source, columns: columns, runner: .person(person.id),
          deciding: deciding, in: transaction)
      }
      return .keeping(ImportSession(id: id, source: run.source, request: run.request))
    }
  }

  private func take(
    _ batch: inout [CSVReader.Row], _ session: ImportSession, _ trail: inout ImportTrail,
    _ report: inout ImportReport,
  ) throws {
    guard !batch.isEmpty else { return }
    let rows = batch
    let mark = trail.mark(rows)
    let bad = try writer().perform { [clock] transaction, deciding in
      let run = try deciding.importRun(session.id)
      let now = clock.now()
      let bad = try run.take(rows, in: transaction, clock: now)
      try transaction.add(mark, of: session.source)
      return .keeping(bad, log: deciding.takeLog(faults: [], at: now))
    }
    report.bad += bad
    report.done += Int64(rows.count - bad.count)
    batch.removeAll(keepingCapacity: true)
  }
}

extension CSVReader.Problem {
  /// Whether the file is cut off here: the row is not remembered, as the whole file may follow.
  fileprivate var isEndOfFile: Bool {
    switch self {
    case .openQuote, .cutOff: true
    default: false
    }
  }
}

extension CSVReader.Row {
  fileprivate var words: String { problem.map { "\($0)" } ?? "" }
}

/// What was read of a source before, against which a file is held row by row.
struct ImportTrail {
  private let source: String
  private let marks: [ImportMark]
  private var checks: [UInt8]
  private let rows: Int64
  private var seen: Int64 = 0
  private var digest: Digest

  init(reading source: String, of desk: Desk) throws {
    self.source = source
    marks = try desk.readers.read { try $0.importMarks(of: source) }
    checks = marks.flatMap(\.checks)
    rows = marks.last?.rows ?? 0
    digest = marks.last?.digest ?? Digest(of: "")
  }

  /// Whether the row was read before; throws where it is another one than then.
  mutating func skips(_ row: CSVReader.Row) throws(DeskError) -> Bool {
    guard row.number <= rows else { return false }
    let start = Int(row.number - 1) * ImportMark.checkCount
    guard start + ImportMark.checkCount <= checks.count,
      Array(checks[start..<start + ImportMark.checkCount]) == ImportTrail.check(row)
    else { throw .changedImport(source: source, row: row.number) }
    seen = row.number
    return true
  }

  /// Throws where the file ended before all that had been read of it.
  func finish() throws(DeskError) {
    guard seen >= rows else { throw .changedImport(source: source, row: seen + 1) }
  }

  /// How far it will have come with these rows.
  mutating func mark(_ batch: [CSVReader.Row]) -> ImportMark {
    digest = Digest(of: digest.bytes + batch.flatMap(\.bytes))
    return ImportMark(
      rows: batch.last?.number ?? rows, digest: digest,
      checks: batch.flatMap(ImportTrail.check))
  }

  private static func check(_ row: CSVReader.Row) -> [UInt8] {
    Array(Digest(of: row.bytes).bytes.prefix(ImportMark.checkCount))
  }
}
