import Kernel
import Lua

/// What stands in a desk's `docket.lua`: what one needs before the database opens.
package struct DeskConfiguration: Equatable, Sendable {
  package var name = ""
  package var language = "en"
  package var zone = Zone.utc
  /// Folders in which plugins are looked for, besides the desk's own.
  package var pluginPaths: [String] = []
  /// How much of what is past and done a worker keeps.
  package var keeping = KeepingLimits()

  package init() {}

  /// Reads the text of a `docket.lua`; all that is wrong comes back together.
  ///
  /// Throws the first problem, whose message names the others too.
  package init(reading text: String) throws(PluginProblem) {
    let value = try PlainData.value(of: text, file: "docket.lua", plugin: "desk")
    var table = SpecTable("docket.lua", value)
    name = table.text("name") ?? ""
    language = table.text("language") ?? "en"
    pluginPaths = table.texts("plugin_paths")
    keeping = KeepingLimits(from: &table)
    if let name = table.text("time_zone") {
      do {
        zone = try Zone.named(name)
      } catch {
        table.fail("time_zone", "is `\(name)`, which is no time zone; write such as Europe/Berlin")
      }
    }
    table.finish()
    guard let first = table.problems.first else { return }
    let messages = table.problems.map { problem in
      problem.key.map { "`\($0)` \(problem.message)" } ?? problem.message
    }
    throw PluginProblem(
      plugin: "desk", file: "docket.lua",
      line: first.key.flatMap { LineFinder.line(of: $0, in: text) },
      messages.joined(separator: "; "))
  }
}
