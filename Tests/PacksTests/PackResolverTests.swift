import Kernel
import Packs
import PluginHost
import TestSupport
import Testing

/// Versions are chosen so that plugins go together.
@Suite struct PackResolverTests {
  private func candidate(_ words: String) throws -> PackCandidate {
    // `sla 1.2.0: base ^1, other >=2`
    let halves = words.split(separator: ":", maxSplits: 1)
    let name = halves[0].split(separator: " ").map(String.init)
    var requires: [String: VersionRange] = [:]
    for item in halves.count > 1 ? halves[1].split(separator: ",") : [] {
      let parts = item.split(separator: " ", maxSplits: 1).map(String.init)
      requires[parts[0]] = try #require(VersionRange(parts.count > 1 ? parts[1] : "*"))
    }
    return PackCandidate(
      name: name[0], version: try #require(Version(name[1])), requires: requires)
  }

  private func resolver(
    _ installed: [String], _ offers: [String], limit: Int = Limit.resolverSteps,
  ) throws -> PackResolver {
    PackResolver(
      installed: try installed.map(candidate), offers: try offers.map(candidate), limit: limit)
  }

  private func changes(
    _ installed: [String], _ offers: [String], _ wishes: PackWish...,
  ) throws -> [String] {
    try resolver(installed, offers).changes(for: wishes).map { "\($0.name) \($0.version)" }
  }

  private func conflict(
    _ installed: [String], _ offers: [String], _ wish: PackWish,
  ) throws -> String {
    let resolver = try resolver(installed, offers)
    do throws(ResolutionError) { _ = try resolver.changes(for: [wish]) } catch {
      return error.description
    }
    Issue.record("there is a solution")
    return ""
  }

  private func wish(_ name: String, _ range: String) throws -> PackWish {
    try #require(PackWish(name, in: range))
  }

  @Test func `the newest version is taken, with what it requires before it`() throws {
    let offers = ["a 1.0.0", "a 2.0.0: b ^1", "b 1.0.0", "b 1.4.0: c", "b 2.0.0", "c 0.1.0"]
    #expect(try changes([], offers, PackWish("a")) == ["c 0.1.0", "b 1.4.0", "a 2.0.0"])
    #expect(try changes([], offers, wish("a", "<2")) == ["a 1.0.0"])
  }

  @Test func `an older version is taken where the newest one leads nowhere`() throws {
    let offers = ["a 1.0.0: b ^1", "a 2.0.0: b ^3", "b 1.0.0", "b 2.0.0"]
    #expect(try changes([], offers, PackWish("a")) == ["b 1.0.0", "a 1.0.0"])
  }

  @Test func `what is installed stays unless it must not`() throws {
    let offers = ["a 1.0.0: b >=1", "b 1.0.0", "b 2.0.0", "c 2.0.0", "b 3.0.0"]
    #expect(try changes(["b 1.0.0", "c 1.0.0"], offers, PackWish("a")) == ["a 1.0.0"])
    let more = offers + ["d 1.0.0: b >=2"]
    #expect(
      try changes(["b 1.0.0", "c 1.0.0"], more, PackWish("d")) == ["b 3.0.0", "d 1.0.0"])
  }

  @Test func `a plugin that requires what changes is upgraded with it, if it must be`() throws {
    let installed = ["base 1.0.0", "extra 1.0.0: base ^1"]
    let offers = ["base 2.0.0", "extra 2.0.0: base ^2"]
    #expect(
      try changes(installed, offers, PackWish(upgrading: "base")) == ["base 2.0.0", "extra 2.0.0"])
    // Without a newer one of it, the upgrade has nothing to do.
    #expect(try changes(installed, ["base 2.0.0"], PackWish(upgrading: "base")) == [])
  }

  @Test func `an upgrade takes no older version, and no prerelease of a plain one`() throws {
    let offers = ["a 1.0.0", "a 3.0.0-beta"]
    #expect(try changes(["a 2.0.0"], offers, PackWish(upgrading: "a")) == [])
    #expect(
      try changes(["a 3.0.0-alpha"], offers, PackWish(upgrading: "a")) == ["a 3.0.0-beta"])
    #expect(try changes(["a 2.0.0"], offers, wish("a", "=1.0.0")) == ["a 1.0.0"])
    #expect(try changes([], ["b 1.0.0-beta", "a 1.0.0"], PackWish("b")) == ["b 1.0.0-beta"])
    #expect(try changes([], ["b 2.0.0-beta", "b 1.0.0"], PackWish("b")) == ["b 1.0.0"])
  }

  @Test func `a requirement that does not hold today hinders nothing`() throws {
    #expect(try changes(["old 1.0.0: gone ^1"], ["a 1.0.0"], PackWish("a")) == ["a 1.0.0"])
  }

  @Test func `a conflict names the chains that lead to it`() throws {
    let words = try conflict(
      ["sla 1.4.0", "report 1.0.0: sla <2"],
      ["extra 1.2.0: plus ^1", "plus 1.0.0: sla ^2", "sla 2.0.0"], PackWish("extra"))
    for part in [
      "report 1.0.0 (installed) requires sla <2", "extra 1.2.0", "requires sla ^2",
    ] {
      #expect(words.contains(part), "\(part): \(words)")
    }
  }

  @Test func `a requirement that nobody offers is named`() throws {
    let words = try conflict([], ["a 1.0.0: b ^1"], PackWish("a"))
    #expect(words.contains("a 1.0.0 requires b ^1"), "\(words)")
    #expect(words.contains("b cannot be had"), "\(words)")
  }

  @Test func `a version that requires another one of itself is none`() throws {
    #expect(try changes([], ["a 2.0.0: a <2", "a 1.0.0: a *"], PackWish("a")) == ["a 1.0.0"])
  }

  @Test func `a search that would take too long ends with an error`() throws {
    // Each of twenty requires a version of the last one that none of it has.
    var offers: [String] = []
    for name in 0..<20 {
      for version in 1...9 {
        let next = name == 19 ? "end ^\(version + 10)" : "p\(name + 1)"
        offers.append("p\(name) \(version).0.0: \(next)")
      }
    }
    offers += (1...9).map { "end \($0).0.0" }
    let resolver = try resolver([], offers, limit: 20)
    #expect(throws: ResolutionError.tooManySteps(limit: 20)) {
      try resolver.changes(for: [PackWish("p0")])
    }
  }

  @Test func `a dead end does not have what it has nothing to do with tried again`() throws {
    // Eight to the power of thirty ways lead to the same dead end.
    var offers = ["root 1.0.0: " + (0..<30).map { "p\($0)" }.joined(separator: ",") + ",zz ^9"]
    for name in 0..<30 { offers += (1...8).map { "p\(name) \($0).0.0" } }
    offers += ["zz 1.0.0", "zz 9.0.0: p0 <0"]
    let resolver = try resolver([], offers, limit: 1_000)
    #expect(throws: ResolutionError.self) { try resolver.changes(for: [PackWish("root")]) }
    do throws(ResolutionError) { _ = try resolver.changes(for: [PackWish("root")]) } catch {
      #expect(error != .tooManySteps(limit: 1_000))
    }
  }
}
