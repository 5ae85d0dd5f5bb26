/// How many entries of a ticket only some people see, since they are about secret fields alone.
///
/// For all others they have not happened: neither version nor times tell of them.
package struct Veil: Equatable, Sendable {
  /// How many there are, by the permissions of which one is needed to see them.
  package private(set) var counts: [String: Int64] = [:]
  /// When the last entry happened that is not one of them.
  private var openTouched: Instant?

  package init() {}

  /// Whether there are none.
  package var isEmpty: Bool { counts.isEmpty }

  /// Counts one; `touched` is when the entry before it happened.
  mutating func add(_ veil: String, after touched: Instant) {
    if openTouched == nil { openTouched = touched }
    counts[veil, default: 0] += 1
  }

  /// Notes an entry that is none of them.
  mutating func open(at moment: Instant) {
    if openTouched != nil { openTouched = moment }
  }

  /// When the last other entry happened; `touched` is when the last of all did.
  func lastOpen(_ touched: Instant) -> Instant { openTouched ?? touched }

  /// How many whoever has only those permissions does not see.
  package func count(unseenWith may: (String) -> Bool) -> Int64 {
    counts.reduce(0) { count, group in
      group.key.split(separator: " ").contains { may(String($0)) } ? count : count + group.value
    }
  }

  /// The same as a JSON object; empty where there are none.
  package var text: String {
    guard let openTouched else { return "" }
    return JSON.object([
      ("counts", .object(counts.map { ($0.key, .integer($0.value)) })),
      ("touched", .integer(openTouched.milliseconds)),
    ]).text
  }

  /// Reads what `text` gives; `nil` for anything else.
  package init?(text: String) {
    guard !text.isEmpty else { return }
    guard let json = try? JSON(parsing: text), let touched = json["touched"]?.integer,
      let members = json["counts"]?.members
    else { return nil }
    openTouched = Instant(milliseconds: touched)
    for (name, count) in members { counts[name] = count.integer }
    guard counts.count == members.count else { return nil }
  }
}
