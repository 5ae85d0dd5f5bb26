/// Why a line at the prompt did not come to its end.
package struct PromptProblem: Error, Equatable, Sendable {
  package enum Kind: Sendable {
    /// It is no Lua.
    case syntax
    /// It is Lua as far as it goes, and more is to come.
    case incomplete
    /// It failed while it ran.
    case failed
    /// It was stopped by whoever began it.
    case interrupted
    /// It took too much time or made too much.
    case limit
    /// It took too much memory, and with it all that the session had made.
    case memory
  }

  /// Where in the person's own code it was, from the inside.
  package struct Frame: Equatable, Sendable {
    /// The entry, as `prompt[3]`, or a file.
    package let chunk: String
    package let line: Int
    package let function: String

    package init(chunk: String, line: Int, function: String) {
      self.chunk = chunk
      self.line = line
      self.function = function
    }
  }

  package let kind: Kind
  /// One line without control characters.
  package let message: String
  /// The line within the entry; `nil` where that is not known.
  package let line: Int?
  package let frames: [Frame]

  package init(_ kind: Kind, _ message: String, line: Int? = nil, frames: [Frame] = []) {
    self.kind = kind
    self.message = message
    self.line = line
    self.frames = frames
  }
}
