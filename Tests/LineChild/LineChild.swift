import Prompt
import System

/// Reads inputs as the prompt does, and prints each so that a test knows it again.
///
/// Its language: brackets are closed, and `secret` is a secret.
@main
struct LineChild {
  static func main() throws {
    let history = InputHistory(
      path: ThisProcess.setting("LINE_HISTORY") ?? "/nonexistent/history",
      isSecret: { $0.contains("secret") })
    let reader = reader(history)
    while true {
      switch try reader.read() {
      case .text("edit"): print("edited \(try ExternalEditor.edit("start") ?? "nothing")")
      case .text("inputs"): print("inputs \(history.inputs)")
      case .text("problem"): print("problem \(history.problem.debugDescription)")
      case .text(let text): print("got \(text.debugDescription)")
      case .interrupted: print("interrupted")
      case .ended: return print("ended")
      case .hungUp: ThisProcess.end(3)
      }
    }
  }

  private static func reader(_ history: InputHistory) -> any PromptReader {
    let setup = LineEditor.Setup(
      prompt: { "\u{1B}[32mfirst>\u{1B}[0m " }, continuation: "   … ", isComplete: isComplete,
      complete: complete,
      look: TextLook(
        visible: { $0.map { $0.isASCII && $0 < " " ? "?" : String($0) }.joined() },
        width: { $0.count }))
    guard StandardStream.input.isTerminal, let editor = LineEditor(history: history, setup: setup)
    else { return PlainReader(isComplete: isComplete) }
    return editor
  }

  private static func isComplete(_ text: String) -> Bool {
    text.count { $0 == "(" } <= text.count { $0 == ")" }
  }

  private static func complete(_ text: String, _ cursor: String.Index) -> Completion {
    let start =
      text[..<cursor].lastIndex { !$0.isLetter && !$0.isNumber && $0 != "_" }
      .map(text.index(after:)) ?? text.startIndex
    let word = text[start..<cursor]
    return Completion(start..<cursor, candidates.filter { $0.text.hasPrefix(word) && word != "" })
  }

  private static let candidates: [Completion.Candidate] =
    [
      .init("alphabet"), .init("alphanumeric"), .init("alpine", ending: " "),
      .init("call", ending: "("),
      .init("ticket_one", detail: "A printer\u{1B}[31m on fire"),
      .init("ticket_two", detail: "A second one"),
    ] + (100..<200).map { .init("many_\($0)") }
}
