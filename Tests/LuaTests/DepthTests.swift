import Lua
import Testing

@Suite struct `Depth of calls` {
  @Test(arguments: [2, 5, 8])
  func `calls between the host and Lua lie only so deep in one another`(_ depth: Int) throws {
    let again = HostFunction("again") { call throws(HostError) in
      guard case .function(let function) = call.argument(0) else { throw HostError("no function") }
      var budget = Budget(instructions: 1_000_000)
      do throws(LuaError) {
        let results = try call.sandbox.call(function, budget: &budget)
        call.results.value(results.first ?? .null, keys: call.sandbox.layout.keys)
      } catch {
        throw HostError(error.message)
      }
    }
    var configuration = SandboxConfiguration(name: "deep", layout: Layout(functions: [again]))
    configuration.depth = depth
    let sandbox = try Sandbox(configuration: configuration)
    let main = try sandbox.load(
      """
      local count = 0
      local function go() count = count + 1 return again(go) end
      local done, why = pcall(go)
      return count, why
      """, chunk: "deep/init.lua")
    var budget = Budget(instructions: 1_000_000)
    let results = try sandbox.call(main, budget: &budget)
    #expect(results.first == .integer(Int64(depth) + 1))
    #expect(results.last?.text?.contains("nested too deep") == (depth == 8))
    #expect(results.last?.text?.contains("the limit `depth`") == (depth < 8))
  }
}
