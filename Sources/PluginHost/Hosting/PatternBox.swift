import Kernel
import Lua

/// Matches Lua patterns for the kernel's field rules, in a sandbox of its own.
package final class PatternBox: PatternHost {
  private static let source = """
    return function(text, pattern)
      return string.find(text, "^" .. pattern:gsub("^%^", ""):gsub("%$$", "") .. "$") ~= nil
    end
    """
  private var sandbox: Sandbox?
  private var function: LuaFunction?

  /// Opens its sandbox with the first pattern.
  package init() {}

  /// Whether the pattern fits the whole text; `false` also where it is wrong or takes too long.
  package func fits(_ text: String, pattern: String) -> Bool {
    var budget = Budget(instructions: 1_000_000, time: .milliseconds(50))
    do throws(LuaError) {
      let (sandbox, function) = try opened()
      let results = try sandbox.call(function, budget: &budget) { writer in
        writer.string(text)
        writer.string(pattern)
      }
      return results.first == .boolean(true)
    } catch {
      sandbox = nil
      return false
    }
  }

  private func opened() throws(LuaError) -> (Sandbox, LuaFunction) {
    if let sandbox, let function { return (sandbox, function) }
    let made = try Sandbox(configuration: SandboxConfiguration(name: "patterns"))
    var budget = Budget(instructions: 10_000)
    let main = try made.load(PatternBox.source, chunk: "patterns")
    guard let matcher = try made.call(main, budget: &budget).first?.function else {
      throw LuaError(code: .badResult, message: "no matcher", plugin: "patterns")
    }
    sandbox = made
    function = matcher
    return (made, matcher)
  }
}
