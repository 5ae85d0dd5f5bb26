import Kernel
import Packs
import PluginHost
import Storage
import System
import Texts

/// What is to be installed so that plugins go together, each after what it requires.
package struct PackPlan: Sendable {
  /// One pack of a plan.
  package struct Step: Sendable {
    package let offer: PackOffer
    /// The index that vouches for it.
    package let index: KnownIndex
    /// The version that it takes the place of; `nil` where there is none.
    package let installed: String?
    /// Whether it was asked for, and is not only required.
    package let isWanted: Bool
  }

  package let steps: [Step]
  /// Plugins of which there is a newer version that does not go together with the others, and why.
  package let held: [(name: String, reason: Text)]
}

extension Desk {
  /// The plan that installs those plugins, and what they require.
  ///
  /// Throws a `ResolutionError` where no versions go together, and a `Refusal` where no index has one
  /// of that name, or where an index does not answer: another one could have been put in its place.
  package func planInstalling(
    _ wishes: [PackWish], by answers: [IndexAnswer],
  ) throws -> PackPlan {
    let catalogue = try reliable(answers)
    for wish in wishes { try require(wish, in: catalogue) }
    return try plan(wishes, in: catalogue)
  }

  /// The plan that upgrades those plugins as far as they go together; without names all that lie in
  /// the desk's folder.
  package func planUpgrading(
    _ names: [String], by answers: [IndexAnswer],
  ) throws -> PackPlan {
    let catalogue = try reliable(answers)
    let own = try PluginFolder.plugins(in: folder.plugins).map(\.name)
    for name in names {
      guard try installedVersions()[name] != nil else {
        throw DeskError.noPlugin(name: name, nearest: nearestName(to: name, among: own))
      }
      try require(PackWish(name), in: catalogue)
    }
    let wanted = names.isEmpty ? own.filter { catalogue.offers[$0] != nil } : names.uniqued
    var plan = try plan(wanted.map(PackWish.init(upgrading:)), in: catalogue)
    plan = PackPlan(steps: plan.steps, held: try held(wanted, by: plan, in: catalogue))
    return plan
  }

  /// The packs of a plan, each of which is the one that its index vouches for.
  package func fetch(
    _ plan: PackPlan, by way: IndexWay = IndexWay(),
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in },
  ) throws -> [Pack] {
    var packs: [Pack] = []
    for step in plan.steps {
      progress(packs.count, plan.steps.count)
      do {
        let bytes = try step.index.location.bytes(
          of: step.offer.file, atMost: step.offer.size, through: way.network,
          isStopped: way.isStopped)
        packs.append(try step.offer.pack(in: bytes))
      } catch {
        throw DeskError.invalid(
          what: Text(words: step.index.name), reason: Text(of: error))
      }
    }
    progress(packs.count, plan.steps.count)
    return packs
  }

  private func reliable(_ answers: [IndexAnswer]) throws -> PackCatalogue {
    for answer in answers {
      guard let problem = answer.problem else { continue }
      throw Refusal(
        .refused, answers.count > 1 ? Text.indexElse(problem: problem) : problem)
    }
    return try catalogue(of: answers)
  }

  private func require(_ wish: PackWish, in catalogue: PackCatalogue) throws {
    guard let offers = catalogue.offers[wish.name] else {
      let nearest = nearestName(to: wish.name, among: catalogue.offers.keys.sorted())
      throw Refusal(
        .notFound, Text.indexNoPack(name: wish.name, hint: Text.nearest(nearest)))
    }
    guard !offers.contains(where: { wish.range.contains($0.version) }) else { return }
    let versions = offers.prefix(10).map { "\($0.version)" }.joined(separator: ", ")
    throw Refusal(
      .notFound,
      Text.indexNoVersion(name: wish.name, range: wish.range.text, versions: versions))
  }

  private func plan(_ wishes: [PackWish], in catalogue: PackCatalogue) throws -> PackPlan {
    let installed = try installedVersions()
    let changes = try resolver(for: catalogue, installed).changes(for: wishes)
    let steps = changes.compactMap { candidate -> PackPlan.Step? in
      guard let index = catalogue.indexes[candidate.name],
        let offer = catalogue.offers[candidate.name]?.first(where: {
          $0.version == candidate.version
        })
      else { return nil }
      return PackPlan.Step(
        offer: offer, index: index, installed: installed[candidate.name].map { "\($0.version)" },
        isWanted: wishes.contains { $0.name == candidate.name })
    }
    return PackPlan(steps: steps, held: [])
  }

  private func resolver(
    for catalogue: PackCatalogue, _ installed: [String: PackCandidate],
  ) -> PackResolver {
    PackResolver(
      installed: Array(installed.values),
      offers: catalogue.offers.values.flatMap(\.self).map {
        PackCandidate(name: $0.name, version: $0.version, requires: $0.requires)
      })
  }

  /// What stays behind the newest version, and what is in the way.
  private func held(
    _ wanted: [String], by plan: PackPlan, in catalogue: PackCatalogue,
  ) throws -> [(name: String, reason: Text)] {
    let installed = try installedVersions()
    return wanted.compactMap { name in
      let step = plan.steps.first { $0.offer.name == name }
      guard let newest = catalogue.newest(name),
        let reached = step?.offer.version ?? installed[name]?.version, newest.version > reached,
        let range = VersionRange("=\(newest.version)")
      else { return nil }
      do throws(ResolutionError) {
        _ = try resolver(for: catalogue, installed).changes(for: [PackWish(name, range)])
        // It goes together with the others, but not with what comes first by its name.
        return (name, Text.indexHeldByOthers(name: name, version: "\(newest.version)"))
      } catch {
        return (name, error.text)
      }
    }
  }

  /// The plugins that are here; of an enabled one what it works by, which may be older than what
  /// lies in its folder.
  func installedVersions() throws -> [String: PackCandidate] {
    var versions: [String: PackCandidate] = [:]
    for source in try presentPlugins() where source.name != OwnPlugin.name {
      guard let manifest = try? Manifest(of: source) else { continue }
      versions[source.name] = PackCandidate(
        name: source.name, version: manifest.version, requires: manifest.requires)
    }
    return versions
  }

  /// The plugins that are here, the enabled ones as they work.
  func presentPlugins() throws -> [PluginSource] {
    let enabled = try read { reader, rulebook in
      try PluginStore(store: reader, traits: traits(by: rulebook.settings)).enabledSources()
        .filter { !$0.isScript && $0.distrust == nil }
    }
    let others = try availablePlugins().filter { source in
      !source.isScript && !enabled.contains { $0.name == source.name }
    }
    return (enabled + others).sorted { $0.name.precedesByBytes($1.name) }
  }
}
