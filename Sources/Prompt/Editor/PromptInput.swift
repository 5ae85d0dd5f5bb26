/// What somebody gave the prompt.
package enum PromptInput: Equatable, Sendable {
  /// One or more whole lines, without the last line end.
  case text(String)
  /// Nothing: Ctrl-C dropped what was typed.
  case interrupted
  /// The end, by Ctrl-D on an empty line or at the end of a file.
  case ended
  /// The terminal is gone, or the program is to end.
  case hungUp
}

/// Reads what is given to the prompt: at a terminal, or from a file or pipe.
package protocol PromptReader: AnyObject {
  /// The next input; waits for it.
  func read() throws -> PromptInput
}
