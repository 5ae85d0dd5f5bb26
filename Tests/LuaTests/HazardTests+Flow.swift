import Lua
import Testing

extension HazardTests {
  @Test func `coroutines stay inside the budget, however many and however short`() throws {
    try ends("coroutine.wrap(function() while true do end end)()", .instructions)
    try ends(
      """
      local function tree(n) if n > 0 then coroutine.wrap(tree)(n - 1) coroutine.wrap(tree)(n - 1) end end
      tree(30)
      """, .instructions)
    try ends("while true do pcall(coroutine.create, print) end", .instructions)
  }

  @Test func `a chain of closing coroutines cannot be made`() throws {
    try holds("assert(coroutine.close == nil)")
    try ends("coroutine.close(coroutine.create(print))", .runtime, "let the coroutine return")
  }

  @Test func `what is closed after the end does not run`() throws {
    try ends(
      """
      local function guarded()
        local _ <close> = setmetatable({}, {__close = function() while true do end end})
        while true do end
      end
      while true do pcall(coroutine.wrap(guarded)) end
      """, .instructions)
  }

  @Test(arguments: [
    ("error(nil)", "(error object is a nil value)"),
    ("error(setmetatable({}, {__tostring = function() while true do end end}))", "table value"),
    ("error(setmetatable({}, {__tostring = function() return {} end}))", "table value"),
    ("error(print)", "(error object is a function value)"),
  ])
  func `an error object is told, and none of its code runs`(_ source: String, _ words: String)
    throws
  {
    try ends(source, .runtime, words)
  }

  @Test func `the text of an error is one clean line that cannot pass for another's`() throws {
    let error = try Fixture().fault(#"error("a\nkernel: all is well\27[2J", 0)"#)
    #expect(error?.message == #"a\nkernel: all is well\027[2J"#)
    #expect(error?.file == "sample/init.lua")
    #expect(error?.plugin == "sample")
    let long = try Fixture().fault("error(('E'):rep(1000000), 0)")
    #expect((long?.message.utf8.count ?? .max) <= 4096)
  }

  @Test func `a loaded text is named by the host`() throws {
    try holds(
      """
      local _, why = pcall(load("error('x')", "@kernel/core.lua"))
      assert(why == "sample:(load):1: x", why)
      """)
  }

  @Test func `a text is loaded only up to a length, and with few labels`() throws {
    try holds("assert(select(2, load(('a=1 '):rep(20000))):find('64 KB'))")
    try holds("assert(select(2, load(('::a::'):rep(9000))):find('labels'))")
    try holds("assert(load(('('):rep(300)) == nil)")
    let fixture = try Fixture()
    let long = String(repeating: "a=1 ", count: 70_000)
    #expect(throws: LuaError.self) { try fixture.sandbox.load(long, chunk: "long.lua") }
    try ends("while true do load(('local a '):rep(150)) end", .instructions)
  }

  @Test func `work that is one instruction to Lua is billed, or watched more closely`() throws {
    try ends("local s = ('x'):rep(1 << 21) while true do local _ = s .. 'y' end", .instructions)
    try ends("local s = ('1'):rep(1 << 20) while true do local _ = s + 1 end", .instructions)
    try ends("local s = ('1'):rep(1 << 20) while true do local _ = tonumber(s) end", .instructions)
    let fixture = try Fixture()
    let chunk = try fixture.sandbox.load(
      "local a, b = ('c'):rep(1 << 21) .. 1, ('c'):rep(1 << 21) .. 2 while a < b do end",
      chunk: "compare.lua")
    var budget = Budget(instructions: 1_000_000_000, milliseconds: 50)
    let error = #expect(throws: LuaError.self) {
      try fixture.sandbox.call(chunk, budget: &budget)
    }
    #expect(error?.code == .deadline)
  }

