import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket plugin test`: runs a plugin's examples.
struct PluginTestCommand: DocketSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the examples of a plugin's spec.lua, each on a fresh desk.",
    discussion: """
      Every decision is made twice, in the sandbox that a hook has and in a fresh one: where the two \
      differ, the case fails, since a plugin may be loaded anew at any time. Of variables that a hook \
      changes it warns.

      No desk is needed: NAME is a plugin's directory, a bundled plugin, or one of the desk's. A case
      that fails shows where, and what the desk's log has from it. A plugin without a spec.lua is
      loaded and checked.

      Examples:
        docket plugin test support
        docket plugin test ./my-plugin --filter "late ticket"
      """)

  @Argument(help: "The plugin, or its directory.", completion: .source(.plugins)) var name: String
  @Option(help: "Only the cases whose names have these words in them.", completion: .nothing)
  var filter: String?
  @OptionGroup var global: GlobalOptions

  /// So many lines of the log are shown of a case, the last ones.
  private static let mostLines = 20

  func run() throws {
    let output = Output(global)
    let words = (filter ?? "").split(separator: " ").map(String.init)
    let report = try Desk.testPlugin(named: name, deskAt: global.folder, matching: words)
    let results = report.results
    if results.isEmpty, let filter {
      throw Failure(.notFound, Text.specNoneNamed(plugin: name, words: filter))
    }
    let failed = results.filter { $0.failure != nil }
    if output.isJSON {
      try output.write(.array(results.map(json) + locales(of: report)))
    } else {
      if results.isEmpty { try output.say(Text.saidNoCases) }
      let cases = results.flatMap { lines(of: $0, on: output.standard) }
      try output.write(
        cases + report.findings.map { finding(in: $0, on: output.standard) } + [
          output.standard.words(
            Text.saidCases(count: results.count, failed: failed.count))
        ])
    }
    guard failed.isEmpty else { throw ExitCode(Failure.Code.failed.exitStatus) }
  }

  /// Slips in the plugin's texts; they fail nothing, but somebody will read them.
  private func finding(in text: Text, on surface: Surface) -> String {
    "\(surface.styled("!", .warning)) \(surface.words(text))"
  }

  /// The same as a case of its own, where there are any.
  private func locales(of report: ExampleReport) -> [JSON] {
    guard !report.findings.isEmpty else { return [] }
    return [
      .object([
        ("name", .string("locales")), ("passed", .boolean(true)), ("failure", .null),
        ("frames", .array([])), ("log", .array([])),
        ("warnings", .array(report.findings.map { .string($0.description) })),
      ])
    ]
  }

  private func lines(of result: ExampleResult, on surface: Surface) -> [String] {
    let name = surface.shown(result.name)
    let warnings = result.warnings.map {
      "    \(surface.styled("!", .warning)) \(surface.words($0))"
    }
    guard let failure = result.failure else {
      return ["\(surface.styled("✓", .good)) \(name)"] + warnings
    }
    return ["\(surface.styled("✗", .danger)) \(name)"]
      + (failure.visibleLines + result.frames.map { "  \($0.visible)" }).map { "    \($0)" }
      + log(of: result, on: surface) + warnings
  }

  private func log(of result: ExampleResult, on surface: Surface) -> [String] {
    guard !result.log.isEmpty else { return [] }
    let left = result.log.count - PluginTestCommand.mostLines
    let more = left > 0 ? ["      … \(left)"] : []
    return ["    \(surface.styled(surface.words(Text.pageLogOfCase), .faint))"] + more
      + result.log.suffix(PluginTestCommand.mostLines).flatMap { line in
        line.visibleLines.enumerated().map { $0 == 0 ? "      \($1)" : "        \($1)" }
      }
  }

  private func json(_ result: ExampleResult) -> JSON {
    .object([
      ("name", .string(result.name)), ("passed", .boolean(result.failure == nil)),
      ("failure", result.failure.map(JSON.string) ?? .null),
      ("frames", .array(result.frames.map(JSON.string))),
      ("log", .array(result.log.map(JSON.string))),
      ("warnings", .array(result.warnings.map { .string($0.description) })),
    ])
  }
}
