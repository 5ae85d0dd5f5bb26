import Lua
import Testing

/// Lines are told to a host that counts them.
@Suite struct LineTests {
  private final class Told {
    var lines: [String] = []
  }

  /// What is told while a text runs, as `file:function:line`.
  private func lines(
    _ source: String, instructions: Int64 = 1_000_000,
  ) throws -> (told: [String], code: LuaError.Code?) {
    let told = Told()
    var configuration = SandboxConfiguration(name: "sample")
    configuration.onLine = { told.lines.append("\($0):\($1):\($2)") }
    let sandbox = try Sandbox(configuration: configuration)
    let chunk = try sandbox.load(source, chunk: "sample/init.lua")
    var budget = Budget(instructions: instructions)
    do throws(LuaError) {
      _ = try sandbox.call(chunk, budget: &budget)
    } catch {
      return (told.lines, error.code)
    }
    return (told.lines, nil)
  }

  @Test func `each line is told as it runs, with the line of its function`() throws {
    let (told, code) = try lines(
      """
      local sum = 0
      local function add(n)
        sum = sum + n
      end

      add(1) add(2)
      if sum > 5 then
        add(9)
      end
      """)
    #expect(code == nil)
    var lines: [String] = []
    // A function is made, and returns, on the line on which its text ends.
    for line in told where !lines.contains(line) && !line.hasSuffix(":4") { lines.append(line) }
    #expect(
      lines == [
        "sample/init.lua:0:1", "sample/init.lua:0:6", "sample/init.lua:2:3",
        "sample/init.lua:0:7", "sample/init.lua:0:9",
      ], "\(told)")
    #expect(told.count { $0 == "sample/init.lua:2:3" } == 2)
  }

  @Test func `a coroutine's lines are told, and what fails ends as ever`() throws {
    let (told, code) = try lines(
      """
      coroutine.wrap(function()
        local x = 1
      end)()
      pcall(error)
      error("x")
      """)
    #expect(code == .runtime)
    #expect(told.contains("sample/init.lua:1:2") && told.contains("sample/init.lua:0:5"))
  }

  @Test(arguments: [
    "while true do end", "while true do pcall(error) end",
    "coroutine.wrap(function() while true do end end)()",
  ])
  func `the budget holds while lines are told`(source: String) throws {
    let (told, code) = try lines(source, instructions: 20_000)
    #expect(code == .instructions)
    #expect(told.contains("sample/init.lua:0:1"))
  }
}
