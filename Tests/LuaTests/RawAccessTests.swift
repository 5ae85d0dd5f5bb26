import Lua
import Testing

/// What reads or writes tables raw, on everything that the host shows: nothing is written, no table
/// from inside is handed out, and an error says what to do.
@Suite struct RawAccessTests {
  /// Values of the host; `t` is a ticket.
  static let values = [
    "t", "t.tags", "t.params", "t.fields", "desk", "desk.tickets", "_G", "desk.settings",
    "desk.settings.list", "desk.settings.map", "docket", "docket.none", "''",
  ]

  /// `V` stands for the value, `own` for a table of the script.
  static let uses = [
    "table.move(V, 1, 1, 2)", "table.move(V, 1, 2, 1, V)", "table.move(own, 1, 1, 1, V)",
    "table.move(V, 1, 2, 1, own)", "table.concat(V)", "table.concat(V, ',', 1, 1)",
    "table.unpack(V)", "table.unpack(V, 1, 1)", "table.insert(V, 9)", "table.insert(V, 1, 9)",
    "table.remove(V)", "table.remove(V, 1)", "table.sort(V)", "table.pack(V)", "next(V)",
    "next(V, 1)", "rawset(V, 1, 9)", "rawset(V, 'id', 9)", "rawget(V, 1)", "rawget(V, 'id')",
    "rawlen(V)", "rawequal(V, V)", "select(2, V, V)", "select('#', V)", "setmetatable(V, {})",
    "getmetatable(V)", "(pairs(V))(V)", "(ipairs(V))(V, 0)", "#V", "V .. ''", "V[1]", "V.id",
    "pcall(function() V[1] = 9 end)", "pcall(function() V.id = 9 end)", "V:insert(1)", "V:set(1)",
    "(getmetatable(V) or {}).__index", "os.time(V)", "load(V)", "('x'):gsub('x', V)", "next({ V })",
    "coroutine.wrap(table.move)(V, 1, 1, 2)", "pcall(table.insert, V, 9)",
  ]

  /// Shows a value and all in it, in an order that does not change.
  static let show = """
    local function show(value, depth)
      if type(value) ~= "table" or depth > 3 then return tostring(value) end
      local parts = {}
      for key, item in pairs(value) do
        if item ~= _G then parts[#parts + 1] = tostring(key) .. "=" .. show(item, depth + 1) end
      end
      return "{" .. table.concat(parts, " ") .. "}"
    end

    """

  private func run(_ use: String, on value: String) throws -> [LuaValue] {
    let fixture = try Fixture()
    try fixture.sandbox.define("desk.settings") {
      $0.value(
        .table([
          LuaPair("list", .array([.string("b"), .string("a")])),
          LuaPair("map", .table([LuaPair("id", .integer(1))])), LuaPair("id", .integer(3)),
        ]), keys: Fixture.layout.keys)
    }
    return try fixture.runWithTicket(
      """
      local t = ...
      \(RawAccessTests.show)
      local V, own = \(value), { "own" }
      local before = show(V, 0)
      local results = table.pack(pcall(function() return \(use) end))
      local leaked = false
      -- The libraries are the sandbox's own, as the script's tables are; any may come first in _G.
      local libraries = { [string] = 1, [math] = 1, [table] = 1, [utf8] = 1, [os] = 1, [coroutine] = 1 }
      for i = 2, results.n do
        local it = results[i]
        local isOurs = type(it) == "table" and not libraries[it]
        local writes = isOurs and pcall(rawset, it, "probe", 1)
        if writes and it ~= own and not rawget(it, "n") then leaked = true end
      end
      return before == show(V, 0), leaked, results[1], tostring(results[2])
      """)
  }

  @Test(arguments: values)
  func `raw functions neither write what the host shows nor hand out what is inside`(
    value: String,
  ) throws {
    for use in RawAccessTests.uses {
      let results = try run(use, on: value)
      #expect(results[0] == .boolean(true), "\(use) writes \(value)")
      #expect(results[1] == .boolean(false), "\(use) hands out what is in \(value)")
    }
  }

  /// What writes raw, or reads what is not there raw, on values that look like tables.
  @Test(arguments: values.filter { $0 != "docket.none" && $0 != "''" })
  func `what may not be done raw says what to do`(value: String) throws {
    let refused = [
      "table.move(V, 1, 1, 2)", "table.move(own, 1, 1, 1, V)", "table.insert(V, 9)",
      "table.remove(V)", "table.sort(V)", "next(V)", "rawset(V, 'x', 9)",
    ]
    let words = ["use", "cop", "plain table", "with pairs"]
    for use in refused {
      let results = try run(use, on: value)
      #expect(results[2] == .boolean(false), "\(use) on \(value)")
      let message = results[3].text ?? ""
      #expect(words.contains { message.contains($0) }, "\(use) on \(value): \(message)")
    }
  }

  @Test func `lists of the host are read by what reads lists`() throws {
    let results = try Fixture().runWithTicket(
      """
      local tags = (...).tags
      local copy = table.move(tags, 1, #tags, 1, {})
      copy[1] = "mine"
      return table.concat(tags, ","), (table.unpack(tags)), copy[1], #tags
      """)
    #expect(results == [.string("b,a"), .string("b"), .string("mine"), .integer(2)])
  }

  @Test func `raw functions do with plain tables what stock Lua does`() throws {
    let source = """
      local t, out = setmetatable({ 1, 2 }, { __index = function() return 9 end }), {}
      out[1] = tostring(rawget(t, 3)) out[2] = tostring(rawlen(t)) out[3] = tostring(rawlen("abc"))
      out[4] = tostring(rawset(t, 3, 5) == t) out[5] = tostring(rawget(t, 3))
      for _, f in ipairs{ rawget, rawset, rawlen } do
        for _, v in ipairs{ 5, "x", print, {} } do out[#out + 1] = tostring(pcall(f, v)) end
      end
      for i, v in ipairs(setmetatable({}, { __index = function(_, i) return i < 4 and i or nil end })) do
        out[#out + 1] = i .. v
      end
      out[#out + 1] = tostring(pcall(ipairs)) out[#out + 1] = tostring(select("#", ipairs({})))
      return table.concat(out, " ")
      """
    let stock = try #require(StockLua.run(source))
    #expect(try Fixture().run(source) == [.string(stock)])
  }
}
