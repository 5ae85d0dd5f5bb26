/// A word of Lua.
enum Token: Hashable {
  case end
  case name(String)
  case keyword(Keyword)
  case symbol(Symbol)
  case string(String)
  case integer(Int64)
  case number(Double)
}

/// A word that Lua has for itself, which no name may be.
package enum Keyword: String, CaseIterable, Sendable {
  case and, `break`, `do`, `else`, elseif, end, `false`, `for`, function, goto, `if`, `in`, local,
    `nil`, not, or, `repeat`, `return`, then, `true`, until, `while`

  /// By how they are written: each name of a text is looked up.
  static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

  /// Whether a text is one of them.
  package static func contains(_ text: String) -> Bool { byName[text] != nil }
}

/// Operators and punctuation, as they are written.
package enum Symbol: String, CaseIterable, Sendable {
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divided = "/"
  case floorDivided = "//"
  case modulo = "%"
  case power = "^"
  case length = "#"
  case bitAnd = "&"
  case tilde = "~"
  case bitOr = "|"
  case shiftLeft = "<<"
  case shiftRight = ">>"
  case equal = "=="
  case notEqual = "~="
  case atMost = "<="
  case atLeast = ">="
  case less = "<"
  case greater = ">"
  case assign = "="
  case open = "("
  case close = ")"
  case openBrace = "{"
  case closeBrace = "}"
  case openBracket = "["
  case closeBracket = "]"
  case label = "::"
  case semicolon = ";"
  case colon = ":"
  case comma = ","
  case dot = "."
  case concatenation = ".."
  case dots = "..."

  /// By their bytes, the longest first: a symbol is as long as it can be.
  package static let byBytes: [UInt8: [(bytes: [UInt8], symbol: Symbol)]] = {
    let all = allCases.map { (bytes: Array($0.rawValue.utf8), symbol: $0) }
    return Dictionary(grouping: all) { $0.bytes[0] }
      .mapValues { $0.sorted { $0.bytes.count > $1.bytes.count } }
  }()
}
