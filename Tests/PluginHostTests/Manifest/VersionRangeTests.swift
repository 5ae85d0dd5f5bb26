import PluginHost
import TestSupport
import Testing

@Suite struct VersionRangeTests {
  /// Versions that lie close together, with and without a prerelease.
  private static let versions: [Version] = (0...3).flatMap { major in
    (0...2).flatMap { minor in
      (0...1).flatMap { patch in
        [
          Version(major, minor, patch, prerelease: ["beta"]), Version(major, minor, patch),
        ]
      }
    }
  }

  @Test func `a comparison contains what it compares so`() throws {
    for bound in Self.versions {
      let signs: [(String, (Version) -> Bool)] = [
        (">=", { $0 >= bound }), (">", { $0 > bound }), ("<=", { $0 <= bound }),
        ("=", { $0 == bound }),
      ]
      for (sign, holds) in signs {
        let range = try #require(VersionRange("\(sign)\(bound)"))
        for version in Self.versions {
          #expect(range.contains(version) == holds(version), "\(version) \(range.text)")
        }
      }
    }
  }

  @Test func `below a version is below its prereleases too, unless it is one`() throws {
    for bound in Self.versions {
      let range = try #require(VersionRange("<\(bound)"))
      for version in Self.versions {
        let first = Version(bound.major, bound.minor, bound.patch, prerelease: ["0"])
        let isBelow = bound.prerelease.isEmpty ? version < first : version < bound
        #expect(range.contains(version) == isBelow, "\(version) \(range.text)")
      }
    }
  }

  @Test func `several comparisons hold together, in any order`() throws {
    var random = RepeatableRandom(seed: 5)
    for _ in 0..<200 {
      let words = try (0..<3).map { _ in
        let sign = try #require([">=", "<", "<=", ">", "^"].randomElement(using: &random))
        return try sign + "\(#require(Self.versions.randomElement(using: &random)))"
      }
      let ranges = try words.map { try #require(VersionRange($0)) }
      let together = try #require(VersionRange(words.joined(separator: " ")))
      let turned = try #require(VersionRange(words.reversed().joined(separator: ", ")))
      for version in Self.versions {
        let holds = ranges.allSatisfy { $0.contains(version) }
        #expect(together.contains(version) == holds && turned.contains(version) == holds)
      }
    }
  }

  @Test(arguments: [
    ("^1.2", "1.2.0", "2.0.0"), ("^1", "1.0.0", "2.0.0"), ("^2.1.3", "2.1.3", "3.0.0"),
    ("^0.2", "0.2.0", "0.3.0"), ("^0.2.1", "0.2.1", "0.3.0"),
  ])
  func `a caret goes up to the next version that may break`(
    text: String, from: String, below: String,
  ) throws {
    let range = try #require(VersionRange(text))
    let same = try #require(VersionRange(">=\(from) <\(below)"))
    for version in Self.versions {
      #expect(range.contains(version) == same.contains(version), "\(version) \(text)")
    }
  }

  @Test(arguments: [
    "", " ", ",", ">", "^", "1.2", "~1.2", ">=", ">= 1.2", "=>1.2", ">=1.2.3.4", ">=01.2", ">=1..2",
    ">=1.2-", ">=x", ">=1.2 or <1", "^^1", ">=-1", "≥1",
  ])
  func `what is no range is refused`(text: String) {
    #expect(VersionRange(text) == nil)
  }

  @Test func `no text of a range's letters brings the reader down`() {
    var random = RepeatableRandom(seed: 9)
    let letters = Array("<>=^*., 0129-abx\u{e9}")
    for _ in 0..<2_000 {
      let count = Int.random(in: 0...12, using: &random)
      let text = String((0..<count).compactMap { _ in letters.randomElement(using: &random) })
      guard let range = VersionRange(text) else { continue }
      #expect(range.text == text)
      _ = range.contains(Version(1, 2, 0))
    }
  }
}
