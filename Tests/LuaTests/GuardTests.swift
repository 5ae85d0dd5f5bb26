import Lua
import Testing

@Suite struct GuardTests {
  @Test(arguments: [
    ("return prnt", "global 'prnt' is not declared; did you mean 'print'?"),
    ("return dekst", "global 'dekst' is not declared; did you mean 'desk'?"),
    ("return zzzzzz", "global 'zzzzzz' is not declared"),
    ("x = 1", "global 'x' is not declared; use local x = …"),
    ("print = nil", "global 'print' is read only"),
    ("_G.print = nil", "global 'print' is read only"),
    ("return io.open", "'io' is not available to plugins; use print for the log"),
    ("return desk.tickts", "there is no desk.tickts; did you mean desk.tickets?"),
    ("desk.tickets.find = 1", "desk.tickets is read only; 'find' cannot be set"),
    (
      "setmetatable({}, {__gc = 1})",
      "finalizers ('__gc') are not available here; use a local with <close>"
    ),
    ("setmetatable(_G, nil)", "cannot change a protected metatable"),
    ("string.rep('x', 1 << 40)", "resulting string too large"),
    ("table.unpack({}, 1, 1e7)", "too many results to unpack; table.move copies a long list"),
    ("table.move({}, 1, 1 << 60, 2)", "a range of more than 1000000 positions: go in steps"),
    ("table.insert({1}, 5, 1)", "bad argument #2 to 'insert' (position out of bounds)"),
    ("table.concat({{}})", "invalid value (at index 1) in table for 'concat'"),
    ("require('../x')", "bad module name: use letters a-z, digits, '_', and '.' between parts"),
    ("require('nowhere')", "module 'nowhere' not found"),
    ("string.format('%p', 1)", "invalid conversion '%p' to 'format'; use '%s'"),
    ("next(desk.echo)", "bad argument #1 to 'next' (table expected, got function)"),
    ("math.random(2, 1)", "bad argument #2 to 'random' (interval is empty)"),
  ])
  func `a wrong use raises with what is wrong`(_ source: String, _ message: String) throws {
    let error = try #require(try Fixture().fault(source))
    #expect(error.message == message)
    #expect(error.line == 1)
  }

  @Test(arguments: [
    "string.dump", "coroutine.close", "os.execute", "os.clock", "os.getenv", "collectgarbage",
    "dofile", "loadfile", "warn",
  ])
  func `what could harm the desk is not there`(_ name: String) throws {
    #expect(try Fixture().run("return \(name) == nil") == [.boolean(true)])
  }

  @Test func `the globals of the REPL can be set`() throws {
    let fixture = try Fixture { $0.allowsGlobals = true }
    _ = try fixture.run("x = 5")
    #expect(try fixture.run("return x") == [.integer(5)])
    #expect(fixture.fault("return yy") != nil)
  }

  @Test func `sorting is stable and survives a comparator that contradicts itself`() throws {
    let source = """
      local list = {}
      for i = 1, 200 do list[i] = { key = i % 3, at = i } end
      table.sort(list, function(a, b) return a.key < b.key end)
      for i = 2, 200 do
        local a, b = list[i - 1], list[i]
        assert(a.key < b.key or (a.key == b.key and a.at < b.at))
      end
      table.sort(list, function() return true end)
      return #list
      """
    #expect(try Fixture().run(source) == [.integer(200)])
  }

  @Test func `table functions do what stock Lua does with plain tables`() throws {
    let source = """
      local t, out = {3, 1, 2}, {}
      local function note(...) for i = 1, select("#", ...) do out[#out + 1] = tostring((select(i, ...))) end end
      table.insert(t, 9) table.insert(t, 1, 8) note(table.unpack(t))
      note(table.remove(t, 1), table.remove(t), table.remove({}), table.remove({}, 0))
      table.sort(t) note(table.concat(t, "-"), table.concat(t, "", 2, 3), table.concat({}))
      note(table.unpack(table.move(t, 1, 3, 2)))
      note(table.pack(1, nil, 3).n, select("#", table.unpack({}, 1, 3)))
      note(("ab"):rep(3, ","), ("x"):rep(0), ("x"):rep(-1), ("xy"):rep(1, "!"))
      note(("%5.1f|%-4s|%q|%d|%x"):format(3.14159, "ab", "q\\n", 42, 255), ("%%"):format())
      note(pcall(table.insert, {1, 2}, 4, 1))
      note(os.date("!%Y-%m-%d", 86400), os.time{year=1970, month=1, day=2, hour=0}, os.difftime(5, 3))
      note(os.time{year=2024, month=14, day=-3, hour=25, min=-7}, os.date("!*t", 0).year)
      return table.concat(out, " ")
      """
    #expect(try Fixture().run(source).first?.text == StockLua.run(source))
  }

  @Test func `pairs goes through a table in an order that every run repeats`() throws {
    let source = """
      local t = {10, 20, nil, 40, b = 1, a = 2, ["é"] = 3, [-1] = 4, [2.5] = 5, [true] = 6}
      local keys = {}
      for k in pairs(t) do keys[#keys + 1] = tostring(k) t[k] = nil end
      assert(next(t) == nil)
      return table.concat(keys, " ")
      """
    #expect(try Fixture().run(source) == [.string("1 2 -1 2.5 4 a b é true")])
  }

  @Test func `randomness and time come from the host`() throws {
    let source = "return math.random(1000000), math.random(), math.random(-5, 5)"
    let first = try Fixture { $0.seed = 4 }
    let second = try Fixture { $0.seed = 4 }
    let drawn = try first.run(source)
    #expect(try second.run(source) == drawn)
    #expect(try second.run(source) != drawn)
    second.sandbox.reseed(4)
    #expect(try second.run(source) == drawn)
    first.sandbox.setClock(milliseconds: 86_400_500)
    #expect(
      try first.run("return os.time(), os.date('%F %T')") == [
        .integer(86_400), .string("1970-01-02 00:00:00"),
      ])
  }

  @Test func `modules are found by the host, run once, and are named in errors`() throws {
    let fixture = try Fixture {
      $0.module = { name in
        switch name {
        case "a.b": .init(chunk: "sample/lib/a/b.lua", source: "local n = ... return {n = n}")
        case "broken": .init(chunk: "sample/lib/broken.lua", source: "\nerror('no')")
        case "circle": .init(chunk: "sample/lib/circle.lua", source: "return require('circle')")
        default: nil
        }
      }
    }
    #expect(
      try fixture.run("return require('a.b').n, require('a.b') == require('a.b')") == [
        .string("a.b"), .boolean(true),
      ])
    let broken = fixture.fault("require('broken')")
    #expect(broken?.file == "sample/lib/broken.lua")
    #expect(broken?.line == 2)
    #expect(fixture.fault("require('circle')")?.message.contains("requires itself") == true)
  }

  @Test func `print goes to the log, up to its limit a call`() throws {
    final class Lines { var all: [String] = [] }
    let lines = Lines()
    let fixture = try Fixture {
      $0.log = { lines.all.append($0) }
      $0.logLimit = 100
    }
    _ = try fixture.run("print('a', 1, nil, {}, print)")
    #expect(lines.all == ["a\t1\tnil\ttable\tfunction"])
    _ = try fixture.run("for i = 1, 50 do print(('x'):rep(30)) end")
    #expect(lines.all.count == 5)
    #expect(lines.all.last?.hasSuffix("the rest is left out)") == true)
    _ = try fixture.run("print('again')")
    #expect(lines.all.last == "again")
  }
}
