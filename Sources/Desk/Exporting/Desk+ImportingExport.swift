import Crypto
import Kernel
import Storage
import Texts

extension Desk {
  /// Lines of one transaction.
  private static let exportBatch = 256

  /// Takes an export of another desk in: its people, and its tickets with their histories.
  ///
  /// On a desk without tickets they keep their numbers. Importing again, the same export or a later
  /// one, adds only what is new. Lines that do not go in are in the report, and the others go in.
  /// Throws a `DeskError` where the file is this desk's own, unless `name` says it is meant so.
  package func importExport(
    _ path: String, source name: String? = nil, as person: Person,
    progress: (ImportProgress) -> Void = { _ in },
  ) throws -> ImportReport {
    guard let header = try ExportHeader.read(from: path) else {
      throw DeskError.unreadable(path: path, reason: Text("import.no_export"))
    }
    let own = try readers.read { try $0.entry(EntryID(rawValue: 1))?.digest?.hex.prefix(16) }
    guard name != nil || own.map(String.init) != header.desk else {
      throw DeskError.invalid(
        what: path,
        reason: Text("import.own_export"))
    }
    let run = try beginImport(of: header, source: name, as: person)
    let file = try NDJSONReader(path: path)
    var report = ImportReport(source: run.source)
    report.request = run.request
    var batch: [ImportRow] = []
    while let row = try file.row() {
      batch.append(row)
      guard batch.count == Desk.exportBatch else { continue }
      try take(&batch, run, &report)
      progress(ImportProgress(rows: row.number, bytes: file.position, size: file.size))
    }
    try take(&batch, run, &report)
    return report
  }

  /// What all batches of the import have in common.
  private struct ExportRun: Sendable {
    let source: String
    let request: String
    let numbers: ExportNumbers
    let runner: Actor
  }

  private func beginImport(
    of header: ExportHeader, source name: String?, as person: Person,
  ) throws -> ExportRun {
    let now = clock.now()
    return try writer().perform { transaction, deciding in
      let rulebook = try deciding.rules(in: transaction).rulebook
      let context = EvaluationContext(now: now, me: person.id)
      guard rulebook.authority(of: person).may("import", in: context) else {
        throw Refusal(.denied, Text("permission.import", ["person": person.name]))
      }
      let source = name ?? header.source
      return .keeping(
        ExportRun(
          source: source, request: try ImportRun.requestName(of: source, in: transaction),
          numbers: try ExportNumbers(of: source, upTo: header.last, in: transaction),
          runner: .person(person.id)))
    }
  }

  /// What became of a batch.
  private struct Taken: Sendable {
    var done: Int64 = 0
    var known: Int64 = 0
    var bad: [ImportReport.BadRow] = []
    var notes: [String] = []
  }

  private func take(
    _ batch: inout [ImportRow], _ run: ExportRun, _ report: inout ImportReport,
  ) throws {
    let rows = batch
    batch = []
    let taken = try writer().perform { [clock] transaction, deciding in
      let reading = ExportReading(
        source: run.source, request: run.request, numbers: run.numbers, transaction: transaction,
        deciding: deciding, clock: clock.now(), runner: run.runner)
      var taken = Taken()
      for row in rows { try Desk.take(row, reading, into: &taken) }
      return .keeping(taken)
    }
    report.done += taken.done
    report.skipped += taken.known
    report.bad += taken.bad
    report.notes += taken.notes
  }

  private static func take(
    _ row: ImportRow, _ reading: ExportReading, into taken: inout Taken,
  ) throws {
    func fail(_ reason: String, cause: String? = nil) {
      taken.bad.append(.init(row: row.number, line: row.line, reason: reason, cause: cause))
    }
    if let problem = row.problem { return fail("\(problem)") }
    do {
      let json = try JSON(jsonBytes: row.bytes)
      switch try reading.transaction.savepoint({ try reading.take(json) }) {
      case .done: taken.done += 1
      case .known: taken.known += 1
      case .nothing: break
      case .partly(let note): taken.notes.append(note.description)
      }
    } catch let refusal as Refusal {
      // Entries behind one that did not go in are left out for one cause, whatever their numbers.
      let code = refusal.problems.first?.text.code
      fail(refusal.message, cause: code == "import.follows" ? code : nil)
    } catch let error as JSONError {
      fail(error.description)
    }
  }
}
