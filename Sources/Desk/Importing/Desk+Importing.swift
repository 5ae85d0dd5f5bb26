import Crypto
import Kernel
import PluginHost
import Storage
import Texts

extension Desk {
  /// Takes a file of rows in through an importer's script.
  package func importFile(
    _ path: String, script: String, source: String? = nil, as person: Person,
    progress: (ImportProgress) -> Void = { _ in },
  ) throws -> ImportReport {
    var order = ImportOrder(.script(script))
    order.source = source
    return try importFile(path, order, as: person, progress: progress)
  }

  /// Takes a file of rows in.
  ///
  /// What came in from that source before is left out, by its key; what has changed since is told,
  /// and changed where that is asked for. Rows that are known by their position only must stand
  /// where they stood: else it throws `DeskError.changedImport`. Rows that do not go in are in the
  /// report, and the others go in; the next import tries them again, and they may have been mended
  /// until then. A dry run is one transaction, which others wait for.
  package func importFile(
    _ path: String, _ order: ImportOrder, as person: Person,
    progress: (ImportProgress) -> Void = { _ in },
  ) throws -> ImportReport {
    // A file that is not there is told before a script that is not.
    let digest = try ImportSource.digest(ofFile: path)
    let script: PluginSource? =
      if case .script(let path) = order.mapping { try PluginFolder.script(at: path) } else { nil }
    let plan = ImportPlan(
      path: path, order: order, script: script, runner: person, digest: digest)
    return order.isDryRun
      ? try tryImport(plan, progress) : try carryOut(plan, progress)
  }

  private func carryOut(
    _ plan: ImportPlan, _ progress: (ImportProgress) -> Void,
  ) throws -> ImportReport {
    let file = try plan.rows(for: traits(by: settings()))
    let (columns, id, now) = (file.columns, RandomBytes.make(count: 16).hex, clock.now())
    let (writer, clock) = (try writer(), clock)
    let begun = try writer.perform { transaction, deciding in
      try plan.requirePermission(deciding, in: transaction, at: now)
      let run = try deciding.beginImport(id) {
        try ImportRun(plan, columns: columns, deciding: deciding, at: now, in: transaction)
      }
      return .keeping((source: run.source, request: run.request))
    }
    var report = ImportReport(source: begun.source)
    report.request = begun.request
    let marks = try readers.read { try $0.importMarks(of: begun.source) }
    var pass = ImportPass(file: file, trail: ImportTrail(marks), report: report) { batch, digest in
      try writer.perform { transaction, deciding in
        let now = clock.now()
        let run = try deciding.importRun(id)
        let taken = try run.take(batch, digest, in: transaction, clock: now)
        return .keeping(taken, log: deciding.takeLog(at: now))
      }
    }
    let count = try pass.run(progress)
    try writer.perform { _, deciding in
      deciding.endImport(id)
      return .keeping(())
    }
    guard count > 0 else { throw plan.nothingFound }
    return pass.report
  }

  /// The same in a transaction that is rolled back, with sandboxes of its own.
  private func tryImport(
    _ plan: ImportPlan, _ progress: (ImportProgress) -> Void,
  ) throws -> ImportReport {
    let now = clock.now()
    let (report, last) = try writer().perform { transaction, deciding in
      // The file is opened here, since a transaction that was lost is done again.
      let file = try plan.rows(
        for: self.traits(by: deciding.rules(in: transaction).rulebook.settings))
      try plan.requirePermission(deciding, in: transaction, at: now)
      let run = try ImportRun(
        plan, columns: file.columns, deciding: deciding,
        trial: deciding.rules(in: transaction).host.fresh(), at: now, in: transaction)
      var report = ImportReport(source: run.source)
      report.isDryRun = true
      let trail = ImportTrail(try transaction.importMarks(of: run.source))
      var pass = ImportPass(file: file, trail: trail, report: report) { batch, digest in
        try run.take(batch, digest, in: transaction, clock: now)
      }
      let count = try pass.run { _ in }
      deciding.forget()
      _ = deciding.takeLog(at: now)
      return .rollingBack(
        (pass.report, ImportProgress(rows: count, bytes: file.position, size: file.size)))
    }
    progress(last)
    guard last.rows > 0 else { throw plan.nothingFound }
    return report
  }
}

/// A file, what is asked of its import, and who asks.
struct ImportPlan: Sendable {
  let path: String
  let order: ImportOrder
  let script: PluginSource?
  let runner: Person
  /// The digest of the file.
  let digest: Digest

  /// Where files stand that rows name.
  var folder: String { path.lastIndex(of: "/").map { String(path[...$0]) } ?? "." }

  /// The file's name without folders and ending.
  var name: String {
    let file = path.split(separator: "/").last ?? "rows"
    return String(file.lastIndex(of: ".").map { file[..<$0] } ?? file)
  }

  /// The reader of the kind of file that the mapping wants.
  func rows(for traits: DeskTraits) throws -> any RowReader {
    let importer = try script.map { try ImporterHost.importer(in: $0, desk: traits) }
    return switch importer?.format ?? .csv {
    case .csv:
      try CSVReader(path: path, encoding: order.encoding, separator: order.separator)
    case .ndjson: try NDJSONReader(path: path, encoding: order.encoding)
    case .json:
      try JSONRowReader(path: path, rows: importer?.rows, encoding: order.encoding)
    }
  }

  /// Throws a `Refusal` where who asks may not import.
  func requirePermission(
    _ deciding: DecidingLane, in transaction: WriteTransaction, at now: Instant,
  ) throws {
    let rulebook = try deciding.rules(in: transaction).rulebook
    let context = rulebook.deskContext(at: now, me: runner.id)
    guard rulebook.authority(of: runner).may(.import, in: context) else {
      throw Refusal(.denied, Text.permissionImport(person: runner.name))
    }
  }

  /// Why a file without rows is no import: most often it is another file than the one meant.
  var nothingFound: DeskError {
    .unreadable(path: path, reason: Text.importNothing)
  }
}
