import Desk
import Display
import Kernel
import System
import Texts

/// Reads entries, evaluates them and shows what came of them, until there are no more.
package final class PromptLoop {
  /// What a loop is begun with.
  package struct Options: Sendable {
    /// Whether what is evaluated may change the desk.
    package var mayWrite = false
    /// Arguments of a script, as `arg`.
    package var arguments: [String] = []

    package init(mayWrite: Bool = false, arguments: [String] = []) {
      self.mayWrite = mayWrite
      self.arguments = arguments
    }
  }

  private let session: PromptSession
  private let output: Output
  private var number = 0

  /// Begins a session of a person on a desk.
  package init(
    _ desk: Desk, as person: Person, on output: Output, options: Options = Options(),
  ) throws {
    self.output = output
    session = try PromptSession(desk, as: person, mayWrite: options.mayWrite) { line in
      // What cannot be written any more is told by the next value that cannot be.
      try? output.write([output.standard.isTerminal ? output.standard.shown(line) : line])
    }
  }

  /// Evaluates one text; throws a `Failure` where it fails.
  package func run(_ text: String) throws {
    try show(evaluate(text), of: text)
  }

  /// Evaluates all entries of a stream that is no terminal; throws a `Failure` at the first that
  /// fails.
  package func run(_ stream: StandardStream) throws {
    let source = StreamEntries(stream)
    while case .entry(let text) = source.next("", isComplete: isComplete) {
      try run(text)
    }
  }

  private func evaluate(_ text: String) throws -> PromptResult {
    number += 1
    return try session.evaluate(text, number: number)
  }

  private func isComplete(_ text: String) -> Bool {
    session.completeness(of: text) != .incomplete
  }

  /// Shows an evaluation's values; throws a `Failure` where it came to no end.
  private func show(_ result: PromptResult, of text: String) throws {
    try show(result.values)
    guard let problem = result.problem else { return }
    throw Failure(.failed, ProblemPage(problem: problem, entry: text).text)
  }

  private func show(_ values: [PromptValue]) throws {
    guard !values.isEmpty else { return }
    guard !output.isJSON else {
      for value in values { try output.write(value.json) }
      return
    }
    let lines = try session.desk.session(as: session.person) { desk in
      var desk = desk
      desk.language = output.language
      let page = ValuePage(session: desk, surface: output.standard)
      return try values.flatMap { try page.lines(of: $0) }
    }
    try output.page(lines)
  }
}
