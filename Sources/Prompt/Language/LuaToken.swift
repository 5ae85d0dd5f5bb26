import LuaSyntax

/// A piece of Lua source: a word, a value, a sign or a comment.
package struct LuaToken: Hashable, Sendable {
  /// What sort of piece it is.
  package enum Kind: Hashable, Sendable {
    case name
    case keyword(Keyword)
    case number
    case string(LuaQuotation)
    case comment
    case symbol(Symbol)
    /// What begins nothing in Lua.
    case stray
  }

  package let kind: Kind
  /// Where it stands, in bytes of the source.
  package let range: Range<Int>
  /// What is wrong with it, if anything.
  package let fault: LuaFault?

  func isSymbol(_ symbol: Symbol) -> Bool { kind == .symbol(symbol) }

  func isKeyword(_ keyword: Keyword) -> Bool { kind == .keyword(keyword) }

  /// How the string is written; `nil` for any other token.
  var quotation: LuaQuotation? {
    guard case .string(let quotation) = kind else { return nil }
    return quotation
  }
}

/// How a string is written.
package enum LuaQuotation: Hashable, Sendable {
  case single
  case double
  /// In long brackets with that many `=`.
  case long(level: Int)
}

/// What is wrong with a token.
package enum LuaFault: Hashable, Sendable {
  /// The text ends where more lines may follow: in a long string, or after a backslash.
  case openString
  /// The text ends in a long comment.
  case openComment
  /// The line ends before the closing quote.
  case unfinishedString
  /// A backslash with something that it does not go with.
  case escape
  /// No number, though it begins with a digit.
  case number
  /// A character that begins nothing, or `[=` without a second bracket.
  case stray

  /// Whether more lines could mend it.
  package var isOpen: Bool { self == .openString || self == .openComment }
}
