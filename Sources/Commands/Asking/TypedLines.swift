import Display
import Kernel
import Prompt
import System
import Texts

/// Reads what somebody types at the terminal, line by line: edited and completed where libedit has the
/// terminal, as it is typed otherwise.
final class TypedLines {
  private let output: Output
  private var editor: LineEditor?
  private var prompt = ""
  private var candidates: (String) -> [Completion.Candidate] = { _ in [] }

  init(_ output: Output) {
    self.output = output
    // The editor writes to standard output, which may be a file while somebody answers.
    guard output.standard.isTerminal, output.error.isTerminal, ThisProcess.setting("TERM") != "dumb"
    else { return }
    let setup = LineEditor.Setup(
      prompt: { [weak self] in self?.prompt ?? "" }, continuation: "", isComplete: { _ in true },
      complete: { [weak self] text, cursor in
        self?.completion(of: text, at: cursor) ?? Completion(cursor..<cursor, [])
      }, look: TextLook(visible: { $0.visible }, width: { $0.displayWidth }))
    // Answers are kept nowhere.
    editor = LineEditor(history: InputHistory(path: "") { _ in true }, setup: setup)
  }

  /// The next line after a question, as it was typed; throws a `Failure` where whoever was asked left.
  func line(
    _ question: Text,
    completing candidates: @escaping (String) -> [Completion.Candidate] = { _ in [] },
  ) throws -> String {
    guard let editor else {
      try output.ask(question)
      return try plainLine()
    }
    (prompt, self.candidates) = (output.error.words(question), candidates)
    switch try editor.read() {
    case .text(let text): return text
    case .interrupted, .ended, .hungUp: throw Failure(.refused, Text.formEnded)
    }
  }

  private func plainLine() throws -> String {
    guard let bytes = StandardStream.input.line(atMost: Limit.textBytes) else {
      throw Failure(.refused, Text.formEnded)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(.invalid, Text.textInputNotUtf8)
    }
    return text.hasSuffix("\r") ? String(text.dropLast()) : text
  }

  /// Of a list with commas it is the last one that is completed.
  private func completion(of text: String, at cursor: String.Index) -> Completion {
    let start = text[..<cursor].lastIndex(of: ",").map(text.index(after:)) ?? text.startIndex
    let part = text[start..<cursor]
    let blanks = part.prefix { $0 == " " }
    let typed = String(part.dropFirst(blanks.count))
    return Completion(
      blanks.endIndex..<cursor,
      candidates(typed).filter { $0.text.lowercased().hasPrefix(typed.lowercased()) })
  }
}
