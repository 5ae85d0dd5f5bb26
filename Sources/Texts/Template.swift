/// What stands in the catalogue for one code: words with places for values.
///
/// `{name}` is the value `name`; `{count|ticket|tickets}` is the form that the language takes for
/// the number `count`. A brace that begins neither stands for itself.
package struct Template: Sendable {
  /// A stretch of a template.
  enum Part: Equatable {
    case words(Substring)
    case value(Substring)
    case plural(Substring, forms: [Substring])
  }

  /// The template as written.
  package let source: String

  package init(_ source: String) {
    self.source = source
  }

  /// The names of the values that it takes, each once.
  package var names: [String] {
    var names: [String] = []
    for part in parts {
      switch part {
      case .words: continue
      case .value(let name), .plural(let name, _):
        if !names.contains(String(name)) { names.append(String(name)) }
      }
    }
    return names
  }

  /// The template in order of reading.
  var parts: [Part] {
    var parts: [Part] = []
    var rest = source[...]
    var words = rest.startIndex
    while let open = rest.firstIndex(of: "{") {
      let after = rest[rest.index(after: open)...]
      guard let close = after.firstIndex(of: "}"), let place = Self.place(after[..<close]) else {
        rest = after
        continue
      }
      if words < open { parts.append(.words(source[words..<open])) }
      parts.append(place)
      rest = after[after.index(after: close)...]
      words = rest.startIndex
    }
    if words < source.endIndex { parts.append(.words(source[words...])) }
    return parts
  }

  private static func place(_ inner: Substring) -> Part? {
    let pieces = inner.split(separator: "|", omittingEmptySubsequences: false)
    guard let name = pieces.first, !name.isEmpty,
      name.utf8.allSatisfy({ $0 == UInt8(ascii: "_") || (97...122).contains($0) })
    else { return nil }
    return pieces.count == 1 ? .value(name) : .plural(name, forms: Array(pieces.dropFirst()))
  }
}
