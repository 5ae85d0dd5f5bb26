/// Which form a word takes beside a number, as a language's folder says it: a condition for each form
/// but the last, in the notation of Unicode's plural rules.
///
/// `n = 1` is English; `n = 0..1` is French; `n % 10 = 1 and n % 100 != 11; n % 10 = 2..4 and
/// n % 100 != 12..14` is Russian. Conditions are separated by semicolons; in each, relations are
/// joined by `and`, and a relation compares `n`, or what is left of it by a number, with numbers
/// and ranges separated by commas.
///
/// Source: https://www.unicode.org/reports/tr35/tr35-numbers.html#Language_Plural_Rules, of which
/// whole numbers need no more than this.
package struct PluralRule: Sendable {
  private let conditions: [Substring]

  /// A rule as it is written.
  ///
  /// A relation that is not one is never met; the build refuses it.
  package init(_ source: some StringProtocol) {
    conditions = Substring(source).split(separator: ";")
  }

  /// How many forms a word has.
  package var forms: Int { conditions.count + 1 }

  /// The rules of languages that have no folder, and in which plugins bring words.
  ///
  /// Source: Unicode's CLDR.
  static let ofOthers: [String: Substring] = [
    "be": slavic, "cs": "n = 1; n = 2..4", "fr": "n = 0..1", "pt": "n = 0..1",
    "sk": "n = 1; n = 2..4",
    "pl": "n = 1; n % 10 = 2..4 and n % 100 != 12..14", "uk": slavic,
  ]

  private static let slavic: Substring =
    "n % 10 = 1 and n % 100 != 11; n % 10 = 2..4 and n % 100 != 12..14"

  /// The form for a number: an index into the forms; the sign does not matter.
  package func form(of number: Int64) -> Int {
    conditions.firstIndex { PluralRule.holds($0, for: number.magnitude) } ?? conditions.count
  }

  private static func holds(_ condition: Substring, for number: UInt64) -> Bool {
    var words = condition.split(separator: " ")[...]
    while !words.isEmpty {
      let relation = words.prefix { $0 != "and" }
      words = words.dropFirst(relation.count + 1)
      guard isMet(relation, by: number) else { return false }
    }
    return true
  }

  /// `n = 1`, `n % 10 != 2..4`, `n % 100 = 3,5..7`.
  private static func isMet(_ relation: ArraySlice<Substring>, by number: UInt64) -> Bool {
    var words = relation
    var left = number
    guard words.popFirst() == "n" else { return false }
    if words.first == "%" {
      guard let divisor = words.dropFirst().first.flatMap({ UInt64($0) }), divisor > 0 else {
        return false
      }
      left %= divisor
      words = words.dropFirst(2)
    }
    guard words.count == 2, let sign = words.first, let list = words.last else { return false }
    let isAmong = list.split(separator: ",").contains { piece in
      let ends = piece.split(separator: ".").compactMap { UInt64($0) }
      guard let first = ends.first, let last = ends.last else { return false }
      return first <= left && left <= last
    }
    switch sign {
    case "=": return isAmong
    case "!=": return !isAmong
    default: return false
    }
  }
}
