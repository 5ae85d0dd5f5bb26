import System
import Texts

/// Reads inputs at a terminal, where they can be edited, completed and called back.
///
/// Keys are those of `~/.editrc`, else of emacs. The terminal is as it was before whenever nothing
/// is read, also after a signal that ends or stops the program.
package final class LineEditor: PromptReader {
  /// What the prompt looks like and knows.
  package struct Setup {
    /// Stands before an input, which is asked for each time anew; may set colours.
    let prompt: () -> String
    /// Stands before each further line of an input.
    let continuation: String
    /// Says whether lines are a whole input, or another line belongs to it.
    let isComplete: (String) -> Bool
    /// Says what could stand at the cursor of an unfinished input.
    let complete: (String, String.Index) -> Completion
    let look: TextLook

    package init(
      prompt: @escaping () -> String, continuation: String,
      isComplete: @escaping (String) -> Bool,
      complete: @escaping (String, String.Index) -> Completion, look: TextLook,
    ) {
      self.prompt = prompt
      self.continuation = continuation
      self.isComplete = isComplete
      self.complete = complete
      self.look = look
    }
  }

  private let setup: Setup
  private let line: EditedLine

  /// Gives `nil` if there is no memory for it, or no libedit.
  ///
  /// There is one editor at a time.
  package init?(history: InputHistory, setup: Setup) {
    ThisProcess.useTextLocale()
    guard let libedit = Libedit(name: "docket") else { return nil }
    for input in history.inputs { libedit.remember(input) }
    self.setup = setup
    line = EditedLine(libedit: libedit, history: history, setup: setup)
  }

  /// The next input; throws if the program has no more file descriptors.
  package func read() throws(SystemError) -> PromptInput {
    let prompt = Prompt(setup.prompt())
    line.drop()
    var before = ""
    var turn = try TerminalTurn()
    while true {
      let end = line.read(
        prompt: before.isEmpty ? prompt : Prompt(setup.continuation), before: before,
        from: turn.input)
      switch end {
      case .entered:
        before += line.text
        guard !setup.isComplete(before) else { return keep(before) }
        before += "\n"
      case .interrupted:
        Screen.show("^C\n")
        return .interrupted
      case .ended:
        Screen.show("\n")
        return .ended
      case .hungUp:
        Screen.show("\n")
        return .hungUp
      case .suspended(let withGroup):
        Screen.show("^Z\n")
        turn = try turn.given { ThisProcess.send(.suspend, toGroup: withGroup) }
      case .quit: turn = try turn.given { ThisProcess.send(.quit) }
      case .reopened: before = ""
      case .again(let words):
        if let words { Screen.show("\n\(words)\n") }
      }
    }
  }

  private func keep(_ text: String) -> PromptInput {
    if line.history.add(text) { line.libedit.remember(text) }
    return .text(text)
  }
}

/// The time in which the editor has the terminal; at its end the terminal is as it was before.
private struct TerminalTurn: ~Copyable {
  let input: TerminalInput
  private let modes: TerminalModes?
  private let marksPastes: Bool

  init() throws(SystemError) {
    modes = TerminalModes(of: .input)
    input = try TerminalInput()
    // Terminals tell what is pasted from what is typed (xterm's mode 2004), if they are asked to.
    marksPastes = ![nil, "dumb"].contains(ThisProcess.setting("TERM"))
    if marksPastes { Screen.show("\u{1B}[?2004h") }
  }

  deinit {
    if marksPastes { Screen.show("\u{1B}[?2004l") }
    modes?.restore(on: .input)
  }

  /// Gives the terminal up while something is done.
  consuming func given(_ body: () -> Void) throws(SystemError) -> TerminalTurn {
    _ = consume self
    body()
    return try TerminalTurn()
  }
}
