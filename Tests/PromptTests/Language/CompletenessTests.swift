import Prompt
import TestSupport
import Testing

@Suite struct CompletenessTests {
  private func judged(_ text: String) -> Completeness {
    Completeness(of: text, queryNames: queryNames)
  }

  @Test(arguments: [
    "x = 5", "", "f()", "return", "local x", "local x <const>", "x = 'a'", "::a::",
    "if a then b() end",
    "t42:close{}", "x = [[a\nb]] -- c", "...", "break;", "function f() end", "x = 1 --[[c]]",
    "for i = 1, 2 do f(i) end", "repeat f() until g()", "while a do end", "x = not a",
    "if a then elseif b then else end", "f 'x'", "#42.subject", "#42:close{}", "#42",
  ])
  func `an entry that has its ends is complete`(text: String) {
    #expect(judged(text) == .complete)
  }

  @Test(arguments: [
    ".load (", "queue:(", "?\"on fire", "help tickets.", "watch (is:open", "is:open text:\"a", ".",
  ])
  func `commands and queries are always complete`(text: String) {
    #expect(judged(text) == .complete)
  }

  @Test(
    arguments: [
      ("f(", .closing(.parenthesis)), ("t42:close{", .closing(.brace)), ("x[", .closing(.bracket)),
      ("function f()", .closing(.function)), ("if a then", .closing(.branch)),
      ("if", .closing(.branch)),
      ("while a", .closing(.loop)), ("for i = 1, 2 do", .closing(.block)), ("do", .closing(.block)),
      ("repeat", .closing(.repetition)), ("f(function() if a then end", .closing(.function)),
      ("x = [[a", .endOfString), ("x = \"a\\", .endOfString), ("--[[a", .endOfComment),
      ("f() --[==[a]]", .endOfComment), ("x =", .continuation), ("x = 1 +", .continuation),
      ("a,", .continuation), ("x = a and", .continuation), ("x = not", .continuation),
      ("local", .continuation), ("docket.", .continuation), ("t42:", .continuation),
      ("goto", .continuation), ("repeat until", .continuation),
      ("x = a >", .continuation), ("::", .continuation), ("x = -- c", .continuation),
    ] as [(String, Completeness.Missing)])
  func `an entry that lacks something wants more lines`(text: String, missing: Completeness.Missing)
  {
    #expect(judged(text) == .incomplete(missing))
    #expect(judged(text).wantsMore)
  }

  @Test(arguments: [
    "end", "f)", "f(]", "x = \"a", "'a\nb'", "3x", "@", "until x", "then", "(end",
    "f(function) end",
    "x = '\\q'", "if a then until b", "repeat end", "while a end",
  ])
  func `an entry that no line can mend is wrong`(text: String) {
    #expect(judged(text) == .wrong)
  }

  @Test(arguments: [
    ("function f()\n", false), ("function f()\n\n", true), ("function f()\n  \n\t", true),
    ("f(\n\n\nx", false), ("x = [[\n\n", true), ("x =\n", false), ("x =\n\n", true),
    ("function f()\n\n  g()\n", false),
  ])
  func `two empty lines at the end give an incomplete entry up`(text: String, isAbandoned: Bool) {
    #expect((judged(text) == .abandoned) == isAbandoned)
    #expect(judged(text).wantsMore != isAbandoned)
  }

  @Test func `empty lines after a complete entry leave it complete`() {
    #expect(judged("x = 5\n\n") == .complete)
  }

  @Test(arguments: luaPrograms)
  func `no beginning of a program is wrong, and what compiles is complete`(source: String) {
    var beginning = ""
    for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
      beginning += line
      let judged = judged(beginning)
      #expect(judged != .wrong, "\(beginning)")
      if StockLua.complaint(about: beginning) == nil {
        #expect(judged == .complete, "\(beginning)")
      }
      beginning += "\n"
    }
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `what Lua compiles is complete, whatever the text`(seed: UInt64) {
    var random = RepeatableRandom(seed: seed)
    let text = random.luaNonsense()
    if StockLua.complaint(about: text) == nil { #expect(judged(text) == .complete, "\(text)") }
  }
}
