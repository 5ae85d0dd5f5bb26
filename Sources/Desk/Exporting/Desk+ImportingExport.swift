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
      throw DeskError.unreadable(path: path, reason: Text.importNoExport)
    }
    let own = try readers.read { try $0.entry(EntryID(rawValue: 1))?.digest?.hex.prefix(16) }
    guard name != nil || own.map(String.init) != header.desk else {
      throw DeskError.invalid(
        what: path,
        reason: Text.importOwnExport)
    }
    let digest = try ImportSource.digest(ofFile: path)
    let order = ExportOrder(
      path: path, header: header, names: try ExportNames(readingFrom: path), digest: digest,
      source: name, person: person)
    guard !isDryRun else { return try tryExport(order) }
    let now = clock.now()
    let run = try writer().perform { transaction, deciding in
      .keeping(try ExportRun(order, deciding: deciding, at: now, in: transaction))
    }
    let report = Result { try carryOut(order, run, progress) }
    try writer().perform { transaction, _ in .keeping(try run.end(in: transaction)) }
    return try report.get()
  }

  private func carryOut(
    _ order: ExportOrder, _ run: ExportRun, _ progress: (ImportProgress) -> Void,
  ) throws -> ImportReport {
    if run.source.isKnown { try compareBeginning(of: order.path, with: run) }
    let file = try NDJSONReader(path: order.path)
    var report = ImportReport(source: run.source.name)
    report.request = run.source.request
    var seen = ExportProgress()
    while let rows = try Desk.batch(of: file, run), let last = rows.last {
      let before = seen
      let taken = try writer().perform { [clock] transaction, deciding in
        .keeping(try Desk.take(rows, run, before, deciding, at: clock.now(), in: transaction))
      }
      seen = taken.seen
      report.add(taken)
      guard rows.count >= Desk.exportBatch else { continue }
      progress(ImportProgress(rows: last.number, bytes: file.position, size: file.size))
    }
    return report
  }

  /// The next rows, with all that go in together; `nil` at the end.
  private static func batch(of file: NDJSONReader, _ run: ExportRun) throws -> [ImportRow]? {
    var rows: [ImportRow] = []
    while let row = try file.row() {
      rows.append(row)
      let goesOn = run.names.span(at: row.line).map { $0.upperBound > row.line } ?? false
      if rows.count >= exportBatch, !goesOn { break }
    }
    return rows.isEmpty ? nil : rows
  }

  /// The same in a transaction that is rolled back.
  private func tryExport(_ order: ExportOrder) throws -> ImportReport {
    let now = clock.now()
    return try writer().perform { transaction, deciding in
      let run = try ExportRun(order, deciding: deciding, at: now, in: transaction)
      var report = ImportReport(source: run.source.name)
      report.isDryRun = true
      var seen = ExportProgress()
      for isComparing in run.source.isKnown ? [true, false] : [false] {
        let file = try NDJSONReader(path: order.path)
        while let rows = try Desk.batch(of: file, run) {
          let taken =
            isComparing
            ? try Desk.compare(rows, run, deciding, at: now, in: transaction)
            : try Desk.take(rows, run, seen, deciding, at: now, in: transaction)
          seen = taken.seen
          report.add(taken)
        }
      }
      deciding.forget()
      return .rollingBack(report)
    }
  }

  /// Refuses a file that says of what came in before something else than it said then: whatever it
  /// goes on with is not what went before.
  private func compareBeginning(of path: String, with run: ExportRun) throws {
    let file = try NDJSONReader(path: path)
    var batch: [ImportRow] = []
    func compare() throws {
      let rows = batch
      batch = []
      _ = try writer().perform { [clock] transaction, deciding in
        .rollingBack(
          try Desk.compare(rows, run, deciding, at: clock.now(), in: transaction))
      }
    }
    while let row = try file.row() {
      batch.append(row)
      if batch.count == Desk.exportBatch { try compare() }
    }
    try compare()
  }

  /// What became of a batch.
  fileprivate struct Taken: Sendable {
    var done: Int64 = 0
    var known: Int64 = 0
    var bad: [ImportReport.BadRow] = []
    var notes: [Text] = []
    var seen = ExportProgress()
    var away: [String] = []
  }

  private static func compare(
    _ rows: [ImportRow], _ run: ExportRun, _ deciding: DecidingLane, at now: Instant,
    in transaction: WriteTransaction,
  ) throws -> Taken {
    let reading = ExportReading(
      run, ExportProgress(), deciding: deciding, clock: now, in: transaction)
    for row in rows where row.problem == nil {
      // What cannot be read is told when it is taken.
      guard let json = try? JSON(jsonBytes: row.bytes),
        let entry = try? reading.difference(in: json)
      else { continue }
      throw Refusal(
        .conflict,
        Text.importOtherBeginning(
          line: row.line, number: entry.number, ticket: entry.there.rawValue,
          source: run.source.name))
    }
    return Taken()
  }

  private static func take(
    _ rows: [ImportRow], _ run: ExportRun, _ seen: ExportProgress, _ deciding: DecidingLane,
    at now: Instant, in transaction: WriteTransaction,
  ) throws -> Taken {
    var reading = ExportReading(run, seen, deciding: deciding, clock: now, in: transaction)
    var taken = Taken()
    var left = rows[...]
    while let row = left.first {
      if let span = run.names.span(at: row.line) {
        let part = left.prefix { span.contains($0.line) }
        try takeWhole(part, &reading, into: &taken)
        left = left.dropFirst(part.count)
      } else {
        try take(row, &reading, into: &taken)
        left = left.dropFirst()
      }
    }
    taken.seen = reading.progress
    return taken
  }

  /// Rows of a ticket in which things were renamed: where it would keep names of before for want of
  /// what did not go in, they would be others' by now, and none of them goes in.
  private static func takeWhole(
    _ rows: ArraySlice<ImportRow>, _ reading: inout ExportReading, into taken: inout Taken,
  ) throws {
    let (reader, earlier) = (reading, taken)
    let isWhole = try reader.transaction.savepoint(keepingIf: { $0 }) {
      for row in rows { try take(row, &reading, into: &taken) }
      return try taken.bad.count == earlier.bad.count || !reading.isBehind(rows)
    }
    guard !isWhole else { return }
    let bad = Dictionary(taken.bad.map { ($0.row, $0) }) { first, _ in first }
    (reading, taken) = (reader, earlier)
    for row in rows {
      if let known = bad[row.number] {
        taken.bad.append(known)
        reading.note(row)
      } else if try reading.isNews(row) {
        taken.bad.append(.init(row, Text.importLeftWhole, cause: .missingPredecessor))
        reading.note(row)
      } else {
        try take(row, &reading, into: &taken)
      }
    }
  }

  private static func take(
    _ row: ImportRow, _ reading: inout ExportReading, into taken: inout Taken,
  ) throws {
    func fail(_ reason: Text, cause: Refusal.Problem.Kind? = nil) {
      taken.bad.append(.init(row, reason, cause: cause))
    }
    if let problem = row.problem { return taken.bad.append(.init(row, problem)) }
    do {
      let json = try JSON(jsonBytes: row.bytes)
      switch try reading.transaction.savepoint({ try reading.take(json) }) {
      case .done: taken.done += 1
      case .known: taken.known += 1
      case .nothing: break
      case .away(let name): taken.away.append(name)
      case .partly(let note): taken.notes.append(note)
      }
    } catch let refusal as Refusal {
      // Entries behind one that did not go in are left out for one cause, whatever their numbers.
      let kind = refusal.problems.first?.kind
      fail(refusal.text, cause: kind?.isToldTogether == true ? kind : nil)
    } catch StorageError.constraint {
      fail(Text.importCollides)
    } catch let error as JSONError {
      fail(error.text)
    }
  }
}

