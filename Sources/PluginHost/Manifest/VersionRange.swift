/// Which versions of another plugin will do, as `>=1.2` or `>=1.2, <2`.
package struct VersionRange: Hashable, Sendable {
  private enum Bound: Hashable, Sendable {
    case atLeast(Version)
    case above(Version)
    case atMost(Version)
    case below(Version)
    case exactly(Version)

    func contains(_ version: Version) -> Bool {
      switch self {
      case .atLeast(let bound): version >= bound
      case .above(let bound): version > bound
      case .atMost(let bound): version <= bound
      case .below(let bound): version < bound && !version.isPrerelease(of: bound)
      case .exactly(let bound): version == bound
      }
    }
  }

  private let bounds: [Bound]
  /// The range as it was written.
  package let text: String

  /// Reads comparisons that must all hold, with commas or spaces between them; `*` is any version.
  ///
  /// A comparison is `>=`, `>`, `<=`, `<` or `=` and a version of one to three numbers; `^1.2` is
  /// short for `>=1.2, <2`, and `^0.2` for `>=0.2, <0.3`, since before 1.0 each minor version may
  /// break something. What is below a version is below its prereleases too: `<2` has no `2.0.0-beta`.
  /// `nil` for anything else.
  package init?(_ text: String) {
    self.text = text
    var bounds: [Bound] = []
    let words = text.split { $0 == "," || $0 == " " }
    guard !words.isEmpty else { return nil }
    for word in words where word != "*" {
      guard let found = VersionRange.bounds(String(word)) else { return nil }
      bounds += found
    }
    self.bounds = bounds
  }

  private init(bounds: [Bound], text: String) {
    self.bounds = bounds
    self.text = text
  }

  /// Every version.
  package static let any = VersionRange(bounds: [], text: "*")

  package func contains(_ version: Version) -> Bool {
    bounds.allSatisfy { $0.contains(version) }
  }

  private static func bounds(_ word: String) -> [Bound]? {
    let sign = word.prefix { "<>=^".contains($0) }
    guard let version = Version(String(word.dropFirst(sign.count)), isPartial: true) else {
      return nil
    }
    switch sign {
    case ">=": return [.atLeast(version)]
    case ">": return [.above(version)]
    case "<=": return [.atMost(version)]
    case "<": return [.below(version)]
    case "=": return [.exactly(version)]
    case "^":
      let next =
        version.major > 0 ? Version(version.major + 1, 0, 0) : Version(0, version.minor + 1, 0)
      return [.atLeast(version), .below(next)]
    default: return nil
    }
  }
}
