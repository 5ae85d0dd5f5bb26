import Texts

/// What is wrong with a JSON text, and where.
package struct JSONError: Error, Equatable {
  /// The byte at which it went wrong, from 0.
  package let offset: Int
  /// What would be right there.
  package let expected: Text
}

extension JSONError: TextError {
  package var description: String { text.description }

  package var text: Text {
    Text.jsonMalformed(byte: offset + 1, expected: expected)
  }
}
