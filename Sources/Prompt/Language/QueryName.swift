/// A field's name at the beginning of a query's term, with what relates it to a value.
struct QueryName {
  let name: Range<Int>
  let relation: Range<Int>
  /// Whether it is among those known.
  let isKnown: Bool

  /// Reads a name among those known with `:` or a comparison after it, if one stands there.
  ///
  /// `=` and `==` assign and compare in Lua, `<<` and `>>` shift: none makes a query.
  init?(_ source: ArraySlice<UInt8>, among names: Set<String>) {
    self.init(source, known: names)
    guard isKnown else { return nil }
  }

  /// The same with any name.
  init?(_ source: ArraySlice<UInt8>, known names: Set<String>) {
    guard source.first?.isNameStart == true else { return nil }
    let word = source.prefix { $0.isNamePart || $0 == UInt8(ascii: ".") }
    let rest = source[word.endIndex...]
    guard let relation = Self.relations.first(where: { rest.starts(with: $0.utf8) }),
      !Self.shifts.contains(where: { rest.starts(with: $0.utf8) })
    else { return nil }
    name = word.startIndex..<word.endIndex
    self.relation = word.endIndex..<word.endIndex + relation.utf8.count
    isKnown = names.contains(String(decoding: word, as: UTF8.self))
  }

  // Longer ones first. `!=` is none of the language's, but its parser says what is.
  private static let relations = ["<=", ">=", "!=", ":", "<", ">"]
  private static let shifts = ["<<", ">>", "::"]
}
