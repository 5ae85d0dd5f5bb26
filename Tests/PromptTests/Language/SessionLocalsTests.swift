import Prompt
import TestSupport
import Testing

@Suite struct SessionLocalsTests {
  @Test(arguments: [
    ("local x = 5", "      x = 5", ["x"]),
    ("local a, b = f()", "      a, b = f()", ["a", "b"]),
    ("x = 1; local y = x", "x = 1;       y = x", ["y"]),
    ("local function f() return 1 end", "      function f() return 1 end", ["f"]),
    ("local x", "  x=nil", ["x"]),
    ("local a, b; a = 1", "  a, b=nil; a = 1", ["a", "b"]),
    ("local x <const> = 5", "      x         = 5", ["x"]),
    ("local a <const>, b", "  a        , b=nil", ["a", "b"]),
    ("local x\n= 5", "      x\n= 5", ["x"]),
    ("local\nx", "     \nx=nil", ["x"]),
    ("local a,\n    b; f()", "      a,\nb=nil; f()", ["a", "b"]),
    ("local--[[c]]x", " --[[c]]x=nil", ["x"]),
    ("if a then local b = 1 end local c = 2", "if a then local b = 1 end       c = 2", ["c"]),
  ])
  func `a local outside of blocks becomes a variable of the session`(
    entry: String, source: String, variables: [String],
  ) {
    let rewritten = SessionLocals(rewriting: entry)
    #expect(rewritten.source == source)
    #expect(rewritten.variables == variables)
  }

  @Test(arguments: [
    "do local x = 1 end", "for i = 1, 2 do local x = i end", "while f() do local x end",
    "repeat local x = 1 until x", "if a then local b elseif c then local d else local e end",
    "function f() local x = 1 end", "f(function() local x end)", "t = { function() local x end }",
    "x = 'local y'", "-- local x", "x = [[\nlocal y]]", "locals = 1", "for local x", "local",
    "local 5",
    "local x <bad> = 1", "local x,", "local function t.f() end", "end local x = 1", "(local x = 1",
    "x = function() if a then local b end local c end",
  ])
  func `any other local stays as it is`(entry: String) {
    let rewritten = SessionLocals(rewriting: entry)
    #expect(rewritten.source == entry)
    #expect(rewritten.variables.isEmpty)
  }

  @Test func `a variable that is closed stays in its entry`() {
    let entry = "local f <close> = open()\nlocal y = f:read()\nlocal f = 2"
    let rewritten = SessionLocals(rewriting: entry)
    #expect(rewritten.source == "local f <close> = open()\n      y = f:read()\nlocal f = 2")
    #expect(rewritten.closing == ["f"])
    #expect(rewritten.variables == ["y"])
  }

  @Test func `a constant becomes a variable, which is told`() {
    let rewritten = SessionLocals(rewriting: "local a <const>, b = 1, 2")
    #expect(rewritten.constants == ["a"])
    #expect(rewritten.variables == ["a", "b"])
  }

  @Test(arguments: luaPrograms)
  func `a program still compiles`(source: String) {
    let rewritten = SessionLocals(rewriting: source)
    #expect(StockLua.complaint(about: rewritten.source) == nil)
    #expect(rewritten.source != source)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `lines and their lengths stay, and what compiled compiles`(seed: UInt64) {
    var random = RepeatableRandom(seed: seed)
    let statements = [
      "local x = 1", "local y", "local a, b", "local c <const> = 2", "f(x)", "do local z = 3 end",
      "local function g() local h = 1 end", "x = x", "if x then local w end", "-- local\n", ";",
      "local t = {\n  1,\n}", "y = [[\nlocal]]",
    ]
    let entry = (0..<Int.random(in: 1...8, using: &random)).map { _ in
      (statements.randomElement(using: &random) ?? "") + [" ", "\n", " ; "][Int(random.next() % 3)]
    }.joined()
    let source = SessionLocals(rewriting: entry).source
    #expect(lineLengths(source) == lineLengths(entry))
    #expect(StockLua.complaint(about: entry) != nil || StockLua.complaint(about: source) == nil)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `every other token stays in its line, whatever the text`(seed: UInt64) {
    var random = RepeatableRandom(seed: seed)
    let entry = "local x \n" + random.luaNonsense()
    let rewritten = SessionLocals(rewriting: entry)
    let changed = ["local", "=", "nil", "<", "const", ">"]
    let kept = placed(entry).filter { !changed.contains($0) }
    let found = placed(rewritten.source).filter { !changed.contains($0) }
    #expect(found == kept, "\(entry)")
  }

  private func lineLengths(_ text: String) -> [Int] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(\.utf8.count)
  }

  /// The tokens, each line's after the sign of its end.
  private func placed(_ source: String) -> [String] {
    source.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      ["\n"] + line.split(separator: " ").map(String.init)
    }.flatMap { piece in
      let tokens = LuaTokens(piece)
      return piece == "\n" ? [piece] : tokens.all.map(tokens.text)
    }
  }
}
