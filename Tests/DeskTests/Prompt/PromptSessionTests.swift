import Desk
import Kernel
import System
import TestSupport
import Testing

@Suite struct PromptSessionTests {
  /// A desk with some tickets, and a session of its admin.
  private struct Fixture {
    let desk: TemporaryDesk
    let session: PromptSession

    init(as name: String = "admin", mayWrite: Bool = false) throws {
      desk = try TemporaryDesk()
      for (name, role) in Staff.people { try desk.add(name, roles: [role]) }
      for number in 1...3 {
        try desk.act("ann", "create", nil, ["subject": .text("printer \(number)")])
      }
      let interruption = System.Interruption()
      session = try PromptSession(
        desk.desk, as: desk.person(name), mayWrite: mayWrite, interruption: interruption
      ) { line in
        if line.contains("stop") { interruption.request() }
      }
    }
  }

  private static func values(_ text: String, _ fixture: Fixture, _ number: Int = 1) throws
    -> [PromptValue]
  {
    let result = try fixture.session.evaluate(text, number: number)
    if let problem = result.problem { throw problem }
    return result.values
  }

  @Test(arguments: [
    ("1 + 1", [PromptValue.integer(2)]),
    ("1, 'a', nil", [.integer(1), .text("a"), .null]),
    ("return 2.5", [.number(2.5)]),
    ("x = 1", []),
    ("0/0", [.word("nan")]),
    ("'\\255'", [.bytes([255])]),
    ("print", [.word("function")]),
    ("docket.tickets.get", [.word("docket.tickets.get")]),
    ("docket.none", [.word("docket.none")]),
    ("coroutine.create(print)", [.word("thread")]),
    ("{}", [.table(PromptTable(items: []))]),
    ("{ 1, 2 }", [.table(PromptTable(items: [.integer(1), .integer(2)]))]),
    ("(function() local t = {} t[1] = t return t end)()", [.table(PromptTable(items: [.cycle]))]),
    (
      "{ [true] = 1 }",
      [.table(PromptTable(items: [], pairs: [.init(key: .boolean(true), value: .integer(1))]))]
    ),
  ])
  func `an entry gives its values`(_ entry: String, _ expected: [PromptValue]) throws {
    #expect(try PromptSessionTests.values(entry, Fixture()) == expected)
  }

  @Test func `what is deep or wide is cut, and what is cut is counted`() throws {
    let fixture = try Fixture()
    guard
      case .table(let wide) = try PromptSessionTests.values(
        "(function() local t = {} for i = 1, 5000 do t[i] = i end return t end)()", fixture)[0]
    else { return #expect(Bool(false)) }
    #expect(wide.items.count + wide.more == 5000 && wide.more > 0)
    var deepest = try PromptSessionTests.values(
      "(function() local t = {} for _ = 1, 500 do t = { t } end return t end)()", fixture)[0]
    while case .table(let table) = deepest, let item = table.items.first { deepest = item }
    #expect(deepest == .deep)
  }

  @Test(arguments: [
    "(function() local t = {} for i = 1, 100 do t[i] = {} for j = 1, 100 do t[i][j] = { j } end end return t end)()",
    "tickets():map(function(t) return t.id end):table{ function(n) return { n, { n } } end }",
  ])
  func `however much a value holds, it is shown`(_ entry: String) throws {
    #expect(try Fixture().session.evaluate(entry, number: 1).problem == nil)
  }

  @Test func `a table of rows has its columns, and what is missing is empty`() throws {
    let fixture = try Fixture()
    let entry = """
      tickets():map(function(t) return t end):table{
        "id", "subject", "queue", "stage", "assignee", "created", "due", "parent" }
      """
    guard case .grid(let grid) = try PromptSessionTests.values(entry, fixture)[0] else {
      return #expect(Bool(false))
    }
    #expect(grid.rows.count == 3 && !grid.isCut)
    #expect(grid.rows[0][0] == .integer(1) && grid.rows[0][6] == .null)
  }

  @Test func `results are known by their numbers, and the last one by a line`() throws {
    let fixture = try Fixture()
    _ = try PromptSessionTests.values("20", fixture, 1)
    _ = try PromptSessionTests.values("22", fixture, 2)
    #expect(
      try PromptSessionTests.values("_1 + _2, _", fixture, 3) == [.integer(42), .integer(22)])
  }

