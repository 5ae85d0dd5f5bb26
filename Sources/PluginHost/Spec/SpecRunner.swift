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

  /// Runs the cases whose names have all those words, however they are written; all without words.
  ///
  /// Throws where `spec.lua` itself does not run, and where the plugin loads in none of its cases. A
  /// plugin without a `spec.lua` is loaded, and has no results.
  package func run(
    _ source: PluginSource, matching words: [String] = [], _ options: SpecOptions = SpecOptions(),
  ) throws -> [SpecResult] {
    guard let text = try source.text("spec.lua") else {
      try check(source)
      return []
    }
    let first = try SpecBox(collecting: text, of: source)
    if first.cases.isEmpty { try check(source) }
    let cases = first.cases.enumerated().filter { $0.element.isNamed(by: words) }
    var results: [SpecResult] = []
    var failures: [PluginProblem] = []
    var known: [SpecDesks] = []
    for (index, item) in cases where options.breakpoints?.hasLeft != true {
      do throws(LoadFailure) {
        results.append(try run(index, text, of: source, item, among: &known, options))
      } catch {
        failures.append(error.problem)
        results.append(SpecResult(name: item.name, failure: error.problem))
      }
    }
    // What is wrong with the plugin itself is not said once a case.
    if let problem = failures.first, failures.count == cases.count, Set(failures).count == 1 {
      throw problem
    }
    return results
  }

  /// Slips in the plugin's texts; none where it does not load, which its cases say.
  package func findings(of source: PluginSource) throws -> [CheckFinding] {
    let others = available.values.filter { $0.name != source.name }
    return try PluginCheck.findings(of: source, among: others).filter(\.rule.isOfTexts)
  }

  /// Loads the plugin as its first case does, or with no settings; `nil` where one is still to be
  /// given.
  package func loaded(_ source: PluginSource) throws -> LoadedSet? {
    let text = try source.text("spec.lua")
    let item = try text.flatMap { try SpecBox(collecting: $0, of: source).cases.first }
    guard case .success(let manifest) = ManifestReader.manifest(of: source) else { return nil }
    let (given, _) = SpecRunner.separate(item?.settings ?? [:], of: source)
    let values = SettingValues.resolve(manifest.settings, with: given, plugin: source.name)
    return values.problems.isEmpty ? try load(source, for: item) : nil
  }

  /// A plugin that does not load on the desk of a case.
  private struct LoadFailure: Error {
    let problem: PluginProblem
  }

  /// Loads the plugin with what it requires; throws the first thing that is wrong with it.
  private func check(_ source: PluginSource) throws {
    let set = try PluginLoader().load(closure(of: [source.name], with: source))
    if let problem = set.problems.first { throw problem }
  }

  /// The role that one of those who are always there would have, where no plugin brings it.
  static func role(missedBy person: Person, on desk: any SpecDesk) -> String? {
    people.first { $0.name == person.name && !desk.has(role: $0.role) }?.role
  }

  /// Runs one case in a sandbox of its own, which knows the fields of the case's desk.
  private func run(
    _ index: Int, _ text: String, of source: PluginSource, _ item: SpecCase,
    among known: inout [SpecDesks], _ options: SpecOptions,
  ) throws(LoadFailure) -> SpecResult {
    do {
      let isFirst = known.isEmpty
      let desks = try desks(for: item, of: source, among: &known, options)
      let box = try SpecBox(
        text, of: source, on: desks.layout, desks.texts(of: source), options.breakpoints)
      let run = box.begin(on: try desks.make(), options, renewing: desks.make)
      var failure = failure { () throws(PluginProblem) in try box.run(index, run) }
      if let omission = run.omission {
        return SpecResult(name: item.name, failure: nil, warnings: [omission], isLeftOut: true)
      }
      if let ending = run.ending { failure?.reason = ending }
      if isFirst, failure == nil { failure = try reloadFailure(of: source, on: run.desk) }
      return SpecRunner.result(of: item.name, in: run, of: source, failure)
    } catch let failure as LoadFailure {
      throw failure
    } catch let problem as PluginProblem {
      return SpecResult(name: item.name, failure: problem)
    } catch {
      return SpecResult(
        name: item.name,
        failure: PluginProblem(plugin: source.name, file: "spec.lua", Text(of: error)))
    }
  }

  /// What came of a case, with what its decisions were found to depend on.
  private static func result(
    of name: String, in run: SpecRun, of source: PluginSource, _ failure: PluginProblem?,
  ) -> SpecResult {
    let findings = run.findings
    let problem = { PluginProblem(plugin: source.name, file: source.mainPath, $0) }
    // What else went wrong may well follow from that.
    let difference = findings.differences.first.map(problem)
    // An order in which the plugin has no part is for others to mend.
    let order = findings.orders.first { $0.plugins.contains(source.name) }
    let failure = difference ?? failure ?? order.map { problem($0.words) }
    let told = findings.orders.filter { failure?.reason != $0.words }.map(\.words)
    return SpecResult(
      name: name, failure: failure, warnings: findings.warnings + told,
      log: failure == nil ? [] : run.desk.log(withRetries: false), trace: run.trace)
  }

  /// What is wrong where loading the plugins again leaves something behind, or makes something else.
  private func reloadFailure(
    of source: PluginSource, on desk: any SpecDesk,
  ) throws -> PluginProblem? {
    let left = try desk.reload()
    guard !left.isEmpty else { return nil }
    return PluginProblem(
      plugin: source.name, file: source.mainPath,
      Text.specReload(plugin: source.name, parts: Text(joining: left, by: "; ")))
  }

  private func failure(_ body: () throws(PluginProblem) -> Void) -> PluginProblem? {
    do throws(PluginProblem) {
      try body()
      return nil
    } catch {
      return error
    }
  }

  /// The desks with the plugin, and what it and the case require: nothing else.
  private func desks(
    for item: SpecCase, of source: PluginSource, among known: inout [SpecDesks],
    _ options: SpecOptions,
  ) throws -> SpecDesks {
    if let desks = known.first(where: { $0.wants == item.wants }) { return desks }
    let set = try load(source, for: item, options)
    if let problem = set.problems.first { throw LoadFailure(problem: problem) }
    try options.ran?.expect(what: set)
    let desks = SpecDesks(item.wants, set, by: makeDesk)
    known.append(desks)
    return desks
  }

  private func load(
    _ source: PluginSource, for item: SpecCase?, _ options: SpecOptions = SpecOptions(),
  ) throws -> LoadedSet {
    let (given, secrets) = SpecRunner.separate(item?.settings ?? [:], of: source)
    var desk = DeskTraits(
      language: item?.language ?? "en", zone: item?.zone ?? .utc,
      secrets: [source.name: secrets])
    desk.ran = options.ran
    desk.breakpoints = options.breakpoints
    var settings = options.settings
    // Of its own, a case says itself what is set.
    settings[source.name] = given
    return try PluginLoader(desk: desk, settings: settings)
      .load(
        closure(of: [source.name] + (item?.requires ?? []) + options.besides, with: source))
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
            unknown: Names.unknown(name, among: available.keys.sorted()))
        )
      }
      found.append(source)
      guard case .success(let manifest) = ManifestReader.manifest(of: source) else { continue }
      waiting += manifest.requires.keys
    }
    return found
  }
}
