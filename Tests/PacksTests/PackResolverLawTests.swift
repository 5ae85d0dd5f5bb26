import Kernel
import Packs
import PluginHost
import TestSupport
import Testing

/// What holds of every result, tried on small worlds of plugins that are generated.
@Suite struct PackResolverLawTests {
  /// A few plugins in a few versions, some of them installed so that they go together.
  private struct World {
    var installed: [PackCandidate] = []
    var offers: [PackCandidate] = []

    init(seed: UInt64) {
      var random = RepeatableRandom(seed: seed)
      let names = ["a", "b", "c", "d"]
      for name in names {
        for major in 1...Int.random(in: 1...3, using: &random) {
          var requires: [String: VersionRange] = [:]
          for other in names where other != name && Int.random(in: 0..<3, using: &random) == 0 {
            let bound = Int.random(in: 1...3, using: &random)
            let text = ["^\(bound)", ">=\(bound)", "<\(bound)", "*"].randomElement(using: &random)
            requires[other] = text.flatMap(VersionRange.init)
          }
          offers.append(
            PackCandidate(name: name, version: Version(major, 0, 0), requires: requires))
        }
      }
      for candidate in offers.shuffled(using: &random).prefix(2)
      where !installed.contains(where: { $0.name == candidate.name }) {
        let trial = installed + [candidate]
        if World.holds(trial) { installed = trial }
      }
      offers.shuffle(using: &random)
    }

    /// Whether each of them has what it requires.
    static func holds(_ set: [PackCandidate]) -> Bool {
      set.allSatisfy { candidate in
        candidate.requires.allSatisfy { name, range in
          set.contains { $0.name == name && range.contains($0.version) }
        }
      }
    }

    /// The set that installing those changes would leave.
    func after(_ changes: [PackCandidate]) -> [PackCandidate] {
      installed.filter { old in !changes.contains { $0.name == old.name } } + changes
    }

    /// Every set that has what is installed, not older, and one of the wanted versions.
    func solutions(for wish: PackWish) -> [[PackCandidate]] {
      var sets: [[PackCandidate]] = [[]]
      for name in ["a", "b", "c", "d"] {
        let present = installed.first { $0.name == name }
        var choices: [PackCandidate?] = offers.filter { $0.name == name }.filter { offer in
          name == wish.name
            ? wish.range.contains(offer.version)
            : offer.version >= present?.version ?? offer.version
        }
        if present == nil, name != wish.name { choices.append(nil) }
        sets = sets.flatMap { set in choices.map { choice in set + [choice].compactMap(\.self) } }
      }
      return sets.filter(World.holds)
    }
  }

  @Test func `it finds a solution where there is one, and the wanted version is the newest`()
    throws
  {
    var (solved, refused) = (0, 0)
    for seed in 1...400 as ClosedRange<UInt64> {
      let world = World(seed: seed)
      let resolver = PackResolver(installed: world.installed, offers: world.offers)
      for name in ["a", "d"] {
        let wish = PackWish(name)
        let best = world.solutions(for: wish)
          .compactMap { set in set.first { $0.name == name }?.version }.max()
        do throws(ResolutionError) {
          let changes = try resolver.changes(for: [wish])
          let set = world.after(changes)
          #expect(World.holds(set), "\(seed) \(name)")
          #expect(set.first { $0.name == name }?.version == best, "\(seed) \(name)")
          solved += 1
        } catch {
          #expect(best == nil, "\(seed) \(name): \(error)")
          refused += 1
        }
      }
    }
    #expect(solved > 100 && refused > 50, "\(solved) \(refused)")
  }

  @Test func `nothing is changed that could stay as it is`() throws {
    var changed = 0
    for seed in 1...400 as ClosedRange<UInt64> {
      let world = World(seed: seed)
      let resolver = PackResolver(installed: world.installed, offers: world.offers)
      guard let changes = try? resolver.changes(for: [PackWish("a")]) else { continue }
      for change in changes where change.name != "a" {
        changed += 1
        let others = changes.filter { $0.name != change.name }
        // Without it, something is missing: neither what was there nor nothing would do.
        #expect(!World.holds(world.after(others)), "\(seed): \(change.name)")
      }
    }
    #expect(changed > 30, "\(changed)")
  }

  @Test func `the order in which packs come makes no difference, and what is required comes first`()
    throws
  {
    for seed in 1...100 as ClosedRange<UInt64> {
      let world = World(seed: seed)
      let first = try? PackResolver(installed: world.installed, offers: world.offers)
        .changes(for: [PackWish("b")])
      let turned = try? PackResolver(
        installed: world.installed.reversed(), offers: world.offers.reversed()
      ).changes(for: [PackWish("b")])
      #expect(first == turned, "\(seed)")
      for (place, change) in (first ?? []).enumerated() {
        for later in (first ?? [])[(place + 1)...] where later.requires[change.name] == nil {
          // Only in a circle may what is required come later.
          guard change.requires[later.name] != nil else { continue }
          #expect(reaches(from: later, to: change.name, in: first ?? []), "\(seed)")
        }
      }
    }
  }

  private func reaches(
    from start: PackCandidate, to name: String, in set: [PackCandidate],
  ) -> Bool {
    var (open, seen) = ([start], Set<String>())
    while let next = open.popLast() {
      guard seen.insert(next.name).inserted else { continue }
      if next.requires[name] != nil { return true }
      open += set.filter { next.requires[$0.name] != nil }
    }
    return false
  }
}
