import PluginHost
import System

/// What of a plugin's code ran while its examples did.
package struct ExampleCoverage: Sendable {
  package struct Line: Equatable, Sendable {
    package let number: Int
    /// How often it ran in the sandboxes of all cases, in which every decision is made twice.
    package let count: Int

    package var ran: Bool { count > 0 }
  }

  package struct File: Equatable, Sendable {
    /// Within the plugin's folder.
    package let name: String
    /// From the root, where the plugin is in a folder.
    package let path: String
    /// The lines that could run, in order.
    package let lines: [Line]
    package let text: String
  }

  /// A function that the plugin registers: a hook, or for an action, a timer and the like.
  package struct Hook: Equatable, Sendable {
    package let name: String
    package let file: String
    /// Where it begins.
    package let line: Int
    package let ran: Bool
  }

  package let files: [File]
  /// By name.
  package let hooks: [Hook]

  init(_ ran: RanCode, of source: PluginSource, at folder: String?) throws {
    let place = folder.map(FileSystem.absolute)
    files = try ran.files(of: source).map { file in
      File(
        name: file.path, path: place.map { "\($0)/\(file.path)" } ?? file.path,
        lines: file.lines.map { Line(number: $0.number, count: $0.count) }, text: file.text)
    }
    hooks = ran.functions.map { Hook(name: $0.name, file: $0.file, line: $0.line, ran: $0.ran) }
  }
}
