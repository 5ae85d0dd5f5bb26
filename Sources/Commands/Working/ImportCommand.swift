import ArgumentParser
import Desk
import Kernel
import Texts

/// `docket import`: takes in the rows of a file through an importer.
struct ImportCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take in the rows of a file, as a script maps them to changes.",
    discussion: """
      The script says whether the file is CSV, JSON or a JSON object a line. What docket export \
      wrote needs no script: its tickets come in with their histories, under their own numbers on \
      a desk that has none.

      Importing again adds only what is new. A bad row is reported and the others go in; the exit \
      status says so.

      Examples:
        docket import other-desk.ndjson
        docket import tickets.csv --with scripts/import-helpdesk-log.lua
        docket import july.csv --with map.lua --source july
      """)

  @Argument(help: "The file.", completion: .file()) var file: String
  @Option(
    name: .customLong("with"),
    help: ArgumentHelp("The importer; not for what docket export wrote.", valueName: "script"),
    completion: .file(extensions: ["lua"]))
  var script: String?
  @Option(help: "The name that the desk remembers it by (else the importer's).")
  var source: String?
  @OptionGroup var global: GlobalOptions

  func run(on stage: Stage) throws {
    try stage.require("import")
    let bar = ProgressBar(Text("progress.import"), on: stage.output.error)
    defer { bar.finish() }
    let report = try report(on: stage) { progress in
      bar.show(
        progress.bytes, of: progress.size, note: Text("progress.rows", ["count": progress.rows]))
    }
    bar.finish()
    try tell(report, on: stage.output)
    guard report.bad.isEmpty else { throw ExitCode(Failure.Code.failed.exitStatus) }
  }

  private func report(
    on stage: Stage, _ progress: (ImportProgress) -> Void,
  ) throws -> ImportReport {
    if let script {
      return try stage.desk.importFile(
        file, script: script, source: source, as: stage.person, progress: progress)
    }
    guard try ExportHeader.read(from: file) != nil else {
      throw Failure(
        .usage,
        "which importer reads \(file)? docket import \(file) --with SCRIPT; only what docket export"
          + " wrote needs none")
    }
    return try stage.desk.importExport(
      file, source: source, as: stage.person, progress: progress)
  }

  /// So many bad rows are told one by one: what is wrong with one is often wrong with all.
  private static let mostShown = 50

  private func tell(_ report: ImportReport, on output: Output) throws {
    let shown = output.isJSON ? [] : report.bad.prefix(ImportCommand.mostShown)
    for row in shown {
      try output.say(
        Text("said.bad_row", ["line": row.line, "row": row.row, "reason": row.reason]))
    }
    if !output.isJSON, report.bad.count > shown.count {
      let rest = (report.bad.count - shown.count).counted("more bad row")
      try output.say("and \(rest); --json lists all of them")
    }
    for note in report.notes where !output.isJSON {
      try output.say(output.error.shown(note))
    }
    guard !output.isJSON else { return try output.write(report.json) }
    var parts = [Text("said.rows_taken", ["count": report.done, "source": report.source])]
    if report.skipped > 0 { parts.append(Text("said.rows_known", ["count": report.skipped])) }
    if !report.bad.isEmpty { parts.append(Text("said.rows_bad", ["count": report.bad.count])) }
    try output.write(Text(joining: parts, by: ", "))
  }
}

extension ImportReport {
  fileprivate var json: JSON {
    let rows = bad.map { row in
      JSON.object([
        ("row", .integer(row.row)), ("line", .integer(Int64(row.line))),
        ("reason", .string(row.reason)),
      ])
    }
    return .object([
      ("source", .string(source)), ("request", .string(request)), ("done", .integer(done)),
      ("skipped", .integer(skipped)), ("bad", .array(rows)),
      ("notes", .array(notes.map(JSON.string))),
    ])
  }
}
