import Kernel
import Lua
import Texts

/// Runs the examples in a plugin's `spec.lua`, each on a desk of its own.
package struct SpecRunner {
  /// Makes a fresh desk that decides by what was loaded, with its clock at that moment.
  package typealias DeskFactory = (LoadedSet, Instant) throws -> any SpecDesk

  /// People that every case has, with their roles.
  package static let people: [(name: String, role: String)] = [
    ("ann", "agent"), ("bob", "agent"), ("mia", "manager"), ("carl", "customer"),
    ("dora", "customer"), ("admin", "admin"),
  ]
  /// Where a case's clock stands unless it says otherwise: 2026-01-05, a Monday, at nine.
  package static let start = Instant(milliseconds: 1_767_603_600_000)

  let available: [String: PluginSource]
  let makeDesk: DeskFactory

  /// `available` are the plugins that cases may require, the bundled ones among them.
  package init(available: [PluginSource], makeDesk: @escaping DeskFactory) {
    self.available = Dictionary(available.map { ($0.name, $0) }) { first, _ in first }
    self.makeDesk = makeDesk
  }

  /// Runs all cases; throws where `spec.lua` itself does not run.
  package func run(_ source: PluginSource) throws -> [SpecResult] {
    guard let text = try source.text("spec.lua") else {
      throw PluginProblem(plugin: source.name, file: "spec.lua", Text.tableMissing)
    }
    let first = try SpecBox(text, of: source, on: Registry())
    return first.cases.indices.map { run($0, text, of: source, first.cases[$0]) }
  }

  /// Runs one case in a sandbox of its own, which knows the fields of the case's desk.
  private func run(
    _ index: Int, _ text: String, of source: PluginSource, _ item: SpecCase,
  ) -> SpecResult {
    do {
      let set = try load(source, for: item)
      let desk = try makeDesk(set, item.at ?? SpecRunner.start)
      for person in SpecRunner.people {
        try desk.add(SpecPerson(name: person.name, roles: [person.role], isStanding: true))
      }
      let box = try SpecBox(text, of: source, on: set.registry)
      let failure = failure { () throws(PluginProblem) in try box.run(index, on: desk) }
      let findings = desk.decisions.findings
      // What else went wrong may well follow from that.
      let difference = findings.differences.first.map { text in
        PluginProblem(plugin: source.name, file: source.mainPath, text)
      }
      return SpecResult(
        name: item.name, failure: difference ?? failure, warnings: findings.warnings)
    } catch let problem as PluginProblem {
      return SpecResult(name: item.name, failure: problem)
    } catch {
      return SpecResult(
        name: item.name,
        failure: PluginProblem(plugin: source.name, file: "spec.lua", Text(of: error)))
    }
  }

  private func failure(_ body: () throws(PluginProblem) -> Void) -> PluginProblem? {
    do throws(PluginProblem) {
      try body()
      return nil
    } catch {
      return error
    }
  }

  /// The plugin, what it and the case require, and `support` where nothing brings stages or roles.
  private func load(_ source: PluginSource, for item: SpecCase) throws -> LoadedSet {
    let (given, secrets) = SpecRunner.separate(item.settings, of: source)
    let desk = DeskTraits(
      language: item.language ?? "en", zone: item.zone, secrets: [source.name: secrets])
    let loader = PluginLoader(desk: desk, settings: [source.name: given])
    var sources = try closure(of: [source.name] + item.requires, with: source)
    var set = try loader.load(sources)
    let isBare = set.registry.lifecycles.isEmpty || set.registry.roles.isEmpty
    if isBare, let support = available["support"], !sources.contains(support) {
      sources.append(support)
      set = try loader.load(sources)
    }
    if let problem = set.problems.first { throw problem }
    return set
  }

  /// A case gives secrets among the settings, as texts: they are no real ones.
  private static func separate(
    _ settings: [String: JSON], of source: PluginSource,
  ) -> (given: [String: JSON], secrets: [String: SecretPlace]) {
    guard case .success(let manifest) = ManifestReader.manifest(of: source) else {
      return (settings, [:])
    }
    let names = manifest.settings.filter { $0.kind == .secret }.map(\.name)
    let secrets = settings.filter { names.contains($0.key) }
    return (
      settings.filter { !names.contains($0.key) },
      secrets.compactMapValues { $0.string.map(SecretPlace.text) }
    )
  }

  private func closure(
    of names: [String], with own: PluginSource,
  ) throws(PluginProblem) -> [PluginSource] {
    var found: [PluginSource] = []
    var waiting = names
    while let name = waiting.popLast() {
      guard !found.contains(where: { $0.name == name }) else { continue }
      guard let source = name == own.name ? own : available[name] else {
        throw PluginProblem(
          plugin: own.name, file: "spec.lua",
          Text.specRequires(
            name: name, unknown: Names.unknown(name, among: available.keys.sorted()))
        )
      }
      found.append(source)
      guard case .success(let manifest) = ManifestReader.manifest(of: source) else { continue }
      waiting += manifest.requires.keys
    }
    return found
  }
}
