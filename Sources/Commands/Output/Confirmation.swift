import Kernel

/// Asks whether something is really to be done.
enum Confirmation {
  /// The answer of whoever sits at the terminal; without one, `--yes` must have been given.
  static func ask(_ question: String, on output: Output) throws -> Bool {
    guard SystemCalls.isTerminal(0), output.error.isTerminal, !output.isJSON else {
      throw Failure(.usage, "\(question) Nobody is there to ask: give --yes")
    }
    try SystemCalls.write(Array("\(question) [y/N] ".utf8), to: 2)
    let answer = readLine() ?? ""
    return ["y", "yes"].contains(answer.lowercased())
  }
}
