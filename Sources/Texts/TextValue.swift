/// A value in a text, as it is until somebody reads it.
package enum TextValue: Hashable, Sendable {
  case words(String)
  case number(Int64)
  /// A number with a fraction, which the reader's language writes with a point or a comma.
  case decimal(Double)
  case text(Text)
  /// A moment: for people on the clock of who reads it, for programs in ISO 8601.
  case time(milliseconds: Int64, iso: String)
}

/// What can stand in a text.
package protocol TextConvertible {
  /// The value that stands in the text.
  var textValue: TextValue { get }
}

extension String: TextConvertible {
  package var textValue: TextValue { .words(self) }
}

extension Substring: TextConvertible {
  package var textValue: TextValue { .words(String(self)) }
}

extension Int: TextConvertible {
  package var textValue: TextValue { .number(Int64(self)) }
}

extension Int64: TextConvertible {
  package var textValue: TextValue { .number(self) }
}

extension Int32: TextConvertible {
  package var textValue: TextValue { .number(Int64(self)) }
}

extension Double: TextConvertible {
  package var textValue: TextValue { .decimal(self) }
}

extension Unicode.Scalar: TextConvertible {
  package var textValue: TextValue { .words(String(self)) }
}

extension Text: TextConvertible {
  package var textValue: TextValue { .text(self) }
}

extension Optional: TextConvertible where Wrapped: TextConvertible {
  /// The value, or nothing at all.
  package var textValue: TextValue { self?.textValue ?? .words("") }
}
