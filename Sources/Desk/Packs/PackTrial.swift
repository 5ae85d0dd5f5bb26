import Kernel
import Packs
import PluginHost
import System
import Texts

/// What looking at a pack and running its examples showed; nothing of it is installed.
package struct PackTrial: Sendable {
  package let pack: Pack
  /// What the check found.
  package let findings: [CheckedPlugin.Finding]
  package let results: [ExampleResult]
  /// What it takes and gives.
  package let items: [PluginDemand.Item]
  /// What is otherwise in it than in the plugin of that name that is here; `nil` where none is.
  package let difference: Difference?
  /// The folders beside the plugin that are not in the pack, with how many files each has; none where
  /// the pack was there already.
  package private(set) var left: [(folder: String, count: Int)] = []

  /// What a pack changes of a plugin that is here.
  package struct Difference: Sendable {
    /// The version that is here.
    package let version: String
    /// Whether the pack goes back to a version before that one.
    package let isOlder: Bool
    package let added: [String]
    package let changed: [String]
    package let removed: [String]
    /// What it takes and gives besides, and no more.
    package let gained: [PluginDemand.Item]
    package let lost: [PluginDemand.Item]
  }

  /// Looks at it, and runs its examples on desks of their own; `others` are plugins that it may
  /// require, `present` is the one that it would take the place of, and works among those that are
  /// `here`: the same, where nothing is said.
  ///
  /// What its examples keep in files is compared where the author `isPacking` it in a folder. Another
  /// version of Docket may write the same otherwise, and that is no reason to refuse a pack.
  init(
    _ pack: Pack, among others: [PluginSource], replacing present: PluginSource? = nil,
    here: [PluginSource]? = nil, isPacking: Bool = false, in folder: String? = nil,
  ) throws {
    let source = pack.source
    let others = others.filter { $0.name != source.name }
    self.pack = pack
    findings = try CheckedPlugin(of: source, among: others, at: source.name).findings
    // What does not load is no reason to run its examples, each of which would say so.
    results =
      findings.contains(where: \.rule.isError)
      ? [] : try PackTrial.results(of: source, others, comparing: isPacking, in: folder)
    left = folder.map(FixtureFolder.leftOut) ?? []
    let terms = try PackTrial.terms(of: source, among: others, pack.manifest.permissions)
    items = terms.growth(beyond: PluginTerms())
    difference = try present.map { present in
      let manifest = try? Manifest(of: present)
      let old = try PackTrial.terms(
        of: present, among: here?.filter { $0.name != present.name } ?? others,
        manifest?.permissions ?? [])
      return Difference(
        version: PluginSummary(of: present).version,
        isOlder: manifest.map { pack.manifest.version < $0.version } ?? false,
        from: present.files, to: source.files, gained: terms.growth(beyond: old),
        lost: old.growth(beyond: terms))
    }
  }

  /// What became of its examples; without a folder those that replay histories are left out, since no
  /// pack has these.
  private static func results(
    of source: PluginSource, _ others: [PluginSource], comparing: Bool = false,
    in folder: String? = nil,
  ) throws -> [ExampleResult] {
    let snapshots = comparing ? SpecSnapshots(of: source) : SpecSnapshots(isUpdating: true)
    var options = SpecOptions(snapshots: snapshots)
    options.fixtures =
      try folder.map { try FixtureFolder(in: $0).fixtures } ?? SpecFixtures(isOfPack: true)
    return try SpecRunner(available: others) { try TrialDesk($0, at: $1) }
      .run(source, options).map(ExampleResult.init)
  }

  /// What became of a plugin's examples; where it does not load, that is one which fails.
  static func outcome(
    of source: PluginSource, among others: [PluginSource],
  ) throws -> [ExampleResult] {
    do {
      return try results(of: source, others.filter { $0.name != source.name })
    } catch {
      guard let report = ExampleReport(of: error) else { throw error }
      return report.results
    }
  }

  /// What a plugin takes and gives with the settings of its first example; of one that does not load
  /// with them, what its manifest asks for.
  private static func terms(
    of source: PluginSource, among others: [PluginSource], _ permissions: [Grant],
  ) throws -> PluginTerms {
    let runner = SpecRunner(available: others) { try TrialDesk($0, at: $1) }
    if let set = try? runner.loaded(source) {
      return PluginTerms(of: source.name, in: set.registry)
    }
    var terms = PluginTerms()
    terms.permissions = permissions
    return terms
  }

  package var failed: [ExampleResult] { results.filter { $0.failure != nil } }
  package var warnings: [CheckedPlugin.Finding] { findings.filter { !$0.rule.isError } }

  /// Whether it loads, has no mistake that the check is certain of, and does what its examples say.
  package var isSound: Bool {
    failed.isEmpty && findings.count == warnings.count
  }
}

extension PackTrial.Difference {
  fileprivate init(
    version: String, isOlder: Bool, from old: [String: [UInt8]], to new: [String: [UInt8]],
    gained: [PluginDemand.Item], lost: [PluginDemand.Item],
  ) {
    self.version = version
    self.isOlder = isOlder
    added = new.keys.filter { old[$0] == nil }.sorted()
    removed = old.keys.filter { new[$0] == nil }.sorted()
    changed = new.keys.filter { old[$0] != nil && old[$0] != new[$0] }.sorted()
    (self.gained, self.lost) = (gained, lost)
  }
}

extension Desk {
  /// Packs a plugin, found without a desk where that can be, and tries it with those beside it and
  /// the bundled ones.
  ///
  /// `name` is a plugin's directory, a bundled plugin's name, or one of the desk's in `folder`.
  package static func packed(named name: String, deskAt folder: String) throws -> PackTrial {
    let (source, others) = try pluginToTry(named: name, deskAt: folder)
    return try PackTrial(
      try Pack(of: source), among: others, isPacking: true,
      in: Desk.folder(ofPluginToTest: name, deskAt: folder))
  }

  /// The pack in a file, or made of the plugin in a folder.
  package static func pack(at path: String) throws -> Pack {
    if FileSystem.isFolder(path) {
      guard let (source, _) = try authored(at: path) else {
        throw DeskError.noPlugin(at: path)
      }
      return try Pack(of: source)
    }
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try FileSystem.bytes(of: path, atMost: Limit.packBytes, waits: false)
    } catch {
      guard error.cause != .tooLarge(limit: Limit.packBytes) else {
        throw PackError.tooLarge(limit: Limit.packBytes)
      }
      throw DeskError(error)
    }
    do throws(PackError) {
      return try Pack(reading: bytes)
    } catch {
      throw DeskError.unreadable(path: path, reason: error.text)
    }
  }

  /// Looks at a pack without a desk, and with the plugins that come with the program.
  package static func tryPack(_ pack: Pack) throws -> PackTrial {
    try PackTrial(pack, among: bundledPlugins())
  }

  /// Looks at a pack with the plugins that are here, and compares it with the one of its name.
  package func tryPack(_ pack: Pack) throws -> PackTrial {
    let here = try availablePlugins().filter { !$0.isScript }
    return try PackTrial(
      pack, among: here, replacing: here.first { $0.name == pack.source.name })
  }
}
