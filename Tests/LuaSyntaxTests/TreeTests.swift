import LuaSyntax
import Testing

@Suite struct TreeTests {
  /// Names with what they mean, in the order of the text.
  private func meanings(of text: String) throws -> [String] {
    let tree = try SyntaxTree(parsing: text)
    return tree.expressions.sorted { $0.place < $1.place }.compactMap { expression in
      switch expression.kind {
      case .global(let name): "global \(name)"
      case .variable(let id):
        tree[id].function == expression.function
          ? "local \(tree[id].name)" : "upvalue \(tree[id].name)"
      default: nil
      }
    }
  }

  private func places(of text: String) throws -> [String] {
    try SyntaxTree(parsing: text).expressions.map { "\($0.place)" }
  }

  @Test func `a name means the nearest variable of that name`() throws {
    #expect(try meanings(of: "local x = x; x()") == ["global x", "local x"])
    #expect(
      try meanings(of: "local x; do local x; x() end; x(y)") == ["local x", "local x", "global y"])
    #expect(
      try meanings(of: "local x; function f() return x end") == ["global f", "upvalue x"])
    #expect(try meanings(of: "local function f() return f end") == ["upvalue f"])
    #expect(try meanings(of: "for i = i, 2 do i() end i()") == ["global i", "local i", "global i"])
    #expect(try meanings(of: "repeat local x until x; x()") == ["local x", "global x"])
  }

  @Test func `globals of another environment are its members`() throws {
    #expect(try meanings(of: "local _ENV = {}; x()") == ["local _ENV"])
    #expect(try SyntaxTree(parsing: "local _ENV = {}; x()").namesEnvironment)
    #expect(try !SyntaxTree(parsing: "x()").namesEnvironment)
  }

  @Test func `a variable knows its first value and each other one`() throws {
    let tree = try SyntaxTree(parsing: "local x, y = 1; local function f()\n  x = 2 end")
    let x = try #require(tree.variables.first { $0.name == "x" })
    let y = try #require(tree.variables.first { $0.name == "y" })
    #expect(x.assignments.map(\.place) == [Place(line: 2, column: 3)])
    guard case .local(let value?) = x.origin, case .integer(1) = tree[value].kind else {
      Issue.record("x has another value")
      return
    }
    guard case .local(nil) = y.origin else {
      Issue.record("y has a value")
      return
    }
  }

  @Test func `functions know the variables that they reach out for`() throws {
    let tree = try SyntaxTree(parsing: "local a, b; f(function() g(function() a() end) end)")
    #expect(
      tree.functions.map { $0.upvalues.map { tree[$0].name }.sorted() } == [
        ["_ENV"], ["_ENV", "a"], ["a"],
      ])
  }

  @Test func `columns count characters, whatever their bytes`() throws {
    #expect(try places(of: "é = 1".replacing("é", with: "--[[é]] x")).first == "1:9")
    #expect(try places(of: "x = 'äöü' .. y").contains("1:14"))
    #expect(try places(of: "\tx()").first == "1:2")
  }

  @Test(arguments: ["\n", "\r", "\r\n", "\n\r"])
  func `an end of line is one, however it is written`(end: String) throws {
    #expect(try places(of: "f()\(end)\(end)  g()").contains("3:3"))
    #expect(try places(of: "f([[a\(end)b]], x)").contains("2:6"))
    #expect(try places(of: "f('a\\\(end)b', x)").contains("2:5"))
    #expect(try places(of: "--[[\(end)]] x()").first == "2:4")
  }

  @Test func `an error stands where Lua stumbles`() {
    #expect(SyntaxTree.objection(to: "x = 1\ny = = 2")?.place == Place(line: 2, column: 5))
    #expect(SyntaxTree.objection(to: "x = 'é\ny'")?.place == Place(line: 1, column: 5))
    #expect(SyntaxTree.objection(to: "f(\n")?.place == Place(line: 2, column: 1))
    #expect(SyntaxTree.objection(to: "do\n  break\nend")?.place == Place(line: 2, column: 3))
  }

  @Test func `strings hold what their escapes mean`() throws {
    let text = #"return "\65\x42\u{43}\z  D\n", '\'', [[\n]]"#
    let strings = try SyntaxTree(parsing: text).expressions.compactMap { expression -> String? in
      if case .string(let text) = expression.kind { text } else { nil }
    }
    #expect(strings == ["ABCD\n", "'", #"\n"#])
  }

  @Test func `numbers are whole or not, as Lua has them`() throws {
    let tree = try SyntaxTree(
      parsing: "return 3, 3., 0x10, 0xffffffffffffffff, 9223372036854775808, 0x.8p1, 1e2")
    let values = tree.expressions.map { expression -> String in
      switch expression.kind {
      case .integer(let value): "\(value)"
      case .number(let value): "\(value)"
      default: "?"
      }
    }
    #expect(values == ["3", "3.0", "16", "-1", "9.223372036854776e+18", "1.0", "100.0"])
  }
}

/// Texts that are made to hurt a parser.
@Suite struct HostileTextTests {
  private static let size = 64 * 1024

  private func repeated(_ piece: String, _ count: Int) -> String {
    String(repeating: piece, count: count)
  }

  @Test(arguments: ["(", "{", "f(", "- ", "not ", "a[", "function() return ", "1 ^ ", "'x' .. "])
  func `expressions that lie too deep are refused`(piece: String) {
    let text = "return " + repeated(piece, HostileTextTests.size / piece.utf8.count)
    #expect(SyntaxTree.objection(to: text)?.cause == .tooDeep)
  }

  @Test(arguments: ["do ", "if x then ", "while x do ", "repeat ", "::a:: "])
  func `statements that lie too deep are refused`(piece: String) {
    let text = repeated(piece, HostileTextTests.size / piece.utf8.count)
    #expect(SyntaxTree.objection(to: text)?.cause == .tooDeep)
  }

  @Test func `what is long and not deep is read`() throws {
    let size = HostileTextTests.size
    #expect(SyntaxTree.objection(to: "return a" + repeated(".b", size / 2)) == nil)
    #expect(SyntaxTree.objection(to: "return 1" + repeated("+1", size / 2)) == nil)
    #expect(SyntaxTree.objection(to: "f" + repeated("()", size / 2)) == nil)
    #expect(SyntaxTree.objection(to: "x = {" + repeated("1,", size / 2) + "}") == nil)
    #expect(
      SyntaxTree.objection(to: "if a then " + repeated("elseif a then ", size / 14) + "end") == nil)
  }

  @Test func `a function has at most 200 variables, and 255 of others`() {
    let many = (1...200).map { "local a\($0)\n" }.joined()
    #expect(SyntaxTree.objection(to: many) == nil)
    #expect(SyntaxTree.objection(to: many + "local b")?.cause == .tooMany)
    #expect(SyntaxTree.objection(to: many + "local function f() local c end")?.cause == .tooMany)
    #expect(SyntaxTree.objection(to: "do \(many) end \(many)") == nil)
  }
}
