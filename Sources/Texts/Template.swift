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

  private let text: Substring

  package init(_ source: some StringProtocol) {
    text = Substring(source)
  }

  /// The template as written.
  package var source: String { String(text) }

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
    var rest = text
    var words = rest.startIndex
    // Bytes are enough to go by, and quicker than characters.
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")) {
      let after = rest[rest.utf8.index(after: open)...]
      guard let close = after.utf8.firstIndex(of: UInt8(ascii: "}")),
        let place = Self.place(after[..<close])
      else {
        rest = after
        continue
      }
      if words < open { parts.append(.words(text[words..<open])) }
      parts.append(place)
      rest = after[after.utf8.index(after: close)...]
      words = rest.startIndex
    }
    if words < text.endIndex { parts.append(.words(text[words...])) }
    return parts
  }

  private static func place(_ inner: Substring) -> Part? {
    let bar = UInt8(ascii: "|")
    let name = inner[..<(inner.utf8.firstIndex(of: bar) ?? inner.endIndex)]
    guard !name.isEmpty,
      name.utf8.allSatisfy({ $0 == UInt8(ascii: "_") || (97...122).contains($0) })
    else { return nil }
    guard name.endIndex < inner.endIndex else { return .value(inner) }
    let forms = inner.utf8.split(separator: bar, omittingEmptySubsequences: false).dropFirst()
    return .plural(name, forms: forms.map { Substring($0) })
  }
}

extension Template {
  /// The values with which the template says those words, and how many bytes of them are its own;
  /// `nil` if it does not say them, or chooses a word by a number.
  ///
  /// Values side by side share their words: what of them is whose only the values can tell.
  func values(in words: String) -> (values: [(names: [Substring], words: Substring)], own: Int)? {
    var values: [(names: [Substring], words: Substring)] = []
    var own = 0
    var rest = words[...]
    var open: [Substring] = []
    let pieces = parts
    for (index, part) in pieces.enumerated() {
      switch part {
      case .plural: return nil
      case .value(let name):
        open.append(name)
      case .words(let piece):
        // A value may have in it what stands behind it: the last piece ends the words.
        let isLast = index == pieces.count - 1 && rest.hasSuffix(piece)
        let last = isLast ? rest.index(rest.endIndex, offsetBy: -piece.count) : nil
        guard let place = last.map({ $0..<rest.endIndex }) ?? rest.firstRange(of: piece),
          !open.isEmpty || place.lowerBound == rest.startIndex
        else { return nil }
        if !open.isEmpty { values.append((open, rest[..<place.lowerBound])) }
        (open, rest) = ([], rest[place.upperBound...])
        own += piece.utf8.count
      }
    }
    if !open.isEmpty { return (values + [(open, rest)], own) }
    return rest.isEmpty ? (values, own) : nil
  }
}
