/// A text as the key of a set or dictionary, compared by its bytes as SQLite compares it.
///
/// `String` equates canonical equivalents: `é` as one scalar and as two are one key to it, and two
/// rows of a table.
package struct ByteKey: Hashable, Sendable {
  package let text: String

  package init(_ text: String) {
    self.text = text
  }

  package static func == (left: ByteKey, right: ByteKey) -> Bool {
    left.text.hasSameBytes(as: right.text)
  }

  package func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
    hasher.combine(text.utf8.count)
  }
}

extension ByteKey: Comparable {
  package static func < (left: ByteKey, right: ByteKey) -> Bool {
    left.text.precedesByBytes(right.text)
  }
}

extension String {
  /// Whether its first bytes are those; `hasPrefix` looks at whole characters.
  package func beginsByBytes(with prefix: String) -> Bool {
    utf8.starts(with: prefix.utf8)
  }
}
