import Desk
import Glibc
import Kernel

/// How long the log of a real help desk takes to come in.
struct ImportBench {
  let scale: Scale
  let place: WorkFolder

  private static let log = "../shared/data/helpdesk-log.csv"
  private static let script = "scripts/import-helpdesk-log.lua"

  func rows() throws -> [ReportRow] {
    var row = ReportRow(
      measure: "import of a real log, 21,348 rows", unit: "s", target: .valueAtMost(4))
    for path in [ImportBench.log, ImportBench.script]
    where unsafe access(path, R_OK) != 0 {
      row.note = "there is no \(path)"
      return [row]
    }
    guard scale.importsWhole else {
      row.note = "left out of a smoke run"
      return [row]
    }
    var (seconds, cpu) = (Readings(), Readings())
    for repetition in 0..<min(3, scale.repetitions) {
      let start = Meter.cpu
      seconds.add(try measure(repetition))
      cpu.add((Meter.cpu - start) / 1_000_000)
      Progress.say("  \(repetition + 1)")
    }
    row.value = seconds.median
    row.note =
      "wall time, least \(Report.digits(seconds.least)) s; CPU \(Report.digits(cpu.median)) s"
    return [row]
  }

  private func measure(_ repetition: Int) throws -> Double {
    let path = place.fresh("import", repetition)
    let desk = try Samples.desk(at: path, plugins: Desk.standardPlugins + ["helpdesk-log"])
    defer { desk.close() }
    let admin = try desk.admin
    let start = Meter.time
    let report = try desk.importFile(ImportBench.log, script: ImportBench.script, as: admin)
    let seconds = (Meter.time - start) / 1_000_000
    guard report.bad.isEmpty, report.done > 0 else {
      throw BenchError("\(report.bad.count) rows of the log did not go in")
    }
    return seconds
  }
}
