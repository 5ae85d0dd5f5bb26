/// A place in a text, as editors count: lines and columns begin with 1.
package struct Place: Hashable, Comparable, Sendable {
  package let line: Int
  /// In characters of Unicode, whatever their width.
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Where a text begins.
  package static let start = Place(line: 1, column: 1)

  package static func < (left: Place, right: Place) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

extension Place: CustomStringConvertible {
  package var description: String { "\(line):\(column)" }
}

/// Why a text is not Lua, and where.
///
/// Words for it are Lua's own: its front end judges what is run.
package struct SyntaxError: Error, Equatable, Sendable {
  package enum Cause: Equatable, Sendable {
    /// Something else has to stand here.
    case unexpected
    /// A string or a long comment has no end.
    case unfinished
    /// A number, an escape or a long bracket that is none.
    case malformed
    /// Nested deeper than `Parser.depthLimit`.
    case tooDeep
    /// More variables of one function than Lua has room for.
    case tooMany
    /// An assignment to a constant.
    case constant
    /// An attribute that there is not, or a second variable to be closed.
    case attribute
    /// A label that there is twice or not at all, a jump into the scope of a variable, a `break`
    /// outside of loops.
    case jump
    /// `...` in a function that does not take it.
    case variadic
  }

  package let cause: Cause
  package let place: Place

  /// Says what is wrong, and where.
  package init(_ cause: Cause, at place: Place) {
    self.cause = cause
    self.place = place
  }
}
