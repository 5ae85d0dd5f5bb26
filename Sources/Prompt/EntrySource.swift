import System

/// Where entries come from: a person at a terminal, or a text.
protocol EntrySource: AnyObject {
  /// The next entry; the prompt is for a person's eyes.
  func next(_ prompt: String, isComplete: (String) -> Bool) -> EntryInput
}

/// What came of waiting for an entry.
enum EntryInput: Equatable {
  /// One or more lines, without the last line's end.
  case entry(String)
  /// The line was dropped, and another one is to be asked for.
  case interrupted
  /// There is nothing more.
  case ended
}

/// Entries from a stream that is no terminal, as many lines each as it takes to be complete.
final class StreamEntries: EntrySource {
  private let stream: StandardStream
  private static let longestLine = 1 << 20

  init(_ stream: StandardStream) {
    self.stream = stream
  }

  func next(_ prompt: String, isComplete: (String) -> Bool) -> EntryInput {
    var lines: [String] = []
    while let line = stream.line(atMost: StreamEntries.longestLine) {
      lines.append(String(decoding: line, as: UTF8.self))
      let text = lines.joined(separator: "\n")
      if isComplete(text) { return .entry(text) }
    }
    return lines.isEmpty ? .ended : .entry(lines.joined(separator: "\n"))
  }
}
