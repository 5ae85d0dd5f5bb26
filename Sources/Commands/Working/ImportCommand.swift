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
        Text("import.which_importer", ["file": file]))
    }
    return try stage.desk.importExport(
      file, source: source, as: stage.person, progress: progress)
  }

  /// So many bad rows are told one by one: what is wrong with one is often wrong with all.
  private static let mostShown = 50

  /// The bad rows by what is wrong with them, each with the first and how many there are.
  private static func grouped(
    _ rows: [ImportReport.BadRow],
  ) -> [(first: ImportReport.BadRow, count: Int)] {
    var groups: [(first: ImportReport.BadRow, count: Int)] = []
    var places: [String: Int] = [:]
    for row in rows {
      let cause = row.cause ?? row.reason
      if let place = places[cause] {
        groups[place].count += 1
      } else {
        places[cause] = groups.count
        groups.append((row, 1))
      }
    }
    return groups
  }

  private func tell(_ report: ImportReport, on output: Output) throws {
    let groups = output.isJSON ? [] : ImportCommand.grouped(report.bad)
    let shown = groups.prefix(ImportCommand.mostShown)
    for (first, count) in shown {
      try output.say(
        count == 1
          ? Text(
            "said.bad_row", ["line": first.line, "row": first.row, "reason": first.reason])
          : Text(
            "said.bad_rows",
            ["count": count, "line": first.line, "row": first.row, "reason": first.reason]))
    }
    if groups.count > shown.count {
      let rest = groups.dropFirst(shown.count).reduce(0) { $0 + $1.count }
      try output.say(Text("said.and_rows", ["count": rest]))
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
