import ArgumentParser
import Desk
import Kernel

/// `docket import`: takes in the rows of a file through an importer.
struct ImportCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take in the rows of a file, as a script maps them to changes.",
    discussion: """
      Importing again adds only what is new. A bad row is reported and the others go in; the exit \
      status says so.

      Examples:
        docket import tickets.csv --with scripts/import-helpdesk-log.lua
        docket import july.csv --with map.lua --source july
      """)

  @Argument(help: "The file.", completion: .file()) var file: String
  @Option(
    name: .customLong("with"),
    help: ArgumentHelp("The importer.", valueName: "script"),
    completion: .file(extensions: ["lua"]))
  var script: String
  @Option(help: "The name that the desk remembers it by (else the importer's).")
  var source: String?
  @OptionGroup var global: GlobalOptions

  func run(on stage: Stage) throws {
    try stage.require("import")
    let bar = ProgressBar("importing", on: stage.output.error)
    let report = try stage.desk.importFile(
      file, script: script, source: source, as: .person(stage.person.id)
    ) { done, total in bar.show(done, of: total) }
    bar.finish()
    for row in report.bad {
      try stage.output.say(stage.output.error.shown("line \(row.line): \(row.reason)"))
    }
    try tell(report, on: stage.output)
    guard report.bad.isEmpty else { throw ExitCode(Failure.Code.failed.exitStatus) }
  }

  private func tell(_ report: ImportReport, on output: Output) throws {
    guard !output.isJSON else {
      let bad = report.bad.map { row in
        JSON.object([("line", .integer(Int64(row.line))), ("reason", .string(row.reason))])
      }
      return try output.write(
        .object([
          ("rows", .integer(Int64(report.rows))), ("skipped", .integer(Int64(report.skipped))),
          ("entries", .integer(Int64(report.entries))),
          ("tickets", .integer(Int64(report.tickets))), ("bad", .array(bad)),
        ]))
    }
    var parts = ["\(report.rows) rows", "\(report.tickets) tickets", "\(report.entries) entries"]
    if report.skipped > 0 { parts.append("\(report.skipped) rows known already") }
    if !report.bad.isEmpty { parts.append("\(report.bad.count) bad rows left out") }
    try output.write(parts.joined(separator: ", "))
  }
}
