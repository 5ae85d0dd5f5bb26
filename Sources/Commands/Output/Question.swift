import Kernel
import System
import Texts

/// Asks before what cannot be undone.
struct Question {
  let output: Output

  /// Goes on only where whoever asks means it: `--yes`, or the expected answer on a terminal.
  ///
  /// Throws a `Failure` otherwise; without a terminal to ask on, one that tells of `--yes`.
  func confirm(_ question: Text, answer expected: String, isSure: Bool) throws(Failure) {
    guard !isSure else { return }
    guard StandardStream.input.isTerminal, output.error.isTerminal else {
      throw Failure(.usage, Text.askFinal(question: question))
    }
    try output.say(Text.askWarning(question: question))
    try output.ask(Text.askType(answer: expected))
    let answer = readLine() ?? ""
    guard answer.filter({ $0 != " " }).lowercased() == expected else {
      throw Failure(.refused, Text.saidUnchanged)
    }
  }
}

/// Asks whether something is really to be done.
enum Confirmation {
  /// The answer of whoever sits at the terminal; without one, `--yes` must have been given.
  static func ask(_ question: Text, on output: Output) throws -> Bool {
    guard StandardStream.input.isTerminal, output.error.isTerminal, !output.isJSON else {
      throw Failure(.usage, Text.askNobody(question: question))
    }
    try output.ask(Text.askLine(question: question))
    let answer = readLine() ?? ""
    return ["y", "yes"].contains(answer.lowercased())
  }
}
