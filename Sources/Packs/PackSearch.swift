import Kernel
import PluginHost

/// The search of a `PackResolver`, as far as it has come.
struct PackSearch {
  /// That somebody wants a plugin in certain versions.
  struct Demand {
    /// Who; `nil` for whoever asked.
    let by: PackCandidate?
    let range: VersionRange
  }

  private let wishes: [PackWish]
  private let installed: [String]
  private let domains: [String: [PackCandidate]]
  private let isInstalled: Set<PackCandidate>
  private let limit: Int
  private var steps = 0
  private var demands: [String: [Demand]] = [:]
  private(set) var chosen: [String: PackCandidate] = [:]
  /// The first places where nothing was left to try, each for reasons of its own.
  private(set) var deadEnds: [ResolutionConflict] = []

  init(
    wishes: [PackWish], installed: [PackCandidate], domains: [String: [PackCandidate]],
    limit: Int,
  ) {
    self.wishes = wishes
    self.installed = installed.map(\.name)
    self.domains = domains
    self.limit = limit
    isInstalled = Set(installed)
    for wish in wishes {
      demands[wish.name, default: []].append(Demand(by: nil, range: wish.range))
    }
  }

  /// Chooses what is left; gives the plugins whose choice stands in the way where it cannot, and
  /// `nil` where all is chosen.
  mutating func solve() throws(ResolutionError) -> Set<String>? {
    guard let name = next() else { return nil }
    let wanted = demands[name] ?? []
    // Whoever requires it brought it here, and narrows what it may be.
    var culprits = Set(wanted.compactMap { $0.by?.name })
    var obstacles: [ResolutionConflict.Obstacle] = []
    var isTried = false
    for candidate in domains[name] ?? [] {
      steps += 1
      guard steps <= limit else { throw .tooManySteps(limit: limit) }
      guard wanted.allSatisfy({ $0.range.contains(candidate.version) }) else { continue }
      if let obstacle = obstacle(to: candidate) {
        if chosen[obstacle.name] != nil { culprits.insert(obstacle.name) }
        obstacles.append(obstacle)
        continue
      }
      isTried = true
      choose(candidate)
      guard var others = try solve() else { return nil }
      drop(candidate)
      // None of the others helps where this choice had no part in it.
      guard others.remove(name) != nil else { return others }
      culprits.formUnion(others)
    }
    // What fails only by what comes after it has no reason of its own.
    if !isTried || !obstacles.isEmpty { note(name, obstacles) }
    culprits.remove(name)
    return culprits
  }

  /// What is wanted comes first, then what is installed, then what these require.
  private func next() -> String? {
    if let wish = wishes.first(where: { chosen[$0.name] == nil }) { return wish.name }
    if let name = installed.first(where: { chosen[$0] == nil }) { return name }
    return demands.filter { !$0.value.isEmpty && chosen[$0.key] == nil }.keys
      .min { $0.precedesByBytes($1) }
  }

  /// What a candidate requires that is chosen in another version, or cannot be had at all.
  private func obstacle(to candidate: PackCandidate) -> ResolutionConflict.Obstacle? {
    for (name, range) in candidate.requires.sorted(by: { $0.key.precedesByBytes($1.key) }) {
      if let other = name == candidate.name ? candidate : chosen[name] {
        guard !range.contains(other.version) else { continue }
        return ResolutionConflict.Obstacle(
          by: step(candidate), name: name, range: range, present: step(other),
          needs: demands[name].map(told) ?? [])
      }
      guard domains[name]?.isEmpty ?? true else { continue }
      return ResolutionConflict.Obstacle(
        by: step(candidate), name: name, range: range, present: nil, needs: [])
    }
    return nil
  }

  private mutating func choose(_ candidate: PackCandidate) {
    chosen[candidate.name] = candidate
    for (name, range) in candidate.requires {
      demands[name, default: []].append(Demand(by: candidate, range: range))
    }
  }

  private mutating func drop(_ candidate: PackCandidate) {
    chosen[candidate.name] = nil
    for name in candidate.requires.keys {
      demands[name]?.removeAll { $0.by == candidate }
    }
  }
}

/// What is told of a dead end.
extension PackSearch {
  private mutating func note(_ name: String, _ obstacles: [ResolutionConflict.Obstacle]) {
    guard deadEnds.count < ResolutionError.mostConflicts,
      !deadEnds.contains(where: { $0.name == name })
    else { return }
    deadEnds.append(
      ResolutionConflict(
        name: name, offered: (domains[name] ?? []).map(\.version),
        demands: told(demands[name] ?? []), obstacles: obstacles))
  }

  private func step(_ candidate: PackCandidate) -> ResolutionConflict.Step {
    ResolutionConflict.Step(
      name: candidate.name, version: candidate.version,
      isInstalled: isInstalled.contains(candidate))
  }

  private func told(_ demands: [Demand]) -> [ResolutionConflict.Demand] {
    demands.sorted { ($0.by?.name ?? "").precedesByBytes($1.by?.name ?? "") }
      .map { ResolutionConflict.Demand(chain: chain(to: $0.by), range: $0.range) }
  }

  /// Who led to it: what was asked for, or is installed, comes first.
  private func chain(to candidate: PackCandidate?) -> [ResolutionConflict.Step] {
    var (steps, seen): ([ResolutionConflict.Step], Set<String>) = ([], [])
    var candidate = candidate
    while let present = candidate, seen.insert(present.name).inserted {
      steps.insert(step(present), at: 0)
      guard !isInstalled.contains(present) else { break }
      let wanted = demands[present.name] ?? []
      candidate = wanted.contains { $0.by == nil } ? nil : wanted.first?.by
    }
    return steps
  }
}
