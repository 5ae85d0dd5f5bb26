import Kernel
import PluginHost

/// A plugin in one version, as far as the others matter to it.
package struct PackCandidate: Hashable, Sendable {
  package let name: String
  package let version: Version
  package let requires: [String: VersionRange]

  package init(name: String, version: Version, requires: [String: VersionRange]) {
    self.name = name
    self.version = version
    self.requires = requires
  }
}

/// What somebody wants to have.
package struct PackWish: Hashable, Sendable {
  package let name: String
  package let range: VersionRange
  /// Whether it is an upgrade: to nothing older, and the installed version will do where no newer one
  /// can be had.
  package let isUpgrade: Bool

  package init(_ name: String, _ range: VersionRange = .any) {
    self.name = name
    self.range = range
    isUpgrade = false
  }

  /// A plugin in the versions of a range as manifests write it; `nil` where that is none.
  package init?(_ name: String, in range: String) {
    guard let range = VersionRange(range) else { return nil }
    self.init(name, range)
  }

  /// Whether a plugin may be called so.
  package static func isName(_ name: String) -> Bool { Names.isPluginName(name) }

  /// The newest version of what is installed.
  package init(upgrading name: String) {
    self.name = name
    range = .any
    isUpgrade = true
  }
}

/// Finds versions of plugins that take each other.
///
/// Of what is wanted it takes the newest version that there is a solution with, in the order of the
/// names; of what is installed the installed version, else the next newer one that must be; and of
/// nothing else more than is required. It goes back where that leads nowhere (conflict-directed
/// backjumping: Prosser 1993), and over what the dead end has nothing to do with. The same input
/// gives the same result, in whatever order it comes.
package struct PackResolver: Sendable {
  private let installed: [String: PackCandidate]
  /// By name, the newest first.
  private let offered: [String: [PackCandidate]]
  private let limit: Int

  /// `offers` are the versions that could be had; of two that are the same one counts.
  package init(
    installed: [PackCandidate], offers: [PackCandidate], limit: Int = Limit.resolverSteps,
  ) {
    let known = Dictionary(installed.map { ($0.name, $0) }) { first, _ in first }
    self.installed = known.mapValues { candidate in
      // What does not hold today, of a plugin that is not enabled, is no reason to refuse anything.
      let held = candidate.requires.filter { name, range in
        known[name].map { range.contains($0.version) } ?? false
      }
      return PackCandidate(name: candidate.name, version: candidate.version, requires: held)
    }
    offered = Dictionary(grouping: offers, by: \.name).mapValues { candidates in
      var versions: Set<Version> = []
      return candidates.sorted(by: PackResolver.precedes)
        .filter { versions.insert($0.version).inserted }
    }
    self.limit = limit
  }

  /// Newer ones come first, but a prerelease only where there is nothing else.
  private static func precedes(_ one: PackCandidate, _ other: PackCandidate) -> Bool {
    let isPlain = (one.version.prerelease.isEmpty, other.version.prerelease.isEmpty)
    return isPlain.0 == isPlain.1 ? one.version > other.version : isPlain.0
  }

  /// What is to be installed besides or instead, each after what it requires.
  ///
  /// Throws where no versions go together, with the first dead ends.
  package func changes(for wishes: [PackWish]) throws(ResolutionError) -> [PackCandidate] {
    var search = PackSearch(
      wishes: wishes.sorted { $0.name.precedesByBytes($1.name) },
      installed: installed.values.sorted { $0.name.precedesByBytes($1.name) },
      domains: domains(for: wishes), limit: limit)
    guard try search.solve() == nil else { throw .conflict(search.deadEnds) }
    return inOrder(search.chosen).filter { installed[$0.name]?.version != $0.version }
  }

  /// The versions that each plugin may have, the best first.
  private func domains(for wishes: [PackWish]) -> [String: [PackCandidate]] {
    var domains = offered
    for (name, present) in installed {
      domains[name] = [present] + (offered[name] ?? []).filter { $0.version > present.version }
    }
    for wish in wishes { domains[wish.name] = domain(of: wish) }
    return domains
  }

  private func domain(of wish: PackWish) -> [PackCandidate] {
    let all = (offered[wish.name] ?? []).filter { wish.range.contains($0.version) }
    guard let present = installed[wish.name] else { return all }
    guard !wish.isUpgrade else {
      return all.filter { other in
        other.version > present.version
          && (other.version.prerelease.isEmpty || !present.version.prerelease.isEmpty)
      } + [present]
    }
    guard wish.range.contains(present.version) else { return all }
    return (all.filter { $0.version != present.version } + [present])
      .sorted(by: PackResolver.precedes)
  }

  /// Each after what it requires, else by name.
  private func inOrder(_ chosen: [String: PackCandidate]) -> [PackCandidate] {
    var (order, seen): ([PackCandidate], Set<String>) = ([], [])
    func visit(_ name: String) {
      guard let candidate = chosen[name], seen.insert(name).inserted else { return }
      for other in candidate.requires.keys.sorted() { visit(other) }
      order.append(candidate)
    }
    for name in chosen.keys.sorted() { visit(name) }
    return order
  }
}