  @Test func `values with metatables of their own are described without asking them`() throws {
    let hostile = """
      setmetatable({ 1 }, { __index = error, __len = error, __pairs = error, __tostring = error,
        __name = {}, __eq = error, __lt = error, __call = error })
      """
    #expect(
      try PromptSessionTests.values(hostile, Fixture())
        == [.table(PromptTable(items: [.integer(1)]))])
  }

  @Test func `tickets are rows that can be counted, filtered, sorted and grouped`() throws {
    let fixture = try Fixture()
    try fixture.desk.act("ann", "update", 2, ["priority": .text("high")])
    func value(_ entry: String) throws -> PromptValue {
      try PromptSessionTests.values(entry, fixture)[0]
    }
    #expect(try value("tickets():count()") == .integer(3))
    #expect(try value("tickets('priority:$p', { p = 'high' }):count()") == .integer(1))
    #expect(try value("tickets():where(function(t) return t.id > 1 end):count()") == .integer(2))
    #expect(try value("tickets():sort('-id'):first().id") == .integer(3))
    #expect(try value("tickets():map(function(t) return t.id end):sum()") == .integer(6))
    #expect(
      try value("tickets():group('priority')")
        == .groups([("normal", .integer(2)), ("high", .integer(1))]))
    #expect(
      try value("tickets():group('created', 'month')") == .groups([("2026-01", .integer(3))]))
    #expect(
      try value("(function() local n = 0 for t in tickets() do n = n + t.id end return n end)()")
        == .integer(6))
    guard case .rows(let rows, let total) = try value("tickets():take(2)") else {
      return #expect(Bool(false))
    }
    #expect(rows.count == 2 && total == 2)
  }

  @Test func `a ticket is named by its number, and read anew each time`() throws {
    let fixture = try Fixture()
    #expect(try PromptSessionTests.values("t1.priority", fixture) == [.text("normal")])
    try fixture.desk.act("ann", "update", 1, ["priority": .text("high")])
    #expect(try PromptSessionTests.values("t1.priority", fixture) == [.text("high")])
    let problem = try fixture.session.evaluate("t99", number: 1).problem
    #expect(problem?.message.contains("there is no ticket 99") == true)
  }

  @Test func `nothing is changed unless that is allowed, and what is changed says through what`()
    throws
  {
    let fixture = try Fixture()
    let before = try fixture.desk.entries(1).count
    let refused = try fixture.session.evaluate("t1:note{ text = 'x' }", number: 1)
    #expect(refused.problem?.message.contains("read-only") == true)
    #expect(try fixture.desk.entries(1).count == before)
    fixture.session.mayWrite = true
    let done = try fixture.session.evaluate("t1:note{ text = 'x' }", number: 2)
    #expect(done.problem == nil && done.acts.map(\.action.name) == ["note"])
    #expect(try fixture.desk.entries(1).last?.source == .repl)
  }

  @Test func `an interruption ends an evaluation only`() throws {
    let fixture = try Fixture()
    _ = try PromptSessionTests.values("kept = 7", fixture)
    let result = try fixture.session.evaluate("print('stop') while true do end", number: 1)
    #expect(result.problem?.kind == .interrupted)
    #expect(try PromptSessionTests.values("kept", fixture) == [.integer(7)])
  }

  @Test(arguments: [
    ("x =", PromptProblem.Kind.incomplete), ("for i = 1, 2 do", .incomplete), ("'a", .syntax),
    ("x = = 1", .syntax), ("error('x')", .failed), ("nil + 1", .failed), ("undeclared", .failed),
  ])
  func `what is wrong has a kind`(_ entry: String, _ kind: PromptProblem.Kind) throws {
    #expect(try Fixture().session.evaluate(entry, number: 1).problem?.kind == kind)
  }

  @Test func `an error says the line, and the frames of one's own code`() throws {
    let fixture = try Fixture()
    _ = try PromptSessionTests.values("function f(x)\n  return x.y.z\nend", fixture, 1)
    let problem = try fixture.session.evaluate("local a = 1\nlocal b = f({})\nreturn b", number: 2)
      .problem
    #expect(problem?.frames.map(\.chunk) == ["prompt[1]", "prompt[2]"])
    #expect(problem?.frames.map(\.line) == [2, 2])
  }

  @Test func `queries narrow rows, and what takes time is said in words`() throws {
    let fixture = try Fixture()
    try fixture.desk.act("ann", "update", 2, ["priority": .text("high")])
    func value(_ entry: String) throws -> PromptValue {
      try PromptSessionTests.values(entry, fixture)[0]
    }
    #expect(try value("tickets('id:1 or id:2'):where('priority:high'):count()") == .integer(1))
    #expect(try value("history('action:update'):changing('priority'):count()") == .integer(1))
    #expect(try value("span(93784), span(59), span(-7200)") == .text("1d 2h"))
    #expect(
      try value("tickets():group('priority'):median('took')")
        == .groups([("normal", .null), ("high", .null)]))
    guard case .groups(let groups) = try value("tickets():group('priority'):max('age')") else {
      return #expect(Bool(false))
    }
    #expect(groups.allSatisfy { if case .span = $0.value { true } else { false } })
    let refused = try fixture.session.evaluate("tickets():where(7)", number: 9).problem
    #expect(refused?.message == "where: expected a query or a function, got number")
  }

  @Test(arguments: [
    "_G = nil", "person, tickets, history = nil", "setmetatable(_G, nil)",
    "string = nil utf8 = nil",
    "return setmetatable({}, { __metatable = false, __tostring = error, __len = error })",
  ])
  func `an entry may do to its variables what it likes, and the prompt goes on`(
    entry: String,
  ) throws {
    let fixture = try Fixture()
    _ = try fixture.session.evaluate(entry, number: 1)
    #expect(
      try PromptSessionTests.values("1 + 1, me.name", fixture, 2) == [
        .integer(2), .text("admin"),
      ])
  }

  @Test func `who uses up the memory begins anew`() throws {
    let fixture = try Fixture()
    _ = try PromptSessionTests.values("kept = 7", fixture)
    let result = try fixture.session.evaluate(
      "t = {} for i = 1, 1e9 do t[i] = ('x'):rep(100000) .. i end", number: 1)
    #expect(result.problem?.kind == .memory)
    #expect(try fixture.session.evaluate("kept", number: 2).problem?.kind == .failed)
    #expect(try PromptSessionTests.values("1 + 1", fixture, 3) == [.integer(2)])
  }
}
