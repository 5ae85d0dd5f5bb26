extension String {
  /// The text in Unicode's Normalization Form C, in which texts that look alike and mean the same
  /// have the same bytes.
  ///
  /// Source: Unicode Standard Annex 15. The standard library compares texts in this form and does
  /// not give it out, and Foundation is not on this path.
  package var composed: String {
    isComposed ? self : ComposedForm.make(of: unicodeScalars)
  }

  /// Whether nothing in it could have another form: a quick look that never says so wrongly.
  private var isComposed: Bool {
    // All scalars before the combining marks, U+0300, are composed.
    if utf8.allSatisfy({ $0 < 0xCC }) { return true }
    return unicodeScalars.allSatisfy { scalar in
      scalar.value < 0x300
        || scalar.properties.canonicalCombiningClass == .notReordered
          && !ComposedForm.mayChange(scalar)
    }
  }
}

/// Brings texts into Normalization Form C.
private enum ComposedForm {
  /// Whether a scalar has another form, or joins the one before it.
  static func mayChange(_ scalar: Unicode.Scalar) -> Bool {
    CompositionTable.composed[scalar] != nil || Hangul.isTrailing(scalar)
      || CompositionTable.decomposed[scalar].map(recompose) ?? false
  }

  /// Whether the parts of a scalar become another one than it.
  private static func recompose(_ parts: [Unicode.Scalar]) -> Bool {
    parts.count == 1 || CompositionTable.composed[parts[1]]?[parts[0]] == nil
      || CompositionTable.decomposed[parts[0]].map(recompose) ?? false
  }

  static func make(of text: String.UnicodeScalarView) -> String {
    var scalars: [Unicode.Scalar] = []
    for scalar in text { decompose(scalar, into: &scalars) }
    order(&scalars)
    return compose(scalars)
  }

  private static func decompose(_ scalar: Unicode.Scalar, into scalars: inout [Unicode.Scalar]) {
    if let parts = Hangul.parts(of: scalar) {
      scalars += parts
    } else if let parts = CompositionTable.decomposed[scalar] {
      for part in parts { decompose(part, into: &scalars) }
    } else {
      scalars.append(scalar)
    }
  }

  /// Puts the marks between two letters into the order of their classes.
  private static func order(_ scalars: inout [Unicode.Scalar]) {
    var start = 0
    while start < scalars.count {
      guard scalars[start].combiningClass > 0 else {
        start += 1
        continue
      }
      var end = start
      while end < scalars.count, scalars[end].combiningClass > 0 { end += 1 }
      let marks = scalars[start..<end].enumerated().sorted {
        ($0.element.combiningClass, $0.offset) < ($1.element.combiningClass, $1.offset)
      }
      scalars.replaceSubrange(start..<end, with: marks.map(\.element))
      start = end
    }
  }

  private static func compose(_ scalars: [Unicode.Scalar]) -> String {
    var made: [Unicode.Scalar] = []
    made.reserveCapacity(scalars.count)
    var starter: Int?
    var lastClass: UInt8 = 0
    for scalar in scalars {
      let kind = scalar.combiningClass
      if let place = starter, place == made.count - 1 || lastClass < kind,
        let whole = composite(of: made[place], scalar)
      {
        made[place] = whole
        continue
      }
      if kind == 0 { starter = made.count }
      lastClass = kind
      made.append(scalar)
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: made)
    return String(text)
  }

  private static func composite(
    of first: Unicode.Scalar, _ second: Unicode.Scalar,
  ) -> Unicode.Scalar? {
    CompositionTable.composed[second]?[first] ?? Hangul.composite(of: first, second)
  }
}

extension Unicode.Scalar {
  fileprivate var combiningClass: UInt8 { properties.canonicalCombiningClass.rawValue }
}

/// The syllables of Hangul, which are computed from their letters.
///
/// Source: The Unicode Standard, section 3.12.
private enum Hangul {
  private static let (syllables, leads, vowels, tails) = (
    UInt32(0xAC00), UInt32(0x1100), UInt32(0x1161), UInt32(0x11A7)
  )
  private static let (leadCount, vowelCount, tailCount) = (UInt32(19), UInt32(21), UInt32(28))

  static func isTrailing(_ scalar: Unicode.Scalar) -> Bool {
    (vowels..<vowels + vowelCount).contains(scalar.value)
      || (tails + 1..<tails + tailCount).contains(scalar.value)
  }

  static func parts(of scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
    guard (syllables..<syllables + leadCount * vowelCount * tailCount).contains(scalar.value)
    else { return nil }
    let index = scalar.value - syllables
    let parts = [
      leads + index / (vowelCount * tailCount),
      vowels + index % (vowelCount * tailCount) / tailCount, tails + index % tailCount,
    ]
    return parts.filter { $0 != tails }.compactMap(Unicode.Scalar.init)
  }

  static func composite(of first: Unicode.Scalar, _ second: Unicode.Scalar) -> Unicode.Scalar? {
    let (first, second) = (first.value, second.value)
    if (leads..<leads + leadCount).contains(first),
      (vowels..<vowels + vowelCount).contains(second)
    {
      let pair = (first - leads) * vowelCount + (second - vowels)
      return Unicode.Scalar(syllables + pair * tailCount)
    }
    guard (syllables..<syllables + leadCount * vowelCount * tailCount).contains(first),
      (first - syllables) % tailCount == 0, (tails + 1..<tails + tailCount).contains(second)
    else { return nil }
    return Unicode.Scalar(first + second - tails)
  }
}
