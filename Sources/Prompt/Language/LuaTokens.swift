import LuaSyntax

/// Lua 5.4 source taken apart.
///
/// Any text can be taken apart, in time linear in its length: what is no Lua is told by the faults
/// of the tokens. Only blanks stand between the tokens.
package struct LuaTokens: Sendable {
  package let source: [UInt8]
  /// All tokens in order, comments among them.
  package let all: [LuaToken]

  /// Takes source apart.
  package init(_ source: String) {
    self.init(Array(source.utf8))
  }

  init(_ source: [UInt8]) {
    self.source = source
    var lexer = LuaLexer(source)
    var tokens: [LuaToken] = []
    while let token = lexer.next() { tokens.append(token) }
    all = tokens
  }

  /// The tokens without the comments.
  package var code: [LuaToken] { all.filter { $0.kind != .comment } }

  /// A token as it is written.
  package func text(of token: LuaToken) -> String {
    String(decoding: source[token.range], as: UTF8.self)
  }
}

extension LuaTokens {
  /// The source with every `#42` written `t42`, the name of the ticket of that number.
  ///
  /// The length of a number is an error in Lua, and a number has no members as in `#42.subject`, so
  /// nothing is lost. Columns stay.
  static func namingTickets(in text: [UInt8]) -> [UInt8] {
    guard text.contains(UInt8(ascii: "#")) else { return text }
    var source = text
    let tokens = LuaTokens(text).all
    for (sign, number) in zip(tokens, tokens.dropFirst())
    where sign.isSymbol(.length) && number.kind == .number
      && sign.range.upperBound == number.range.lowerBound
      && isTicketNumber(text[number.range])
    {
      source[sign.range.lowerBound] = UInt8(ascii: "t")
    }
    return source
  }

  /// Digits, and nothing or a dot that begins no fraction.
  private static func isTicketNumber(_ number: ArraySlice<UInt8>) -> Bool {
    let rest = number.drop(while: \.isDigit)
    guard let next = rest.first else { return true }
    return next == UInt8(ascii: ".") && rest.dropFirst().first?.isDigit != true
  }
}