/// A file that another desk wrote, and who takes it in.
struct ExportOrder: Sendable {
  let path: String
  let header: ExportHeader
  let names: ExportNames
  let digest: Digest
  /// The name that the desk remembers it by; `nil` for what its first line says.
  let source: String?
  let person: Person
}

/// What all batches of the import of an export have in common.
struct ExportRun: Sendable {
  let source: ImportSource
  let numbers: ExportNumbers
  let names: ExportNames
  let runner: Actor

  init(
    _ order: ExportOrder, deciding: DecidingLane, at now: Instant, in transaction: WriteTransaction,
  ) throws {
    let (rulebook, person) = (try deciding.rules(in: transaction).rulebook, order.person)
    let context = rulebook.deskContext(at: now, me: person.id)
    guard rulebook.authority(of: person).may(.import, in: context) else {
      throw Refusal(.denied, Text.permissionImport(person: person.name))
    }
    source = try ImportSource(
      claiming: order.source ?? order.header.source, file: order.digest, for: person,
      by: rulebook, at: now, in: transaction)
    // What an import left that did not come to its end.
    try transaction.dropStaged(of: source.name)
    numbers = try ExportNumbers(of: source.name, upTo: order.header.last, in: transaction)
    names = order.names
    runner = .person(person.id)
  }

  /// Drops the parts of contents that no entry has named.
  func end(in transaction: WriteTransaction) throws {
    try transaction.dropStaged(of: source.name)
  }
}

extension ImportReport {
  fileprivate mutating func add(_ taken: Desk.Taken) {
    done += taken.done
    skipped += taken.known
    bad += taken.bad
    notes += taken.notes
    away += taken.away
  }
}
