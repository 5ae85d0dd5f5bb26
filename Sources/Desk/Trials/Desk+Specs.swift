import Kernel
import PluginHost
import System
import Texts

extension Desk {
  /// Runs the examples of a plugin, found without a desk where that can be.
  ///
  /// `name` is a plugin's directory, a bundled plugin's name, or one of the desk's in `folder`; of its
  /// cases those run whose names have the words. Generated inputs come of the seed. What cases keep
  /// in files beside the spec is compared, or written where it `isUpdating`. What of the plugin's code
  /// ran is in the report where it `notesLines`, which takes time. Plugins `besides` are on the desk of
  /// each case, too: directories or names, as `name`, and sets of plugins. It stops at `stops`.
  package static func testPlugin(
    named name: String, deskAt folder: String, matching words: [String] = [],
    besides more: [String] = [], seed: UInt64? = nil, isUpdating: Bool = false,
    notesLines: Bool = false, stops: CodeStops? = nil,
  ) throws -> ExampleReport {
    let (source, beside) = try pluginToTry(named: name, deskAt: folder)
    let guests = try SpecGuests(named: more, deskAt: folder)
    // Of several with one name the first counts.
    let others = guests.sources + beside + guests.others
    let place = try SnapshotFolder(ofPlugin: name, deskAt: folder)
    let snapshots = SpecSnapshots(try place?.texts() ?? [:], isUpdating: isUpdating)
    let runner = SpecRunner(available: others) { try TrialDesk($0, at: $1) }
    let ran = notesLines ? RanCode(of: source.name) : nil
    let breakpoints = try stops?.breakpoints(in: source)
    var options = SpecOptions(
      seed: seed, snapshots: snapshots, ran: ran, breakpoints: breakpoints)
    options.besides = guests.sources.map(\.name)
    options.settings = guests.settings
    if let home = try Desk.folder(ofPluginToTest: name, deskAt: folder) {
      options.fixtures = try FixtureFolder(in: home).fixtures
    }
    let results = try runner.run(source, matching: words, options)
    var findings = try runner.findings(of: source).map {
      Text.frameOf(owner: "\($0.file):\($0.line)", problem: $0.words)
    }
    let hasLeft = breakpoints?.hasLeft ?? false
    if words.isEmpty, !hasLeft, results.allSatisfy({ $0.failure == nil }) {
      findings += snapshots.unused.map {
        Text.specSnapshotUnused(file: SpecSnapshots.file($0))
      }
      findings += options.fixtures.unused.map {
        Text.specSnapshotUnused(file: SpecFixtures.file($0))
      }
    }
    let changes = snapshots.changes
    try place?.write(changes)
    return ExampleReport(
      plugin: source.name, results: results.map(ExampleResult.init), findings: findings,
      snapshots: changes.map(\.name), snapshotFolder: place?.path ?? "",
      coverage: try ran.map {
        try ExampleCoverage($0, of: source, at: Desk.folder(ofPluginToTest: name, deskAt: folder))
      }, stops: breakpoints?.stops ?? 0, hasLeft: hasLeft)
  }

  /// The folder of a plugin whose examples are run; `nil` where it is in none.
  package static func folder(ofPluginToTest name: String, deskAt folder: String) throws -> String? {
    let isThere = { (place: String) in FileSystem.exists("\(place)/plugin.lua") }
    let near = [name] + BundledPlugins.folders.map { "\($0)/\(name)" }
    if let found = near.first(where: isThere) { return found }
    let desk = DeskFolder(path: folder)
    return try desk.pluginFolders(desk.readConfiguration()).map { "\($0)/\(name)" }
      .first(where: isThere)
  }

  /// A plugin in a directory, a bundled one, or one of the desk's, with those that it may require.
  static func pluginToTry(
    named name: String, deskAt folder: String,
  ) throws -> (source: PluginSource, others: [PluginSource]) {
    if let found = try authored(at: name) { return found }
    let bundled = try bundledPlugins()
    if let source = bundled.first(where: { $0.name == name }) { return (source, bundled) }
    guard !name.contains("/") else {
      throw DeskError.noPlugin(at: name)
    }
    let desk = try? Desk(at: folder)
    guard let desk else {
      throw DeskError.noPlugin(
        name: name, nearest: nearestName(to: name, among: bundled.map(\.name)))
    }
    return (try desk.findPlugin(name), try desk.availablePlugins())
  }
}

/// What came of a plugin's examples, and what was found in its texts.
package struct ExampleReport: Sendable {
  package let plugin: String
  package let results: [ExampleResult]
  /// Slips that fail nothing.
  package let findings: [Text]
  /// The snapshots that were written, by name, and their folder.
  package let snapshots: [String]
  package let snapshotFolder: String
  /// What of the plugin's code ran, where that was asked for.
  package var coverage: ExampleCoverage?
  /// How often code stopped, or would have where somebody were there.
  package var stops = 0
  /// Whether whoever looked wanted no more of it, so that cases were left out.
  package var hasLeft = false
}

extension ExampleReport {
  /// Of a plugin that does not load, or whose spec does not run: one case, which fails; `nil` where
  /// something else went wrong.
  package init?(of error: any Error) {
    guard let problem = error as? PluginProblem else { return nil }
    self.init(
      plugin: problem.plugin, results: [ExampleResult(failed: problem)], findings: [],
      snapshots: [], snapshotFolder: "")
  }
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
  /// Whether it did not run to its end, for want of a file that packs do not have.
  package let isLeftOut: Bool
  /// The steps of what it asked for last, where it failed.
  package let trace: [TraceStep]

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
    isLeftOut = result.isLeftOut
    trace = result.trace
  }

  /// Stands for all examples where none began.
  fileprivate init(failed problem: PluginProblem) {
    name = "spec.lua"
    failure = problem.description
    frames = problem.frames
    log = []
    warnings = []
    isLeftOut = false
    trace = []
  }
}

/// Where a plugin's spec keeps values in files.
private struct SnapshotFolder {
  let path: String

  /// `nil` where the plugin is in no folder; throws where something else has the folder's name.
  init?(ofPlugin name: String, deskAt folder: String) throws {
    guard let found = try Desk.folder(ofPluginToTest: name, deskAt: folder) else { return nil }
    path = "\(found)/\(SpecSnapshots.folder)"
    // Through a link it would be written out of the plugin's folder, to wherever its author wants.
    let kind = FileSystem.status(of: path, followsLink: false)?.kind
    guard kind == nil || kind == .folder else {
      throw DeskError.unreadable(path: path, reason: Text.specSnapshotFolder)
    }
  }

  /// What the files say, by name; links are left alone.
  func texts() throws -> [String: String] {
    var texts: [String: String] = [:]
    for file in FileSystem.names(in: path) where file.hasSuffix(".lua") {
      let place = "\(path)/\(file)"
      guard FileSystem.status(of: place, followsLink: false)?.kind == .file else { continue }
      texts[String(file.dropLast(4))] = try FileSystem.text(
        of: place, atMost: SpecSnapshots.mostBytes)
    }
    return texts
  }

  func write(_ changes: [(name: String, text: String)]) throws {
    guard !changes.isEmpty else { return }
    try FileSystem.makeFolder(path)
    for (name, text) in changes {
      try NewFile.write(
        Array(text.utf8), to: "\(path)/\(name).lua", replaces: true, isPrivate: false)
    }
  }
}
