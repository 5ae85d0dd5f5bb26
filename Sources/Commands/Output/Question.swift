import Kernel

/// Asks before what cannot be undone.
struct Question {
  let output: Output

  /// Goes on only where whoever asks means it: `--yes`, or the expected answer on a terminal.
  ///
  /// Throws a `Failure` otherwise; without a terminal to ask on, one that tells of `--yes`.
  func confirm(_ question: String, answer expected: String, isSure: Bool) throws(Failure) {
    guard !isSure else { return }
    guard SystemCalls.isTerminal(0), output.error.isTerminal else {
      throw Failure(.usage, "\(question): this cannot be undone, so say that you mean it: --yes")
    }
    try output.say("\(question). This cannot be undone.")
    try SystemCalls.write(Array("Type \(expected) to go on: ".utf8), to: 2)
    let answer = readLine() ?? ""
    guard answer.filter({ $0 != " " }).lowercased() == expected else {
      throw Failure(.refused, "nothing was changed")
    }
  }
}
