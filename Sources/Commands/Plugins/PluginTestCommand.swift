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

      No desk is needed: NAME is a plugin's directory, a bundled plugin, or one of the desk's.

      Examples:
        docket plugin test support
        docket plugin test ./my-plugin
      """)

  @Argument(help: "The plugin, or its directory.", completion: .source(.plugins)) var name: String
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let output = Output(global)
    let results = try Desk.testPlugin(named: name, deskAt: global.folder)
    let failed = results.filter { $0.failure != nil }
    if output.isJSON {
      try output.write(.array(results.map(json)))
    } else {
      let cases = results.flatMap { lines(of: $0, on: output.standard) }
      try output.write(
        cases + [
          output.standard.words(
            Text.saidCases(count: results.count, failed: failed.count))
        ])
    }
    guard failed.isEmpty else { throw ExitCode(Failure.Code.failed.exitStatus) }
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
      + failure.visibleLines.map { "    \($0)" }
  }

  private func json(_ result: ExampleResult) -> JSON {
    .object([
      ("name", .string(result.name)), ("passed", .boolean(result.failure == nil)),
      ("failure", result.failure.map(JSON.string) ?? .null),
      ("warnings", .array(result.warnings.map { .string($0.description) })),
    ])
  }
}
