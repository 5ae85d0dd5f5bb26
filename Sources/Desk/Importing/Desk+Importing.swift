import Crypto
import Glibc
import Kernel
import PluginHost
import Storage
import Texts

extension Desk {
  /// Rows of one transaction.
  private static let importBatch = 256

  /// Takes a file of rows in through an importer's script.
  ///
  /// What was imported from that source before is left out; a file whose beginning changed throws
  /// `DeskError.changedImport`. Rows that do not go in are in the report, and the others go in; the
  /// next import tries them again, and they may have been mended until then.
  package func importFile(
    _ path: String, script scriptPath: String, source name: String? = nil, as person: Person,
    progress: (ImportProgress) -> Void = { _ in },
  ) throws -> ImportReport {
    // A file that is not there is told before a script that is not.
    _ = try FileStream(path: path)
    let script = try PluginFolder.script(at: scriptPath)
    let file = try rows(of: path, for: ImporterHost.importer(in: script, desk: traits))
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let session = try beginImport(
      script, columns: file.columns, beside: folder, source: name, as: person)
    var report = ImportReport(source: session.source)
    report.request = session.request
    var trail = try ImportTrail(reading: session.source, of: self)
    var batch = ImportBatch()
    while let row = try file.row() {
      if row.problem?.isEndOfFile == true {
        report.bad.append(.init(row: row.number, line: row.line, reason: row.words))
        break
      }
      let standing = try trail.standing(of: row)
      if standing == .taken {
        report.skipped += 1
        continue
      }
      // Rows tried again leave the mark where it is, so they are no batch with new ones.
      if standing != batch.standing { try take(&batch, session, &trail, &report) }
      batch.add(row, standing)
      guard batch.rows.count == Desk.importBatch else { continue }
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
    report.bad.sort { $0.row < $1.row }
    return report
  }

  /// The reader of the kind of file that the importer wants.
  private func rows(of path: String, for importer: ImporterSpec) throws -> any RowReader {
    switch importer.format {
    case .csv: try CSVReader(path: path)
    case .ndjson: try NDJSONReader(path: path)
    case .json: try JSONRowReader(path: path, rows: importer.rows)
    }
  }

  /// What the caller's thread knows of an import whose sandbox is on the writer's.
  private struct ImportSession: Sendable {
    let id: String
    let source: String
    let request: String
  }

  private func beginImport(
    _ script: PluginSource, columns: [String], beside folder: String, source: String?,
    as person: Person,
  ) throws -> ImportSession {
    let id = RandomBytes.make(count: 16).hex
    let now = clock.now()
    return try writer().perform { transaction, deciding in
      let rulebook = try deciding.rules(in: transaction).rulebook
      let context = EvaluationContext(now: now, me: person.id)
      guard rulebook.authority(of: person).may("import", in: context) else {
        throw Refusal(.denied, Text("permission.import", ["person": person.name]))
      }
      let run = try deciding.beginImport(id) {
        try ImportRun(
          script: script, source: source, columns: columns, folder: folder,
          runner: .person(person.id),
          deciding: deciding, in: transaction)
      }
      return .keeping(ImportSession(id: id, source: run.source, request: run.request))
    }
  }

  private func take(
    _ batch: inout ImportBatch, _ session: ImportSession, _ trail: inout ImportTrail,
    _ report: inout ImportReport,
  ) throws {
    guard !batch.rows.isEmpty else { return }
    let rows = batch.rows
    let digest = batch.standing == .new ? trail.advance(over: rows) : nil
    let taken = try writer().perform { [clock] transaction, deciding in
      let now = clock.now()
      let taken = try deciding.importRun(session.id).take(rows, in: transaction, clock: now)
      if let digest {
        let mark = ImportTrail.mark(rows, digest: digest, bad: taken.bad.map(\.row))
        try transaction.add(mark, of: session.source)
      }
      return .keeping(taken, log: deciding.takeLog(at: now))
    }
    report.bad += taken.bad
    report.skipped += taken.known
    report.done += Int64(rows.count - taken.bad.count) - taken.known
    batch = ImportBatch()
  }
}

/// Rows that go in together: all new, or all tried again.
private struct ImportBatch {
  var rows: [ImportRow] = []
  var standing = ImportTrail.Standing.new

  mutating func add(_ row: ImportRow, _ standing: ImportTrail.Standing) {
    rows.append(row)
    self.standing = standing
  }
}

extension ImportRow {
  fileprivate var words: String { problem.map { "\($0)" } ?? "" }
}
