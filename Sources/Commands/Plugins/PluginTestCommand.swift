import ArgumentParser
import Desk
import Kernel

/// `docket plugin test`: runs a plugin's examples.
struct PluginTestCommand: DocketSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the examples of a plugin's spec.lua, each on a fresh desk in memory.",
    discussion: """
      No desk is needed: NAME is a bundled plugin, one of the desk's, or a plugin's directory.

      Examples:
        docket plugin test support
        docket plugin test ./my-plugin
      """)

  @Argument(help: "The plugin, or its directory.") var name: String
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let output = Output(isJSON: global.json)
    let report = try Desk.testPlugin(name, folder: global.folder)
    let failed = report.cases.filter { $0.problem != nil }
    if output.isJSON {
      try output.write(.array(report.cases.map(json)))
    } else {
      let results = report.cases.flatMap { lines(of: $0, on: output.standard) }
      try output.write(results + ["\(report.cases.count) cases, \(failed.count) failed"])
    }
    guard failed.isEmpty else { throw ExitCode(Failure.Code.failed.exitStatus) }
  }

  private func lines(of example: SpecReport.Case, on surface: Surface) -> [String] {
    let name = surface.shown(example.name)
    guard let problem = example.problem else { return ["\(surface.styled("✓", .good)) \(name)"] }
    return ["\(surface.styled("✗", .danger)) \(name)"] + problem.visibleLines.map { "    \($0)" }
  }

  private func json(_ example: SpecReport.Case) -> JSON {
    .object([
      ("name", .string(example.name)), ("passed", .boolean(example.problem == nil)),
      ("problem", example.problem.map(JSON.string) ?? .null),
    ])
  }
}
