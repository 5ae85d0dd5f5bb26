import Kernel
import Packs
import PluginHost
import Storage
import Texts

/// What looking at all packs of a plan together, and running their examples, showed.
package struct PlanTrial: Sendable {
  /// One pack of the plan.
  package struct Item: Sendable {
    package let trial: PackTrial
    /// The index that vouches for it.
    package let index: String
  }

  /// A plugin that is not of the plan and requires one that is: what it does no more.
  package struct Broken: Sendable {
    package let plugin: String
    package let failures: [ExampleResult]
  }

  package let items: [Item]
  /// The plugins whose examples were run since they require what changes.
  package let dependents: [String]
  /// Those of them that do what they say now, and would not with the plan.
  package let broken: [Broken]

  /// Whether all of it may be installed.
  package var isSound: Bool { broken.isEmpty && items.allSatisfy(\.trial.isSound) }

  /// Which plugins of the desk it would break.
  var brokenText: Text {
    Text.indexBreaks(plugins: broken.map(\.plugin).joined(separator: ", "))
  }
}

extension Desk {
  /// Tries packs that are to be installed together: their own examples, and those of the plugins that
  /// require them; nothing is installed.
  package func tryPacks(
    _ packs: [Pack], of plan: PackPlan,
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in },
  ) throws -> PlanTrial {
    let here = try presentPlugins()
    let names = Set(packs.map(\.source.name))
    let next = here.filter { !names.contains($0.name) } + packs.map(\.source)
    let dependents = Desk.dependents(of: names, among: next)
    let total = packs.count + dependents.count
    var items: [PlanTrial.Item] = []
    for (pack, step) in zip(packs, plan.steps) {
      progress(items.count, total)
      let present = here.first { $0.name == pack.source.name }
      items.append(
        PlanTrial.Item(
          trial: try PackTrial(pack, among: next, replacing: present, here: here),
          index: step.index.name))
    }
    var broken: [PlanTrial.Broken] = []
    for (done, source) in dependents.enumerated() {
      progress(packs.count + done, total)
      let failures = try Desk.failures(of: source, among: next, andNotAmong: here)
      if !failures.isEmpty {
        broken.append(PlanTrial.Broken(plugin: source.name, failures: failures))
      }
    }
    progress(total, total)
    return PlanTrial(items: items, dependents: dependents.map(\.name), broken: broken)
  }

  /// The plugins that require one of those, or one that does, and are none of them.
  private static func dependents(
    of names: Set<String>, among sources: [PluginSource],
  ) -> [PluginSource] {
    let requires = sources.map { source in
      (source: source, names: (try? Manifest(of: source))?.requires.keys.map(\.self) ?? [])
    }
    var touched = names
    var found: [PluginSource] = []
    while true {
      let more = requires.filter { item in
        !touched.contains(item.source.name) && item.names.contains(where: touched.contains)
      }
      guard !more.isEmpty else { break }
      found += more.map(\.source)
      touched.formUnion(more.map(\.source.name))
    }
    return found.sorted { $0.name.precedesByBytes($1.name) }
  }

  /// The examples that fail with some plugins, and not with the others: what fails anyway is no
  /// reason to refuse a newer version.
  private static func failures(
    of source: PluginSource, among next: [PluginSource], andNotAmong here: [PluginSource],
  ) throws -> [ExampleResult] {
    let failures = try PackTrial.outcome(of: source, among: next).filter { $0.failure != nil }
    guard !failures.isEmpty else { return [] }
    let known = try PackTrial.outcome(of: source, among: here).filter { $0.failure != nil }
    return failures.filter { failure in !known.contains { $0.name == failure.name } }
  }
}
