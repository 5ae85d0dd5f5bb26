import Lua

/// One file in the sandbox of a person who goes on after each fault: it is interrupted at counted
/// moments, and what is left then has to work.
final class Revival {
  /// Wants what runs to end after so many looks.
  private final class Patience {
    var looks = 0
  }

  private let memory: Int
  private let budget: Budget

  init(memory: Int, budget: Budget) {
    (self.memory, self.budget) = (memory, budget)
  }

  /// Runs the file in one sandbox, interrupted after 1, 2, 4, 8 … looks, until it is not any more.
  ///
  /// The word is `revived`, or `broken` with what does not work.
  func outcome(of source: String) throws -> Outcome {
    var (moments, began) = (0, 0)
    var run = try open()
    for looks in sequence(first: 1, next: { $0 * 2 }).prefix(13) {
      run.patience.looks = looks
      let outcome = run.run.outcome(of: source)
      run.patience.looks = .max
      run.run.releaseHandlers()
      moments += 1
      if !run.run.sandbox.revive() {
        guard outcome.word == LuaError.Code.memory.rawValue else {
          return Outcome(word: "broken", detail: "not revived after \(outcome.word)")
        }
        began += 1
        run = try open()
      } else if let wrong = wrong(run) {
        return Outcome(word: "broken", detail: "\(wrong) after \(looks) looks: \(outcome.detail)")
      }
      if outcome.word != LuaError.Code.interrupted.rawValue { break }
    }
    return Outcome(word: "revived", detail: "moments=\(moments) began=\(began)")
  }

  private func open() throws -> (run: Run, patience: Patience, check: LuaFunction) {
    let patience = Patience()
    patience.looks = .max
    let run = try Run(memory: memory, budget: budget) {
      patience.looks -= 1
      return patience.looks < 0
    }
    var budget = Budget(instructions: 1_000_000)
    let made = try run.sandbox.call(
      run.sandbox.load(Revival.checks, chunk: "checks"), budget: &budget)
    guard case .function(let check) = made.first, case .function(let resolve) = made.last else {
      throw LuaError(code: .badResult, message: "the checks give two functions", plugin: "checks")
    }
    run.sandbox.resolveGlobals(by: resolve)
    return (run, patience, check)
  }

  /// What does not work any more; `nil` where all does.
  private func wrong(_ it: (run: Run, patience: Patience, check: LuaFunction)) -> String? {
    var budget = Budget(instructions: 1_000_000)
    do throws(LuaError) {
      let found = try it.run.sandbox.call(it.check, budget: &budget)
      return found == [.string("well")] ? nil : "\(found)"
    } catch {
      return "the checks: \(error.description)"
    }
  }

  /// What a file may do to the library's tables and to its own globals is not looked at.
  private static let checks = """
    local sort, concat, rep, gsub, sub = table.sort, table.concat, string.rep, string.gsub, string.sub
    local create, resume, yield, status = coroutine.create, coroutine.resume, coroutine.yield,
      coroutine.status
    local wrap, pcall, error, load, setmetatable = coroutine.wrap, pcall, error, load, setmetatable
    local pairs, sample, run, environment = pairs, desk.sample, desk.run, _ENV

    -- It began before the first fault, and goes on after each.
    local old = create(function()
      local closed <close> = setmetatable({}, { __close = function() end })
      while true do
        for _ = 1, 300 do pcall(error) end
        yield(7)
      end
    end)
    resume(old)

    local function check()
      local list = { 3, 1, 2 }
      sort(list, function(a, b) return a < b end)
      if concat(list, ",") ~= "1,2,3" then return "sort" end
      if gsub("abc", "%w", function(c) return c .. c end) ~= "aabbcc" then return "gsub" end
      local step = wrap(function() for n = 1, 3 do yield(n) end end)
      if step() + step() ~= 3 then return "coroutines" end
      local closes = 0
      do local _ <close> = setmetatable({}, { __close = function() closes = closes + 1 end }) end
      if closes ~= 1 then return "close" end
      local done, why = pcall(error, "x", 0)
      if done or why ~= "x" then return "pcall" end
      done, why = resume(old)
      if not done or why ~= 7 or status(old) ~= "suspended" then return "a coroutine of before" end
      if load("return 1 + 1")() ~= 2 then return "load" end
      if sample.summary ~= "It smokes" then return "records" end
      if environment.resolved ~= 42 then return "names" end
      done = pcall(function() return environment.unresolved end)
      if done then return "unknown names" end
      if run(function(a) return a + 1 end, 1) ~= 2 then return "calls within calls" end
      done, why = pcall(run, function() error("inside", 0) end)
      if done then return "errors within calls" end
      local names = {}
      for name in pairs({ b = 1, a = 2, [1] = 0 }) do names[#names + 1] = name end
      if concat(names, ",") ~= "1,a,b" then return "pairs" end
      if #rep("x", 200000) ~= 200000 then return "long texts" end
      return "well"
    end

    return check, function(name) if name == "resolved" then return 42 end end
    """
}
