import Lua
import Testing

/// Metamethods that Lua itself must not find, however and whenever they are set.
@Suite struct LateMetamethodTests {
  private func holds(_ source: String, _ at: SourceLocation = #_sourceLocation) throws {
    let error = try Fixture().fault(source, instructions: 20_000_000)
    #expect(error == nil, "\(error?.description ?? "")", sourceLocation: at)
  }

  /// Ways to set `__X` of `meta` after `made` has it.
  static let ways = [
    "meta.__X = VALUE", "rawset(meta, '__X', VALUE)", "meta['__' .. 'X'] = VALUE",
    "local name = ('X__'):rep(1):gsub('(X)__', '__%1') meta[name] = VALUE",
    "table.move({ VALUE }, 1, 1, 1, {}) for k, v in pairs{ __X = VALUE } do meta[k] = v end",
    "setmetatable(meta, { __index = { __X = VALUE } })",
    "load('local m, v = ... m.__X = v')(meta, VALUE)",
    "meta[desk.echo('__X')] = VALUE", "meta[string.char(95, 95) .. 'X'] = VALUE",
    "meta[('%s%s'):format('__', 'X')] = VALUE", "meta[table.concat{ '__', 'X' }] = VALUE",
    "for name in ('__X'):gmatch('.+') do meta[name] = VALUE end",
  ]

  private func way(_ way: String, _ name: String, _ value: String) -> String {
    way.replacing("X", with: name).replacing("VALUE", with: value)
  }

  @Test(arguments: ways, ["'k'", "'v'", "'kv'"])
  func `a table that is made weak late keeps what it holds`(way: String, mode: String) throws {
    try holds(
      """
      local meta = {}
      local made = setmetatable({}, meta)
      for i = 1, 50 do made[{}] = {} made[i] = {} end
      \(self.way(way, "mode", mode))
      for i = 1, 100000 do local _ = { i } end
      for i = 1, 3000 do local _ = ("x"):rep(3000) .. i end
      local count = 0
      for _ in next, made do count = count + 1 end
      assert(count == 100, count)
      """)
  }

  @Test(arguments: ways)
  func `a finalizer that is set late never runs`(way: String) throws {
    try holds(
      """
      local ran = false
      for i = 1, 50 do
        local meta = {}
        local made = setmetatable({}, meta)
        \(self.way(way, "gc", "function() ran = true end"))
        if rawget(meta, "__gc") then assert(not pcall(setmetatable, {}, meta)) end
        pcall(setmetatable, {}, meta)
      end
      for i = 1, 100000 do local _ = { i } end
      assert(not ran)
      """)
  }

  @Test func `a call of a table may be set, changed and taken away late`() throws {
    try holds(
      """
      local meta = {}
      local made = setmetatable({}, meta)
      local done, why = pcall(made)
      assert(not done and why:find("attempt to call a table value", 1, true))
      meta.__call = function(self, ...) return self == made, select("#", ...) end
      assert(select(2, made(1, nil, nil)) == 3)
      meta.__call = setmetatable({}, { __call = function(inner, outer, x) return outer == made, x end })
      assert(select(2, made(4)) == 4)
      meta.__call = nil
      assert(not pcall(made))
      local waiting = coroutine.wrap(setmetatable({}, { __call = function(_, x)
        return coroutine.yield(x)
      end }).x or function() return setmetatable({}, { __call = function(_, x)
        return coroutine.yield(x)
      end })(5) end)
      assert(waiting() == 5 and waiting(6) == 6)
      """)
  }

  @Test(arguments: [
    "local m = {} local c = setmetatable({}, m) m.__call = c",
    "local c = print for _ = 1, 5000 do c = setmetatable({}, { __call = c }) end",
  ])
  func `tables that call tables end soon, on however large a stack`(chain: String) throws {
    try holds(
      """
      \(chain)
      local function deep(a, b, c, d, e, f, g, h)
        if a > 0 then return 1 + deep(a - 1, b, c, d, e, f, g, h) end
        return 0
      end
      deep(9000)
      local done, why = pcall(c)
      assert(not done and why:find("C stack overflow", 1, true))
      """)
  }

  @Test func `nothing shows how tables are called`() throws {
    let results = try Fixture().run(
      """
      local meta = { __index = {}, 5 }
      setmetatable({}, meta)
      local seen = 0
      for _ in pairs(meta) do seen = seen + 1 end
      for _ in next, meta do seen = seen + 1 end
      assert(next(meta, "__index") == nil or next(meta, 1) == nil)
      meta.__index, meta[1] = nil, nil
      assert(next(meta) == nil)
      return seen, desk.echo(meta)
      """)
    #expect(results == [.integer(4), .table([])])
  }

  @Test func `texts in the making are freed when a coroutine dies over them`() throws {
    try holds(
      """
      for _ = 1, 400 do
        local dying = coroutine.create(function()
          (("x"):rep(200)):gsub(".", function() if math.random() < 0.01 then error("dead") end
            return ("y"):rep(1000) end)
        end)
        coroutine.resume(dying)
      end
      """)
  }
}
