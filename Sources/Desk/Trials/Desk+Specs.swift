import Kernel
import PluginHost
import Texts

extension Desk {
  /// Runs the examples of a plugin, found without a desk where that can be.
  ///
  /// `name` is a plugin's directory, a bundled plugin's name, or one of the desk's in `folder`; of its
  /// cases those run whose names have the words.
  package static func testPlugin(
    named name: String, deskAt folder: String, matching words: [String] = [],
  ) throws -> ExampleReport {
    let (source, others) = try pluginToTry(named: name, deskAt: folder)
    return try report(source, others, words)
  }

  /// A plugin in a directory, a bundled one, or one of the desk's, with those that it may require.
  static func pluginToTry(
    named name: String, deskAt folder: String,
  ) throws -> (source: PluginSource, others: [PluginSource]) {
    if let found = try authored(at: name) { return found }
    let bundled = try bundledPlugins()
    if let source = bundled.first(where: { $0.name == name }) { return (source, bundled) }
    guard !name.contains("/") else {
      throw DeskError.unreadable(path: name, reason: Text.deskNoManifest)
    }
    let desk = try? Desk(at: folder)
    guard let desk else {
      throw DeskError.noPlugin(
        name: name, nearest: nearestName(to: name, among: bundled.map(\.name)))
    }
    return (try desk.findPlugin(name), try desk.availablePlugins())
  }

  private static func report(
    _ source: PluginSource, _ others: [PluginSource], _ words: [String],
  ) throws -> ExampleReport {
    let runner = SpecRunner(available: others) { try TrialDesk($0, at: $1) }
    let results = try runner.run(source, matching: words).map(ExampleResult.init)
    let findings = try runner.findings(of: source).map {
      Text.frameOf(owner: "\($0.file):\($0.line)", problem: $0.words)
    }
    return ExampleReport(results: results, findings: findings)
  }
}

/// What came of a plugin's examples, and what was found in its texts.
package struct ExampleReport: Sendable {
  package let results: [ExampleResult]
  /// Slips that fail nothing.
  package let findings: [Text]
}

/// What became of one example of a plugin's spec.
package struct ExampleResult: Equatable, Sendable {
  package let name: String
  /// What went wrong, in English; `nil` if nothing did.
  package let failure: String?
  /// Where the plugin's or the spec's code was then, innermost first; empty where `failure` says it.
  package let frames: [String]
  /// What the desk's log has from it, where it failed: `warning sla: …`.
  package let log: [String]
  /// What works, and should be otherwise.
  package let warnings: [Text]

  init(_ result: SpecResult) {
    name = result.name
    failure = result.failure?.description
    frames = result.failure?.frames ?? []
    log = result.log.map { line in
      // A fault's message begins with its hook, whose name begins with the plugin's.
      let isNamed = line.plugin.isEmpty || line.message.hasPrefix("\(line.plugin)@")
      return "\(line.level)\(isNamed ? "" : " \(line.plugin):") \(line.message)"
    }
    warnings = result.warnings
  }
}
