/// Words to search for that stand one after the other, as they are folded.
package struct SearchPhrase: Hashable, Sendable {
  /// How much of a word must be there.
  package enum Extent: Hashable, Sendable {
    case whole
    /// The last word may go on: `print*`.
    case beginning
    /// The one word may begin otherwise: `*printer`.
    case ending
    /// The one word may stand anywhere in another: `*print*`.
    case inside
  }

  /// Never empty in a query.
  package let tokens: [String]
  package let extent: Extent

  package init(_ tokens: [String], _ extent: Extent = .whole) {
    self.tokens = tokens
    self.extent = extent
  }

  /// A text with nothing in it that means something else.
  package init(literally text: String) {
    self.init(TextFolding.tokens(of: text))
  }

  /// A text with a star where a word may go on or begin otherwise.
  ///
  /// A star that touches no word is as good as none, and so is one beside a letter that is a token
  /// by itself.
  package init(reading text: String) {
    let scalars = text.unicodeScalars
    let tokens = TextFolding.tokens(of: text)
    let isOpenAtEnd = scalars.last == "*" && TextFolding.goesOn(scalars.dropLast().last)
    let isOpenAtStart = scalars.first == "*" && TextFolding.goesOn(scalars.dropFirst().first)
    self.init(
      tokens, isOpenAtStart ? isOpenAtEnd ? .inside : .ending : isOpenAtEnd ? .beginning : .whole)
  }

  /// Whether search tables find it by what words begin with, as they are sorted.
  package var isFoundByBeginning: Bool { extent == .whole || extent == .beginning }
}

extension SearchPhrase: CustomStringConvertible {
  package var description: String {
    let words = tokens.joined(separator: " ")
    return switch extent {
    case .whole: words
    case .beginning: words + "*"
    case .ending: "*" + words
    case .inside: "*" + words + "*"
    }
  }
}

/// A text of a ticket in which a query may search.
package struct SearchText: Sendable {
  /// Folded, in order.
  package let tokens: [String]
  /// Whether it is a note, found only by who may see notes.
  package let isInternal: Bool

  package init(_ text: String, isInternal: Bool) {
    tokens = TextFolding.tokens(of: text)
    self.isInternal = isInternal
  }

  /// Whether the words of the phrase stand in it one after the other.
  package func contains(_ phrase: SearchPhrase) -> Bool {
    let wanted = phrase.tokens
    guard let last = wanted.last, wanted.count <= tokens.count else { return false }
    let fits: (String) -> Bool =
      switch phrase.extent {
      case .whole: { $0.hasSameBytes(as: last) }
      case .beginning: { $0.utf8.starts(with: last.utf8) }
      case .ending: { $0.utf8.reversed().starts(with: last.utf8.reversed()) }
      case .inside: { $0.hasInside(last) }
      }
    return tokens.indices.dropFirst(wanted.count - 1).contains { end in
      fits(tokens[end])
        && tokens[(end - wanted.count + 1)..<end].elementsEqual(wanted.dropLast()) {
          $0.hasSameBytes(as: $1)
        }
    }
  }
}

extension String {
  /// Whether the other's bytes stand somewhere in this one's.
  fileprivate func hasInside(_ other: String) -> Bool {
    var rest = utf8[...]
    while rest.count >= other.utf8.count {
      if rest.starts(with: other.utf8) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}
