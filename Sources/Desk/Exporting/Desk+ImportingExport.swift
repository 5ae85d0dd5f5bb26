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
  /// Throws a `DeskError` where the file is this desk's own, unless `name` says it is meant so. A dry
  /// run is one transaction, which others wait for.
  package func importExport(
    _ path: String, source name: String? = nil, isDryRun: Bool = false, as person: Person,
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
    guard !isDryRun else { return try tryExport(path, header, source: name, as: person) }
    let now = clock.now()
    let run = try writer().perform { transaction, deciding in
      .keeping(
        try ExportRun(
          of: header, source: name, as: person, deciding: deciding, at: now, in: transaction))
    }
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

  /// The same in a transaction that is rolled back.
  private func tryExport(
    _ path: String, _ header: ExportHeader, source name: String?, as person: Person,
  ) throws -> ImportReport {
    let now = clock.now()
    return try writer().perform { transaction, deciding in
      let run = try ExportRun(
        of: header, source: name, as: person, deciding: deciding, at: now, in: transaction)
      let file = try NDJSONReader(path: path)
      var report = ImportReport(source: run.source)
      report.isDryRun = true
      while let row = try file.row() {
        let taken = try Desk.take([row], run, deciding, at: now, in: transaction)
        report.add(taken)
      }
      deciding.forget()
      return .rollingBack(report)
    }
  }

  /// What became of a batch.
  fileprivate struct Taken: Sendable {
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
    report.add(
      try writer().perform { [clock] transaction, deciding in
        .keeping(try Desk.take(rows, run, deciding, at: clock.now(), in: transaction))
      })
  }

  private static func take(
    _ rows: [ImportRow], _ run: ExportRun, _ deciding: Deciding, at now: Instant,
    in transaction: WriteTransaction,
  ) throws -> Taken {
    let reading = ExportReading(
      source: run.source, request: run.request, numbers: run.numbers, transaction: transaction,
      deciding: deciding, clock: now, runner: run.runner)
    var taken = Taken()
    for row in rows { try take(row, reading, into: &taken) }
    return taken
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
    } catch StorageError.constraint {
      fail(Text("import.collides").description)
    } catch let error as JSONError {
      fail(error.description)
    }
  }
}

/// What all batches of the import of an export have in common.
private struct ExportRun: Sendable {
  let source: String
  let request: String
  let numbers: ExportNumbers
  let runner: Actor

  init(
    of header: ExportHeader, source name: String?, as person: Person, deciding: Deciding,
    at now: Instant, in transaction: WriteTransaction,
  ) throws {
    let rulebook = try deciding.rules(in: transaction).rulebook
    let context = rulebook.context(at: now, me: person.id)
    guard rulebook.authority(of: person).may("import", in: context) else {
      throw Refusal(.denied, Text("permission.import", ["person": person.name]))
    }
    source = name ?? header.source
    request = try ImportRun.requestName(of: source, in: transaction)
    numbers = try ExportNumbers(of: source, upTo: header.last, in: transaction)
    runner = .person(person.id)
  }
}

extension ImportReport {
  fileprivate mutating func add(_ taken: Desk.Taken) {
    done += taken.done
    skipped += taken.known
    bad += taken.bad
    notes += taken.notes
  }
}
