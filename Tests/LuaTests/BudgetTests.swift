import Lua
import Testing

@Suite struct BudgetTests {
  @Test(arguments: [
    "while true do end",
    "while true do pcall(error) end",
    "xpcall(function() while true do end end, function() while true do end end)",
    "coroutine.wrap(function() while true do end end)()",
    "while true do coroutine.wrap(function() end)() end",
    "local t = setmetatable({}, {__index = function() while true do end end}) return t.x",
    "table.sort({1, 2, 3}, function() while true do end end)",
    "local function tower(n) if n > 0 then pcall(tower, n - 1) end while true do end end tower(100)",
    "local x <close> = setmetatable({}, {__close = function() while true do end end})",
    "while true do local _ = ('x'):rep(10000) end",
    "while true do desk.echo() end",
  ])
  func `nothing escapes the budget of instructions`(_ source: String) throws {
    let fixture = try Fixture()
    #expect(fixture.fault(source)?.code == .instructions)
    #expect(fixture.sandbox.isPoisoned)
    #expect(fixture.fault("return 1")?.code == .poisoned)
  }

  @Test func `what a call costs does not depend on the calls before it`() throws {
    let source = "local n = 0 for i = 1, 5000 do n = n + i end return tostring(n):gsub('1', '2')"
    let fixture = try Fixture()
    let chunk = try fixture.sandbox.load(source, chunk: "cost.lua")
    let costs = try (1...3).map { _ in
      var budget = Budget(instructions: 1_000_000)
      _ = try fixture.sandbox.call(chunk, budget: &budget)
      return 1_000_000 - budget.instructions
    }
    #expect(Set(costs).count == 1)
    #expect(costs[0] > 10_000)
  }

  @Test func `time that the host lets pass is given back`() throws {
    let fixture = try Fixture()
    func code(of source: String) throws -> LuaError.Code? {
      let chunk = try fixture.sandbox.load(source, chunk: "late.lua")
      // It is late from the start.
      var budget = Budget(instructions: 1_000_000, milliseconds: 0)
      do {
        _ = try fixture.sandbox.call(chunk, budget: &budget)
        return nil
      } catch {
        return error.code
      }
    }
    #expect(try code(of: "desk.wait() for i = 1, 5000 do end") == nil)
    #expect(try code(of: "for i = 1, 5000 do end") == .deadline)
  }

  @Test func `a budget is shared by the calls that it is handed to`() throws {
    let fixture = try Fixture()
    let chunk = try fixture.sandbox.load("for i = 1, 1000 do end", chunk: "share.lua")
    var budget = Budget(instructions: 5_000)
    #expect(throws: LuaError.self) {
      for _ in 1...10 { _ = try fixture.sandbox.call(chunk, budget: &budget) }
    }
    #expect(budget.instructions == 0)
  }

  @Test func `a call inside a host call has what the outer one has left`() throws {
    let error = try Fixture().fault(
      "desk.run(function() while true do end end)", instructions: 5_000)
    #expect(error?.code == .instructions)
  }

  @Test func `a deadline that has passed kills`() throws {
    let fixture = try Fixture()
    let chunk = try fixture.sandbox.load("while true do end", chunk: "late.lua")
    var budget = Budget(instructions: .max / 2, time: .zero)
    let error = #expect(throws: LuaError.self) {
      try fixture.sandbox.call(chunk, budget: &budget)
    }
    #expect(error?.code == .deadline)
  }

  @Test func `time in which the machine runs something else is not the call's`() throws {
    let fixture = try Fixture()
    let chunk = try fixture.sandbox.load(
      "for _ = 1, 300 do end desk.elsewhere() for _ = 1, 3000 do end return 1", chunk: "busy.lua")
    var budget = Budget(instructions: .max / 2, time: .milliseconds(200))
    let deadline = budget.deadline
    #expect(try fixture.sandbox.call(chunk, budget: &budget) == [.integer(1)])
    #expect(budget.deadline > deadline + 100_000_000)
  }

  @Test func `memory has a limit that pcall cannot hide`() throws {
    let fixture = try Fixture(memory: 1 << 20)
    let error = fixture.fault(
      "local t = {}\nwhile true do pcall(function() t[#t + 1] = {} end) end")
    #expect(error?.code == .memory)
    #expect(error?.line == 2)
    #expect(fixture.sandbox.statistics.peakMemory <= (1 << 20) + (256 << 10))
  }

  @Test func `garbage does not count against the limit`() throws {
    let fixture = try Fixture(memory: 4 << 20)
    let source = """
      local kept = {} for i = 1, 25 do kept[i] = ("k"):rep(100000) .. i end
      for i = 1, 5000 do local _ = ("x"):rep(2000) .. i end
      """
    #expect(fixture.fault(source, instructions: 10_000_000) == nil)
  }

  @Test func `an idle sandbox is small`() throws {
    #expect(try Fixture().sandbox.statistics.memory < 64 << 10)
  }
}
