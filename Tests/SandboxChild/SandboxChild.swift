import Glibc
import Lua

/// Loads files as plugins, fires the handlers that they register, unloads them, and prints a line
/// each: outcome, processor time, peak memory, what happened.
@main
struct SandboxChild {
  static func main() throws {
    let numbers = CommandLine.arguments.dropFirst().prefix(3).compactMap { Int64($0) }
    let files = CommandLine.arguments.dropFirst(4)
    guard numbers.count == 3, !files.isEmpty else {
      print("usage: sandbox-child INSTRUCTIONS MILLISECONDS MEMORY FILE…")
      return
    }
    for file in files {
      guard let source = readText(file) else { continue }
      let start = clock()
      let line = try play(
        source, instructions: numbers[0], milliseconds: numbers[1], memory: Int(numbers[2]))
      // The sandbox is closed by now: unloading counts.
      let milliseconds = (clock() - start) * 1000 / CLOCKS_PER_SEC
      print("\(line.word) ms=\(milliseconds) \(line.rest)")
      fflush(nil)
    }
  }

  private static func play(
    _ source: String, instructions: Int64, milliseconds: Int64, memory: Int,
  ) throws -> (word: String, rest: String) {
    let budget = Budget(instructions: instructions, milliseconds: milliseconds)
    let run = try Run(memory: memory, budget: budget)
    let outcome = run.outcome(of: source)
    let peak = run.sandbox.statistics.peakMemory
    return (outcome.word, "peak=\(peak) \(outcome.detail)")
  }
}
