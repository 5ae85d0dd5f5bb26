/// What a path of keys leads to in the session of a prompt, as far as completion asks.
///
/// `used` says how many keys led there; what the kernel made is not looked into.
package enum PromptHeld: Equatable, Sendable {
  /// A key of a path.
  package enum Key: Hashable, Sendable {
    case name(String)
    case number(Int64)
  }

  /// A key of a table that is a text.
  package struct Name: Hashable, Sendable {
    package let name: String
    /// Whether its value can be called.
    package let isFunction: Bool

    package init(_ name: String, isFunction: Bool) {
      self.name = name
      self.isFunction = isFunction
    }
  }

  case table([Name], used: Int)
  /// A value of the kernel, such as a ticket.
  case record(kind: String, used: Int)
  /// A list of such values.
  case list(kind: String, used: Int)
  /// Rows of a question.
  case rows(used: Int)
  case groups(used: Int)
  /// A value without members, or nothing at all.
  case nothing
}
