import Lua
import Testing

@Suite struct PatternTests {
  /// Shows what a call of every matching function gives, errors included, as one line.
  static let show = """
    local function show(...)
      local parts = {}
      for i = 1, select("#", ...) do parts[i] = ("%q"):format((select(i, ...))) end
      return table.concat(parts, " ")
    end
    local function all(text, pattern, replacement)
      local found = {}
      local ok, why = pcall(function()
        for a, b in text:gmatch(pattern) do
          found[#found + 1] = show(a, b)
          if #found > 50 then break end
        end
      end)
      why = why and tostring(why):gsub("^[^:]*:%d+: ", "")
      return table.concat({
        show(pcall(string.find, text, pattern)), show(pcall(string.match, text, pattern, 2)),
        show(pcall(string.find, text, pattern, -3)), table.concat(found, ","), tostring(why),
        show(pcall(string.gsub, text, pattern, replacement)),
        show(pcall(string.gsub, text, pattern, { a = "A", b = false, [1] = "one" }, 2)),
      }, " | ")
    end

    """

  static let cases: [(text: String, pattern: String)] = [
    ("hello world", "o w"), ("hello world", "^hello"), ("hello", "l+"), ("hello", "(h)(.)(%2)"),
    ("key = value", "^(%w+)%s*=%s*(%w+)$"), ("[[x]]", "%[%[(.-)%]%]"), ("a.b", "a%.b"),
    ("THE (quick) fox", "%((%a+)%)"), ("f(a(b)c)d", "%b()"), ("THE (quick) fox", "%f[%a]%a+"),
    ("abc", "()b()"), ("", ""), ("abc", ""), ("abc", ".-"), ("aaa", "a-$"), ("x", "[^x]"),
    ("x]y", "[]]"), ("x^y", "[x^]+"), ("a-z", "[a%-z]+"), ("az", "[a-]"), ("09", "[0-9]+"),
    ("abab", "(ab)%1"), ("abc", "%"), ("abc", "[a"), ("abc", "[a%"), ("abc", "(a"), ("abc", "a)"),
    ("abc", "%1"), ("abc", "(a)%2"), ("abc", "%b"), ("abc", "%bx"), ("abc", "%f"), ("abc", "%fa"),
    ("a$b", "a$b"), ("a^b", "a^b"), ("\0a\0", "%z"), ("a\0b", "a%zb"), ("a\0b", "[%z]"),
    ("tab\there", "%c"), ("Ünïcode", "[\u{80}-\u{ff}]+"), ("aXbX", "%u"), ("ff0x", "%x+"),
    ("..//", "%p+"), ("a b", "%S+"), ("a,b,,c", "([^,]*)"), ("  trim  ", "^%s*(.-)%s*$"),
    ("abc", "((a)(b))"), ("abc", "%g+"), ("aaab", "a?a?a?b"), ("]]", "[^]]"), ("^", "^^"),
  ]

  func check(_ cases: [(text: String, pattern: String, replacement: String)]) throws {
    var source = PatternTests.show + "local lines = {}\n"
    for (text, pattern, replacement) in cases {
      source +=
        "lines[#lines + 1] = all(\(quoted(text)), \(quoted(pattern)), \(quoted(replacement)))\n"
    }
    source += """
      local text = table.concat(lines, "\\n")
      return (text:gsub("[\\128-\\255]", function(c) return ("<%d>"):format(c:byte()) end))
      """
    let results = try Fixture().run(source, instructions: 100_000_000)
    let ours = try #require(results.first?.text)
    let stock = try #require(StockLua.run(source))
    let pairs = zip(ours.split(separator: "\n"), stock.split(separator: "\n"))
    for (position, pair) in pairs.enumerated() where pair.0 != pair.1 {
      Issue.record("\(cases[min(position, cases.count - 1)]): \(pair.0) instead of \(pair.1)")
    }
    #expect(ours.utf8.count == stock.utf8.count)
  }

  @Test func `known patterns match as in stock Lua`() throws {
    for replacement in ["<%0>", "%1", "%%", "%2", "%"] {
      try check(PatternTests.cases.map { ($0.text, $0.pattern, replacement) })
    }
  }

  @Test(arguments: 1...8) func `generated patterns match as in stock Lua`(seed: UInt64) throws {
    var numbers = SeededNumbers(state: seed)
    let pieces = [
      "a", "b", ".", "%a", "%d", "%s", "%W", "[ab]", "[^a]", "[a-c%d]", "*", "+", "-", "?", "(",
      ")",
      "()", "(a", "b)", "%1", "%2", "^", "$", "%b()", "%f[%w]", "1", " ", "%", "[", "]",
    ]
    func text(_ letters: [String], _ most: Int) -> String {
      (0..<Int.random(in: 0...most, using: &numbers))
        .compactMap { _ in letters.randomElement(using: &numbers) }.joined()
    }
    try check(
      (0..<250).map { _ in
        (
          text(["a", "b", "1", " ", "(", ")", "ab"], 12), text(pieces, 6),
          text(["%0", "%1", "x", "%"], 2)
        )
      })
  }

  @Test func `exponential patterns are billed by their steps`() throws {
    let fixture = try Fixture()
    let error = fixture.fault("return ('a'):rep(3000):find(('.-'):rep(12) .. 'b')")
    #expect(error?.code == .instructions)
    #expect(error?.line == 1)
  }
}
