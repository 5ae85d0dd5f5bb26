import LuaSyntax

/// What is open at a place of Lua source: brackets and blocks, the inmost last.
struct LuaNesting {
  private(set) var open: [LuaOpening] = []
  /// Whether something was closed that was not open.
  var isBroken = false

  /// Goes past a token.
  mutating func take(_ token: LuaToken) {
    switch token.kind {
    case .symbol(let symbol): take(symbol)
    case .keyword(let keyword): take(keyword)
    case .name, .number, .string, .comment, .stray: break
    }
  }

  private mutating func take(_ symbol: Symbol) {
    switch symbol {
    case .open: open.append(.parenthesis)
    case .openBrace: open.append(.brace)
    case .openBracket: open.append(.bracket)
    case .close: close(.parenthesis)
    case .closeBrace: close(.brace)
    case .closeBracket: close(.bracket)
    default: break
    }
  }

  private mutating func take(_ keyword: Keyword) {
    switch keyword {
    case .function: open.append(.function)
    case .if: open.append(.branch)
    case .while, .for: open.append(.loop)
    case .repeat: open.append(.repetition)
    case .do:
      if open.last == .loop { open.removeLast() }
      open.append(.block)
    case .then, .else, .elseif: if open.last != .branch { isBroken = true }
    case .until: close(.repetition)
    case .end: close(.function, .branch, .block)
    default: break
    }
  }

  private mutating func close(_ openings: LuaOpening...) {
    if let last = open.last, openings.contains(last) {
      open.removeLast()
    } else {
      isBroken = true
    }
  }
}

/// What opens a bracket or a block.
package enum LuaOpening: Hashable, Sendable {
  case parenthesis
  case brace
  case bracket
  case function
  /// `if`, up to its `end`.
  case branch
  /// `while` or `for`, up to its `do`.
  case loop
  /// `do`, that of a loop included.
  case block
  case repetition
}
