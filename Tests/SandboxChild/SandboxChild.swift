import Lua

/// Loads a file as a plugin, fires the handlers that it registers, and prints outcome, time and peak memory as one line.
@main
struct SandboxChild {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 1, let source = readText(arguments[1]) else {
      print("usage: sandbox-child FILE [INSTRUCTIONS [SECONDS [MEMORY]]]")
      return
    }
    let instructions = arguments.count > 2 ? Int64(arguments[2]) ?? 0 : 4_000_000
    let seconds = arguments.count > 3 ? Int(arguments[3]) ?? 0 : 2
    let memory = arguments.count > 4 ? Int(arguments[4]) ?? 0 : 16 << 20
    let start = ContinuousClock.now
    let budget = Budget(instructions: instructions, time: .seconds(seconds))
    let run = try Run(memory: memory, budget: budget)
    let outcome = run.outcome(of: source)
    let milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
    let peak = run.sandbox.statistics.peakMemory
    print("\(outcome.word) ms=\(Int(milliseconds)) peak=\(peak) \(outcome.detail)")
  }
}
