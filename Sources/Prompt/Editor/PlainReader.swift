import System

/// Reads inputs from standard input that is no terminal: shows no prompt, keeps nothing.
package final class PlainReader: PromptReader {
  private let isComplete: (String) -> Bool
  private var bytes: [UInt8] = []
  private var isAtEnd = false

  /// `isComplete` says whether lines are a whole input, or another line belongs to it.
  package init(isComplete: @escaping (String) -> Bool) {
    self.isComplete = isComplete
  }

  /// The next input; at the end of the file also one that is not complete.
  package func read() throws(SystemError) -> PromptInput {
    guard var text = try line() else { return .ended }
    while !isComplete(text), let line = try line() { text += "\n" + line }
    return .text(text)
  }

  private func line() throws(SystemError) -> String? {
    var searched = 0
    while true {
      if let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { bytes.removeSubrange(...end) }
        return text(bytes[..<end])
      }
      searched = bytes.count
      let more = isAtEnd ? [] : try StandardStream.input.read(upTo: 1 << 16)
      guard more.isEmpty else {
        bytes += more
        continue
      }
      isAtEnd = true
      defer { bytes = [] }
      return bytes.isEmpty ? nil : text(bytes[...])
    }
  }

  private func text(_ line: ArraySlice<UInt8>) -> String {
    String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
  }
}
