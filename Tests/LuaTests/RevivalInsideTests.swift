import Lua
import Testing

/// What is left where code was ended within functions of C, of the host, and of coroutines.
@Suite struct RevivalInsideTests {
  /// A sandbox whose `desk.run` calls a function that it is given, and whose code is interrupted
  /// after so many looks, as long as that is wanted.
  private final class Person {
    let wishes = Wishes()
    let sandbox: Sandbox

    init() throws {
      let run = HostFunction("desk.run") { call throws(HostError) in
        guard case .function(let function) = call.argument(0) else {
          throw HostError("no function")
        }
        let sandbox = call.sandbox
        defer { sandbox.release(function) }
        var budget = Budget(instructions: 1_000_000)
        do throws(LuaError) {
          _ = try sandbox.call(function, budget: &budget)
        } catch {
          (sandbox.context as? Wishes)?.revivedInside = sandbox.revive()
          throw HostError("inside: \(error.message)")
        }
      }
      var configuration = SandboxConfiguration(
        name: "session", layout: Layout(shapes: [], functions: [run]))
      configuration.allowsGlobals = true
      configuration.isInterrupted = { [wishes] in wishes.wantsEnd() }
      sandbox = try Sandbox(configuration: configuration)
      sandbox.context = wishes
    }

    func run(_ source: String) throws(LuaError) -> [LuaValue] {
      var budget = Budget(instructions: 50_000_000)
      let chunk = try sandbox.load(source, chunk: "entry")
      defer { sandbox.release(chunk) }
      return try sandbox.call(chunk, budget: &budget)
    }

    /// How code ended that is interrupted soon; the sandbox takes calls again.
    func interrupted(_ source: String) -> LuaError.Code? {
      wishes.looks = 20
      defer {
        wishes.looks = .max
        _ = sandbox.revive()
      }
      do throws(LuaError) {
        _ = try run(source)
        return nil
      } catch {
        return error.code
      }
    }
  }

  private final class Wishes {
    var looks = Int.max
    var revivedInside: Bool?

    func wantsEnd() -> Bool {
      guard looks < .max else { return false }
      looks -= 1
      return looks < 0
    }
  }

  @Test(arguments: [
    "('x'):rep(1000):gsub('x', function() while true do end end)",
    "tostring(setmetatable({}, { __tostring = function() while true do end end }))",
    "load(function() while true do end end)",
    "for _ in pairs(setmetatable({}, { __pairs = function() while true do end end })) do end",
    "coroutine.wrap(function() pcall(coroutine.wrap(function() while true do end end)) end)()",
    "xpcall(error, function() while true do end end)",
    "desk.run(function() while true do end end)",
    "pcall(desk.run, function() while true do end end)",
    "coroutine.wrap(function() desk.run(function() while true do end end) end)()",
    "desk.run(function() table.sort({ 3, 2, 1 }, function() while true do end end) end)",
    """
    local step = coroutine.wrap(function()
      local x <close> = setmetatable({}, { __close = function() while true do end end })
      coroutine.yield()
    end)
    step() step()
    """,
  ])
  func `code that is ended within C leaves a sandbox that works`(source: String) throws {
    let person = try Person()
    _ = try person.run("kept = 7")
    for _ in 1...3 {
      #expect(person.interrupted(source) == .interrupted)
      #expect(
        try person.run(
          """
          local list, ran = { 3, 1, 2 }, false
          table.sort(list, function(a, b) return a < b end)
          desk.run(function() ran = coroutine.wrap(function() return pcall(error) end)() == false end)
          return kept, table.concat(list), ran
          """) == [.integer(7), .string("123"), .boolean(true)])
    }
  }

  @Test func `a coroutine that was ended is dead, and one that waited goes on`() throws {
    let person = try Person()
    _ = try person.run(
      """
      ended = coroutine.create(function() while true do end end)
      waiting = coroutine.create(function()
        for n = 1, 1000 do
          for _ = 1, 500 do pcall(error) end
          coroutine.yield(n)
        end
      end)
      coroutine.resume(waiting)
      """)
    #expect(person.interrupted("coroutine.resume(ended)") == .interrupted)
    #expect(
      try person.run("return coroutine.status(ended), (coroutine.resume(ended))")
        == [.string("dead"), .boolean(false)])
    #expect(
      try person.run("return coroutine.resume(waiting)") == [.boolean(true), .integer(2)])
    // Interrupted as it goes on, it is dead as well.
    #expect(person.interrupted("while true do coroutine.resume(waiting) end") == .interrupted)
    #expect(try person.run("return coroutine.status(waiting)") == [.string("dead")])
  }

  @Test func `what the host was given is let go, however often its calls are ended`() throws {
    let person = try Person()
    func used(after rounds: Int) -> Int {
      for _ in 1...rounds {
        _ = person.interrupted(
          "local held = ('x'):rep(5000) desk.run(function() while held do end end)")
      }
      return person.sandbox.statistics.memory
    }
    let once = used(after: 300)
    #expect(used(after: 900) < once + 500_000)
  }

  @Test func `nobody revives a sandbox while its code is being ended`() throws {
    let person = try Person()
    #expect(
      person.interrupted("desk.run(function() while true do end end) after = true") == .interrupted)
    #expect(person.wishes.revivedInside == false)
    #expect(try person.run("return rawget(_G, 'after')") == [.null])
  }

  @Test(arguments: [
    "error('no ' .. name, 0)", "coroutine.yield(name)", "return _ENV[name .. 'x']",
    "return undeclared_too",
  ])
  func `a function that looks names up may fail`(body: String) throws {
    let person = try Person()
    guard case .function(let function)? = try person.run("return function(name) \(body) end").first
    else { return #expect(Bool(false)) }
    person.sandbox.resolveGlobals(by: function)
    #expect(throws: LuaError.self) { try person.run("return undeclared") }
    #expect(try person.run("return (pcall(function() return undeclared end))") == [.boolean(false)])
    #expect(
      try person.run("return coroutine.wrap(function() return pcall(load, 'x') end)()")
        .first == .boolean(true))
  }

  @Test func `a function that looks names up is ended as all code is`() throws {
    let person = try Person()
    guard
      case .function(let function)? = try person.run("return function() while true do end end")
        .first
    else { return #expect(Bool(false)) }
    person.sandbox.resolveGlobals(by: function)
    #expect(person.interrupted("return undeclared") == .interrupted)
    #expect(person.interrupted("pcall(function() return undeclared end)") == .interrupted)
    #expect(try person.run("return 1") == [.integer(1)])
  }
}
