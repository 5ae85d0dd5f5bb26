import Kernel
import System
import Texts

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