  @Test func `going through a table of many gaps ends in time`() throws {
    let fixture = try Fixture()
    let chunk = try fixture.sandbox.load(
      """
      local t = {}
      for i = 1, 100000 do t["k" .. i] = i end
      for i = 1, 100000 do t["k" .. i] = nil end
      while true do next(t) end
      """, chunk: "gaps.lua")
    var budget = Budget(instructions: 1_000_000_000, milliseconds: 300)
    let error = #expect(throws: LuaError.self) {
      try fixture.sandbox.call(chunk, budget: &budget)
    }
    #expect(error?.code == .deadline)
  }

  @Test func `a table that is its own call ends, where stock Lua goes on for minutes`() throws {
    try ends(
      "local m = {} local t = setmetatable({}, m) m.__call = t t()", .runtime, "C stack overflow")
  }

  @Test func `what is printed goes to the log, and no further than its limit`() throws {
    final class Lines { var bytes = 0 }
    let lines = Lines()
    let fixture = try Fixture {
      $0.log = { lines.bytes += $0.utf8.count }
      $0.logLimit = 1000
    }
    _ = try fixture.run("for i = 1, 500 do print(('x'):rep(300)) end assert(warn == nil)")
    #expect(lines.bytes < 1200)
  }

  @Test(arguments: [
    ("io.open('x')", "use print for the log"), ("debug.sethook()", "use error, pcall and xpcall"),
    ("package.loadlib()", "use require for files in lib/"),
    ("dofile('x')", "use require for files in lib/"),
    ("loadfile('x')", "use require for files in lib/"),
    ("os.execute('x')", "plugins start no processes"), ("os.exit()", "use error"),
    ("os.remove('x')", "plugins reach no files"), ("os.rename('x', 'y')", "plugins reach no files"),
    ("os.tmpname()", "plugins reach no files"), ("os.getenv('HOME')", "settings of the manifest"),
    ("os.setlocale('C')", "UTF-8"), ("os.clock()", "os.time"),
    ("warn('x')", "use print for the log"),
  ])
  func `what reaches out of the sandbox is not there, and says what is`(
    _ source: String, _ words: String,
  ) throws {
    try ends(source, .runtime, words)
  }

  @Test func `no text shows an address`() throws {
    try holds(
      """
      for _, value in ipairs{print, {}, coroutine.create(print), desk, docket.none} do
        assert(not tostring(value):find("0x") and not ("%s"):format(value):find("0x"))
      end
      """)
  }

  @Test func `nested calls in C stop long before the native stack does`() throws {
    try holds(
      """
      local function f(s) return (string.gsub(s, ".", f)) end
      assert(not pcall(f, "x"))
      local function nest() return coroutine.wrap(nest)() end
      assert(not pcall(nest))
      """)
    try ends("local function f() return desk.run(f) end return f()", .runtime, "nested too deep")
  }

  @Test func `recursion without end is an error of memory`() throws {
    try ends("local function f() return 1 + f() end f()", .memory)
  }

  @Test func `too many values at once are an error that can be caught`() throws {
    try holds(
      """
      assert(not pcall(table.unpack, {}, 1, 900000))
      assert(not pcall(string.byte, ("x"):rep(3000000), 1, -1))
      assert(select("#", table.unpack({}, 1, 8000)) == 8000)
      """)
  }

  @Test func `another environment reaches nothing of the host`() throws {
    try holds(
      """
      local function f() local _ENV <const> = {} return print("x") end
      assert(not pcall(f))
      assert(load("x = 1 return x", "", "t", {})() == 1)
      assert(not pcall(function() x = 1 end))
      """)
  }

  @Test func `memory that was refused once stays refused, yet garbage does not count`() throws {
    let fixture = try Fixture(memory: 2 << 20)
    let error = fixture.fault(
      "local t = {} while true do pcall(function() t[#t + 1] = ('k'):rep(10000) .. #t end) end")
    #expect(error?.code == .memory && fixture.sandbox.isPoisoned)
    let honest = try Fixture(memory: 4 << 20)
    #expect(
      honest.fault(
        "for i = 1, 300 do local _ = ('x'):rep(300000) .. i end", instructions: 10_000_000) == nil)
  }
}
