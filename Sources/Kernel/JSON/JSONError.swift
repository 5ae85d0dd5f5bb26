/// What is wrong with a JSON text, and where.
package struct JSONError: Error, Equatable, CustomStringConvertible {
  /// The byte at which it went wrong, from 0.
  package let offset: Int
  /// What would be right there.
  package let expected: String

  package var description: String { "not JSON at byte \(offset + 1): expected \(expected)" }
}
