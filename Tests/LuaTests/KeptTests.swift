import Lua
import Testing

/// Whether a call changed something that code can find again.
@Suite struct KeptTests {
  /// The digests before and after a call of the function that a text returns.
  private func digests(
    _ source: String,
  ) throws -> (before: UInt64?, after: UInt64?) {
    let fixture = try Fixture()
    guard case .function(let function) = try fixture.runWithTicket(source).first else {
      Issue.record("no function")
      return (nil, nil)
    }
    let before = fixture.sandbox.digestOfAll(keptBy: [function])
    var budget = Budget(instructions: 1_000_000, time: .seconds(5))
    _ = try fixture.sandbox.call(function, budget: &budget)
    return (before, fixture.sandbox.digestOfAll(keptBy: [function]))
  }

  /// A table in so many others, with its path.
  private static func nested(_ depth: Int) -> (table: String, path: String) {
    (
      String(repeating: "{ a = ", count: depth) + "0" + String(repeating: " }", count: depth),
      String(repeating: ".a", count: depth)
    )
  }

  @Test(arguments: [
    "local t = { 1, { x = 2 } } return function() return t[2].x end",
    "local t = {} t.self = t return function() return #t.self end",
    "local f function f(n) return n > 0 and f(n - 1) or 0 end return function() return f(3) end",
    "return function() local t = {} t[1] = {} return #t end",
    "local t = ... return function() return t.tags[1], t.fields.severity end",
    "return function() for word in ('a b'):gmatch('%a') do string.upper(word) end end",
    "local n = 1 return function() n = n + 1 n = n - 1 end",
  ])
  func `what a call only reads, or makes for itself, leaves the digest as it was`(
    source: String,
  ) throws {
    let (before, after) = try digests(source)
    #expect(before != nil && before == after)
  }

  @Test(arguments: [1, 8, 9, 40])
  func `a change is seen in however deep a table`(depth: Int) throws {
    let (table, path) = Self.nested(depth)
    let (before, after) = try digests(
      "local t = \(table) return function() t\(path) = t\(path) + 1 end")
    #expect(before != nil && after != nil && before != after)
  }

  @Test(arguments: [
    "local a, b = {}, {} local t = { a, b } return function() t[2] = t[1] end",
    "local t = setmetatable({}, { __index = { n = 0 } }) "
      + "return function() local m = getmetatable(t).__index m.n = m.n + 1 end",
    "local words = ('a b c'):gmatch('%a') return function() return words() end",
    "local n = 0 local function add() n = n + 1 end local t = { { add } } "
      + "return function() t[1][1]() end",
    "local _ENV = { n = 0 } return function() n = n + 1 end",
    "local t = {} local key = {} t[key] = 0 return function() t[key] = t[key] + 1 end",
    "string.kept = { 0 } return function() string.kept[1] = string.kept[1] + 1 end",
  ])
  func `a change is seen wherever code finds it again`(source: String) throws {
    let (before, after) = try digests(source)
    #expect(before != nil && after != nil && before != after)
  }

  @Test(arguments: [
    "local t = \(nested(70).table) return function() t\(nested(70).path) = 1 end",
    "local t = {} for i = 1, 20001 do t[i] = 0 end return function() t[20001] = 1 end",
    "local t = {} for i = 1, 5000 do t[i] = {} end return function() t[5000].x = 1 end",
    "local next = coroutine.wrap(function() while true do coroutine.yield() end end) "
      + "return function() next() end",
    "local t = {} local s = ('x'):rep(300) for i = 1, 7000 do t[i] = s end "
      + "return function() return #t end",
  ])
  func `what cannot be looked at to its end has no digest`(source: String) throws {
    let (before, after) = try digests(source)
    #expect(before == nil && after == nil)
  }

  @Test func `a sandbox that a fault ended has no digest`() throws {
    let fixture = try Fixture()
    _ = fixture.fault("while true do end")
    #expect(fixture.sandbox.isPoisoned)
    #expect(fixture.sandbox.digestOfAll(keptBy: []) == nil)
  }
}
