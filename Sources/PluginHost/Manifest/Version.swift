/// A plugin's version, as Semantic Versioning 2.0 orders them; build metadata is not kept.
package struct Version: Hashable, Comparable, Sendable {
  package var major: Int
  package var minor: Int
  package var patch: Int
  /// What follows a hyphen, as `["beta", "2"]`; such a version comes before the plain one.
  package var prerelease: [String]

  package init(_ major: Int, _ minor: Int, _ patch: Int, prerelease: [String] = []) {
    self.major = major
    self.minor = minor
    self.patch = patch
    self.prerelease = prerelease
  }

  /// Reads `1.2.3` or `1.2.3-beta.2`; gives `nil` for anything else.
  ///
  /// With `isPartial`, `1` and `1.2` will do too.
  package init?(_ text: String, isPartial: Bool = false) {
    let halves = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard let core = halves.first else { return nil }
    let parts = core.split(separator: ".", omittingEmptySubsequences: false)
    var numbers = parts.compactMap(Version.number)
    guard numbers.count == parts.count, isPartial ? (1...3) ~= parts.count : parts.count == 3
    else { return nil }
    while numbers.count < 3 { numbers.append(0) }
    var words: [String] = []
    if halves.count == 2 {
      words = halves[1].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard words.allSatisfy(Version.isIdentifier) else { return nil }
    }
    self.init(numbers[0], numbers[1], numbers[2], prerelease: words)
  }

  private static func number(_ digits: Substring) -> Int? {
    guard !digits.isEmpty, digits.count <= 9, digits.utf8.allSatisfy({ (48...57) ~= $0 }),
      digits == "0" || !digits.hasPrefix("0")
    else { return nil }
    return Int(digits)
  }

  private static func isIdentifier(_ word: String) -> Bool {
    !word.isEmpty
      && word.utf8.allSatisfy {
        (48...57) ~= $0 || (65...90) ~= $0 || (97...122) ~= $0 || $0 == 45
      }
  }

  /// Whether it comes before a version that is none, with the same numbers.
  func isPrerelease(of other: Version) -> Bool {
    other.prerelease.isEmpty && !prerelease.isEmpty
      && [major, minor, patch] == [other.major, other.minor, other.patch]
  }

  package static func < (left: Version, right: Version) -> Bool {
    let ours = [left.major, left.minor, left.patch]
    let theirs = [right.major, right.minor, right.patch]
    guard ours == theirs else { return ours.lexicographicallyPrecedes(theirs) }
    if left.prerelease.isEmpty || right.prerelease.isEmpty {
      return !left.prerelease.isEmpty && right.prerelease.isEmpty
    }
    return left.prerelease.lexicographicallyPrecedes(right.prerelease) { precedes($0, $1) }
  }

  /// Numbers come by value and before words.
  private static func precedes(_ left: String, _ right: String) -> Bool {
    switch (Int(left), Int(right)) {
    case (let left?, let right?): left < right
    case (_?, nil): true
    case (nil, _?): false
    case (nil, nil): left.utf8.lexicographicallyPrecedes(right.utf8)
    }
  }
}

extension Version: CustomStringConvertible {
  package var description: String {
    let tail = prerelease.isEmpty ? "" : "-" + prerelease.joined(separator: ".")
    return "\(major).\(minor).\(patch)\(tail)"
  }
}
