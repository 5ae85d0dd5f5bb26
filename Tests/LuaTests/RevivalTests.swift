import Lua
import Testing

/// A sandbox of a person who goes on with what is left after a fault.
@Suite struct RevivalTests {
  /// Wants what runs to end after so many looks.
  private final class Patience {
    var looks = 0
    let most: Int

    init(_ most: Int) { self.most = most }

    func isOver() -> Bool {
      looks += 1
      return looks > most
    }
  }

  private static func sandbox(
    looks: Int? = nil, memory: Int = 16 << 20,
  ) throws -> (sandbox: Sandbox, patience: Patience) {
    let patience = Patience(looks ?? .max)
    var configuration = SandboxConfiguration(name: "session")
    configuration.allowsGlobals = true
    configuration.memory = memory
    configuration.isInterrupted = { patience.isOver() }
    return (try Sandbox(configuration: configuration), patience)
  }

  private static func run(
    _ source: String, in sandbox: Sandbox, instructions: Int64 = 50_000_000,
  ) throws(LuaError) -> [LuaValue] {
    var budget = Budget(instructions: instructions)
    return try sandbox.call(sandbox.load(source, chunk: "entry"), budget: &budget)
  }

  private static func code(_ source: String, in sandbox: Sandbox) -> LuaError.Code? {
    do throws(LuaError) {
      _ = try run(source, in: sandbox)
      return nil
    } catch {
      return error.code
    }
  }

  @Test(arguments: [
    "while true do end",
    "while true do pcall(error) end",
    "xpcall(function() while true do end end, function() while true do end end)",
    "coroutine.wrap(function() while true do end end)()",
    "local t = setmetatable({}, {__index = function() while true do end end}) return t.x",
    "table.sort({1, 2, 3}, function() while true do end end)",
    "local x <close> = setmetatable({}, {__close = function() while true do end end})",
    "while true do local _ = ('x'):rep(10000) end",
    "while true do ('x'):rep(1000):find('.-.-.-y') end",
    "while true do load('return 1') end",
  ])
  func `whatever runs is interrupted, and what was made before is kept`(_ source: String) throws {
    let (sandbox, patience) = try RevivalTests.sandbox(looks: 50)
    patience.looks = .min
    _ = try RevivalTests.run("kept = { 1, 2, 3 }", in: sandbox)
    patience.looks = 0
    #expect(RevivalTests.code(source, in: sandbox) == .interrupted)
    #expect(sandbox.isPoisoned)
    #expect(sandbox.revive())
    patience.looks = .min
    #expect(try RevivalTests.run("return #kept", in: sandbox) == [.integer(3)])
    #expect(RevivalTests.code("error('x')", in: sandbox) == .runtime)
    #expect(RevivalTests.code("return pcall(error, 'x')", in: sandbox) == nil)
  }

  @Test func `a sandbox that ran out of its budget can be revived as often as one likes`() throws {
    let (sandbox, _) = try RevivalTests.sandbox()
    _ = try RevivalTests.run("count = 0", in: sandbox)
    for round in 1...20 {
      var budget = Budget(instructions: 10_000)
      let chunk = try sandbox.load("count = count + 1 while true do end", chunk: "entry")
      #expect(throws: LuaError.self) { try sandbox.call(chunk, budget: &budget) }
      #expect(sandbox.revive())
      #expect(try RevivalTests.run("return count", in: sandbox) == [.integer(Int64(round))])
    }
  }

  @Test func `a sandbox without memory cannot be revived`() throws {
    let (sandbox, _) = try RevivalTests.sandbox(memory: 1 << 20)
    #expect(
      RevivalTests.code("t = {} for i = 1, 1e9 do t[i] = i .. 'x' end", in: sandbox) == .memory)
    #expect(!sandbox.revive())
    #expect(RevivalTests.code("return 1", in: sandbox) == .poisoned)
  }

  @Test func `names that no global has are looked up by a function`() throws {
    let (sandbox, _) = try RevivalTests.sandbox()
    let found = try RevivalTests.run(
      "return function(name) if name:match('^t%d+$') then return name:sub(2) end end", in: sandbox)
    let resolver = try #require(found.first)
    guard case .function(let function) = resolver else { return #expect(Bool(false)) }
    sandbox.resolveGlobals(by: function)
    #expect(try RevivalTests.run("return t42", in: sandbox) == [.string("42")])
    #expect(try RevivalTests.run("t42 = 1 return t42", in: sandbox) == [.integer(1)])
    #expect(RevivalTests.code("return tickts", in: sandbox) == .runtime)
    #expect(try RevivalTests.run("return collectgarbage", in: sandbox) == [.null])
  }
}
