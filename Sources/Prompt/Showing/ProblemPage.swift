import Kernel
import Texts

/// Why an entry failed: the words, the line of the entry with a mark, and the person's own frames.
struct ProblemPage {
  let problem: PromptProblem
  let entry: String

  var text: Text {
    Text(joining: [words] + (source.map { [Text(words: $0)] } ?? []), by: "\n")
  }

  private var words: Text {
    switch problem.kind {
    case .syntax, .failed, .limit: Text(words: place + problem.message)
    case .incomplete: Text.promptUnfinished(problem: problem.message)
    case .interrupted: Text.promptInterrupted
    case .memory: Text.promptMemoryGone(problem: problem.message)
    }
  }

  private var place: String {
    guard let line = problem.line, lines.count > 1 else { return "" }
    return "\(line): "
  }

  private var lines: [Substring] { entry.split(separator: "\n", omittingEmptySubsequences: false) }

  /// The line that it is about, where there are several.
  private var source: String? {
    guard lines.count > 1, let line = problem.line, lines.indices.contains(line - 1) else {
      return nil
    }
    return "  \(line) | \(lines[line - 1])"
  }
}
