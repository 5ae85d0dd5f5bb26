import Kernel
import System
import Texts

/// Asks whoever sits at the terminal before something is done.
package struct Question {
  package let output: Output

  package init(output: Output) {
    self.output = output
  }

  /// Whether anybody is there to answer.
  package var isAnswerable: Bool { StandardStream.input.isTerminal && output.error.isTerminal }

  /// Whether the answer is yes, in the reader's language or in English.
  package func isAffirmed(_ question: Text) throws(Failure) -> Bool {
    affirms(try answer(to: question))
  }

  /// Whether what was typed is a yes, in the reader's language or in English.
  package func affirms(_ typed: String) -> Bool {
    TypedAnswer.isYes(typed, in: output.language) == true
  }

  /// Whether the answer is that word; `yes` is one of every language.
  package func isAnswered(by word: String) throws(Failure) -> Bool {
    let answer = try answer(to: Text.askType(answer: word))
    let isYes = word == Text.wordYes.rendered(in: output.language)
    return answer == word || answer.lowercased() == word
      || isYes && answer.lowercased() == Text.wordYes.description
  }

  private func answer(to question: Text) throws(Failure) -> String {
    try output.ask(question)
    return StandardStream.input.typedLine() ?? ""
  }
}

extension Question {
  /// Goes on with what cannot be undone only where whoever asks means it: `--yes`, or the expected
  /// answer on a terminal.
  ///
  /// Throws a `Failure` otherwise; without a terminal to ask on, one that tells of `--yes`.
  package func confirm(_ question: Text, answer expected: String, isSure: Bool) throws(Failure) {
    guard !isSure else { return }
    guard isAnswerable else { throw Failure(.usage, Text.askFinal(question: question)) }
    try output.say(Text.askWarning(question: question))
    guard try isAnswered(by: expected) else { throw Failure(.refused, Text.saidUnchanged) }
  }
}
