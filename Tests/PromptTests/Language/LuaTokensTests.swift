import LuaSyntax
import Prompt
import TestSupport
import Testing

@Suite struct LuaTokensTests {
  private func texts(_ source: String) -> [String] {
    let tokens = LuaTokens(source)
    return tokens.all.map(tokens.text)
  }

  private func only(_ source: String) throws -> LuaToken {
    let tokens = LuaTokens(source)
    try #require(tokens.all.count == 1, "\(source)")
    return tokens.all[0]
  }

  @Test(arguments: [
    ("x=5", ["x", "=", "5"]), ("a.b:c", ["a", ".", "b", ":", "c"]), ("", []), (" \n\t", []),
    ("a..b...c", ["a", "..", "b", "...", "c"]),
    ("x<=y<z<<1", ["x", "<=", "y", "<", "z", "<<", "1"]),
    ("~=~a//b/c", ["~=", "~", "a", "//", "b", "/", "c"]), ("::a::", ["::", "a", "::"]),
    ("f'a'[[b]]\"c\"", ["f", "'a'", "[[b]]", "\"c\""]),
    ("t[a[1]]", ["t", "[", "a", "[", "1", "]", "]"]),
    ("a--b\nc", ["a", "--b", "c"]), ("a--[==[b]]\n]==]c", ["a", "--[==[b]]\n]==]", "c"]),
    ("1+2-3", ["1", "+", "2", "-", "3"]), ("1e+2+3", ["1e+2", "+", "3"]), ("#42", ["#", "42"]),
    ("x --[b\ny", ["x", "--[b", "y"]), ("ünder", ["ü", "nder"]),
  ])
  func `source is taken apart at the longest tokens`(source: String, tokens: [String]) {
    #expect(texts(source) == tokens)
  }

  @Test(arguments: Keyword.allCases)
  func `a keyword is no name`(keyword: Keyword) throws {
    #expect(try only(keyword.rawValue).kind == .keyword(keyword))
    #expect(try only(keyword.rawValue + "1").kind == .name)
  }

  @Test(arguments: Symbol.allCases)
  func `every sign of Lua is read whole`(symbol: Symbol) throws {
    let token = try only(symbol.rawValue)
    #expect(token.kind == .symbol(symbol) && token.fault == nil)
  }

  @Test(arguments: [
    "0", "42", "3.", ".5", "3.25", "1e9", "1E-9", "0xff", "0XA.8p-2", "0x.1", "0x1p4", "9e999",
  ])
  func `a number is one token`(source: String) throws {
    let token = try only(source)
    #expect(token.kind == .number && token.fault == nil)
  }

  @Test(arguments: ["3x", "1e", "1e+", "0x", "0xg", "1.2.3", "3..2", "0x1p", "0x1pf", "1_000"])
  func `what begins as a number and is none is told`(source: String) throws {
    #expect(try only(source).fault == .number)
  }

  @Test(arguments: [
    (#""a\n\t\\\"\'b""#, "a\n\t\\\"'b"), (#"'\65\066\x43\u{44}'"#, "ABCD"), (#""\z   x""#, "x"),
    ("'a\\\nb'", "a\nb"), ("[[\na\r\nb]]", "a\nb"), ("[=[a]]b]=]", "a]]b"), ("''", ""),
    (#""\u{1F600}é""#, "😀é"), ("[[]]", ""), (#"'\a\b\v\f\r'"#, "\u{7}\u{8}\u{B}\u{C}\r"),
  ])
  func `a string stands for its text`(source: String, text: String) throws {
    let token = try only(source)
    #expect(token.fault == nil)
    #expect(LuaStringText(token, in: Array(source.utf8))?.text == text)
  }

  @Test(arguments: [
    ("\"a", LuaFault.unfinishedString), ("'a\n'", .unfinishedString), ("\"a\\", .openString),
    ("'a\\z \n", .openString), ("[[a", .openString), ("[==[a]=]", .openString),
    ("--[[a", .openComment), (#""\q""#, .escape), (#""\xg0""#, .escape), (#""\256""#, .escape),
    (#""\u{110000000}""#, .escape), (#""\u12""#, .escape), ("@", .stray), ("[=x", .stray),
    ("\u{202E}", .stray), ("é", .stray), ("!", .stray), ("\0", .stray),
  ])
  func `what is wrong with a token is told`(source: String, fault: LuaFault) {
    #expect(LuaTokens(source).all.first?.fault == fault)
  }

  @Test(arguments: luaPrograms)
  func `a program that compiles has no faults`(source: String) {
    #expect(StockLua.complaint(about: source) == nil)
    #expect(LuaTokens(source).all.allSatisfy { $0.fault == nil })
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `only blanks stand between tokens, whatever the text`(seed: UInt64) {
    var random = RepeatableRandom(seed: seed)
    let tokens = LuaTokens(random.luaNonsense())
    var end = 0
    for token in tokens.all {
      #expect(token.range.lowerBound >= end && !token.range.isEmpty)
      #expect(tokens.source[end..<token.range.lowerBound].allSatisfy { $0 <= 32 })
      #expect(String(validating: tokens.source[token.range], as: UTF8.self) != nil)
      end = token.range.upperBound
    }
    #expect(tokens.source[end...].allSatisfy { $0 <= 32 })
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `what Lua compiles has no faults, and what has one does not compile`(seed: UInt64) {
    var random = RepeatableRandom(seed: seed)
    let source = random.luaNonsense()
    let isFaulty = LuaTokens(source).all.contains { $0.fault != nil }
    #expect(!isFaulty || StockLua.complaint(about: source) != nil, "\(source)")
  }

  @Test(arguments: [
    "[", "[=", "]", "]=", "(", "{", "--[", "--[=[", "\"\\", "#", "a", "a:", "\\", "'", "0", "0x",
    ".", "\u{301}",
  ])
  func `a long text of one sign is taken apart at once`(sign: String) {
    let source = String(repeating: sign, count: 10_000)
    #expect(!LuaTokens(source).all.isEmpty)
  }
}
