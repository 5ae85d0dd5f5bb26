/// A word of Lua 5.4 that cannot be a name.
///
/// Source: the Lua 5.4 manual, section 3.1.
package enum LuaKeyword: String, CaseIterable, Sendable {
  case and, `break`, `do`, `else`, elseif, end, `false`, `for`, function, goto, `if`, `in`
  case local, `nil`, not, or, `repeat`, `return`, then, `true`, until, `while`
}

/// A sign of Lua 5.4: an operator, a bracket or a separator.
package enum LuaSymbol: String, CaseIterable, Sendable {
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divided = "/"
  case floorDivided = "//"
  case remainder = "%"
  case power = "^"
  case length = "#"
  case bitAnd = "&"
  case tilde = "~"
  case bitOr = "|"
  case shiftLeft = "<<"
  case shiftRight = ">>"
  case equal = "=="
  case unequal = "~="
  case atMost = "<="
  case atLeast = ">="
  case less = "<"
  case more = ">"
  case assign = "="
  case openParenthesis = "("
  case closeParenthesis = ")"
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
}

extension LuaSymbol {
  /// By their first byte, longer ones first.
  static let byFirstByte: [UInt8: [LuaSymbol]] = {
    var table: [UInt8: [LuaSymbol]] = [:]
    for symbol in allCases.sorted(by: { $0.rawValue.utf8.count > $1.rawValue.utf8.count }) {
      for first in symbol.rawValue.utf8.prefix(1) { table[first, default: []].append(symbol) }
    }
    return table
  }()
}
