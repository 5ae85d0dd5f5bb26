import System
import Texts

/// A list of candidates below the line, by screens if it is long.
struct CompletionList {
  private let candidates: [Completion.Candidate]
  private let look: TextLook
  private let size: (columns: Int, rows: Int)

  /// The list as it fits the terminal now.
  init(_ candidates: [Completion.Candidate], look: TextLook) {
    self.candidates = candidates
    self.look = look
    let size = StandardStream.output.size
    self.size = (size?.columns ?? 80, max(2, size?.rows ?? 24))
  }

  /// Shows it, and asks for keys if it is longer than the screen.
  ///
  /// Gives back a key that has nothing to do with it, such as a signal.
  func show(_ key: () -> Key) -> Key? {
    let lines = CompletionTable(candidates, columns: size.columns, look: look).lines
    Screen.show("\n")
    guard lines.count >= size.rows else {
      show(lines[...])
      return nil
    }
    Screen.show(Text.editorDisplayAll(count: candidates.count).description)
    let answer = key()
    guard case .character(let letter) = answer else {
      Screen.show("\n")
      return answer
    }
    guard ["y", "Y", " "].contains(letter) else {
      Screen.show("n\n")
      return nil
    }
    Screen.show("y\n")
    return page(lines, key)
  }

  private func page(_ lines: [String], _ key: () -> Key) -> Key? {
    var rest = lines[...]
    var room = size.rows - 1
    while true {
      show(rest.prefix(room))
      rest = rest.dropFirst(room)
      guard !rest.isEmpty else { return nil }
      Screen.show(Text.editorMore.description)
      let answer = key()
      Screen.show("\r\u{1B}[K")
      switch answer {
      case .character(" "), .character("y"), .character("\t"): room = size.rows - 1
      case .character("\r"), .character("\n"), .special(.down, _): room = 1
      case .character, .special: return nil
      case .paste, .signal, .ended: return answer
      }
    }
  }

  private func show(_ lines: ArraySlice<String>) {
    Screen.show(lines.map { $0 + "\n" }.joined())
  }
}
