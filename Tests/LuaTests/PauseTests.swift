import Lua
import Testing

/// What somebody sees who stops at a line.
@Suite struct PauseTests {
  private final class Seen {
    var names: [String] = []
    var answers: [[LuaValue]] = []
    var problems: [String] = []
  }

  private static let source = """
    local up = { x = 1 }
    local function add(a)
      local none
      local list = { 1, 2 }
      return a + up.x + #list
    end
    return add(40), coroutine.wrap(function() return add(7) end)()
    """

  /// Asks each time that line 5 is about to run; gives what the text comes to in the end.
  private func asking(
    _ questions: [String], at line: Int = 5, _ source: String = PauseTests.source,
    pausing pause: Duration = .zero,
  ) throws -> (seen: Seen, result: [LuaValue], budget: Budget) {
    let seen = Seen()
    var configuration = SandboxConfiguration(name: "sample")
    configuration.onPlace = { sandbox, file, place in
      guard place == line, file == "sample/init.lua" else { return }
      seen.names = sandbox.pausedNames
      for question in questions {
        do throws(PausedProblem) {
          seen.answers.append(try sandbox.pausedAnswer(to: question))
        } catch {
          seen.problems.append(error.message)
        }
      }
      let end = ContinuousClock.now + pause
      while ContinuousClock.now < end { continue }
    }
    let sandbox = try Sandbox(configuration: configuration)
    let chunk = try sandbox.load(source, chunk: "sample/init.lua")
    var budget = Budget(instructions: 10_000, time: .milliseconds(20))
    let result = try sandbox.call(chunk, budget: &budget)
    return (seen, result, budget)
  }

  @Test func `its variables are named, and Lua means there what it means on the line`() throws {
    let (seen, result, _) = try asking(["a + up.x", "none", "list", "string.upper('x')"])
    #expect(seen.names == ["a", "none", "list", "up"])
    #expect(
      seen.answers == [
        [.integer(41)], [.null], [.array([.integer(1), .integer(2)])], [.string("X")],
        [.integer(8)], [.null], [.array([.integer(1), .integer(2)])], [.string("X")],
      ])
    #expect(result == [.integer(43), .integer(10)])
  }

  @Test func `what fails says why, and harms nothing`() throws {
    let (seen, result, _) = try asking([
      "nosuch", "1 +", "error('boo')", "a = 9", "for i = 1, 3 do end",
    ])
    #expect(seen.problems.count == 6 && seen.problems[0].contains("nosuch"))
    #expect(seen.problems[1].contains("<eof>") && seen.problems[2].contains("boo"))
    #expect(result == [.integer(43), .integer(10)])
  }

  @Test func `no clock of the code goes on, and nothing is billed`() throws {
    let (_, result, budget) = try asking(["a"], pausing: .milliseconds(60))
    #expect(result == [.integer(43), .integer(10)])
    let (_, _, plain) = try asking([], at: 0)
    #expect(budget.instructions == plain.instructions)
  }
}
