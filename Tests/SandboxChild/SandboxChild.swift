import Glibc
import Lua

/// Loads files as plugins, fires the handlers that they register, and unloads them.
///
/// Prints a line each: outcome, processor time, peak memory, what happened. With REVIVE in place of MILLISECONDS
/// each is interrupted again and again, and told to be `revived` or `broken`.
@main
struct SandboxChild {
  static func main() throws {
    let revives = CommandLine.arguments.dropFirst(2).first == "REVIVE"
    // What is interrupted again and again has so long for all of it; then its deadline is one more
    // fault after which the sandbox must go on.
    let words = CommandLine.arguments.dropFirst().prefix(3).map { $0 == "REVIVE" ? "6000" : $0 }
    let numbers = words.compactMap { Int64($0) }
    let files = CommandLine.arguments.dropFirst(4)
    guard numbers.count == 3, !files.isEmpty else {
      print("usage: sandbox-child INSTRUCTIONS MILLISECONDS|REVIVE MEMORY FILE…")
      return
    }
    for file in files {
      guard let source = readText(file) else { continue }
      let start = clock()
      let budget = Budget(instructions: numbers[0], milliseconds: numbers[1])
      let line =
        revives
        ? try revive(source, budget, memory: Int(numbers[2]))
        : try play(source, budget, memory: Int(numbers[2]))
      // The sandbox is closed by now: unloading counts.
      let milliseconds = (clock() - start) * 1000 / CLOCKS_PER_SEC
      print("\(line.word) ms=\(milliseconds) \(line.rest)")
      fflush(nil)
    }
  }

  private static func revive(
    _ source: String, _ budget: Budget, memory: Int,
  ) throws -> (word: String, rest: String) {
    let outcome = try Revival(memory: memory, budget: budget).outcome(of: source)
    return (outcome.word, "peak=0 \(outcome.detail)")
  }

  private static func play(
    _ source: String, _ budget: Budget, memory: Int,
  ) throws -> (word: String, rest: String) {
    let run = try Run(memory: memory, budget: budget)
    let outcome = run.outcome(of: source)
    let peak = run.sandbox.statistics.peakMemory
    return (outcome.word, "peak=\(peak) \(outcome.detail)")
  }
}
