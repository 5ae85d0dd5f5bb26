import System

/// Earlier inputs of one person, kept in a file that several sessions share.
///
/// A session sees what was in the file when it began, and what it adds itself.
package final class InputHistory {
  /// How many inputs are kept.
  package static let limit = 10_000
  /// What one input may have to be kept in the file, and what is read of a file.
  private static let (longest, largest) = (64 << 10, 32 << 20)

  /// The inputs, oldest first.
  package private(set) var inputs: [String] = []
  /// Why the file is not used; `nil` as long as it is.
  package private(set) var problem: SystemError?

  private let path: String
  private let limit: Int
  private let isSecret: (String) -> Bool
  private var lines = 0

  /// Reads a file; it is made, with its folder, by the first input.
  ///
  /// `isSecret` says of an input that it is not to be kept, neither in the file nor here.
  package init(
    path: String, limit: Int = InputHistory.limit, isSecret: @escaping (String) -> Bool,
  ) {
    self.path = path
    self.limit = limit
    self.isSecret = isSecret
    guard FileSystem.hasName(path) else { return }
    trying { () throws(SystemError) in
      inputs = try shorten()
    }
  }

  /// Keeps an input, unless it is blank, begins with a blank, is secret or was the last one too.
  ///
  /// Returns whether it is kept.
  @discardableResult
  package func add(_ input: String) -> Bool {
    guard let first = input.first, first != " ", !input.allSatisfy(\.isWhitespace),
      inputs.last != input, !isSecret(input)
    else { return false }
    inputs.append(input)
    if inputs.count > limit { inputs.removeFirst() }
    guard problem == nil, input.utf8.count <= InputHistory.longest else { return true }
    trying { () throws(SystemError) in
      try PrivateFile(path).append(Array((HistoryLine(input).text + "\n").utf8))
      lines += 1
      // What other sessions added is not counted; the next one to begin shortens the file.
      if lines > limit + limit / 10 { _ = try shorten() }
    }
    return true
  }

  /// Reads the file, and writes it anew if it has more lines than are kept.
  private func shorten() throws(SystemError) -> [String] {
    let file = try PrivateFile(path)
    let all = HistoryLine.inputs(in: try file.bytes(atMost: InputHistory.largest))
    let kept = Array(all.suffix(limit))
    lines = kept.count
    guard kept.count < all.count else { return kept }
    let text = kept.map { HistoryLine($0).text + "\n" }.joined()
    try file.replace(with: Array(text.utf8))
    return kept
  }

  private func trying(_ body: () throws(SystemError) -> Void) {
    do {
      try body()
    } catch {
      problem = error
    }
  }
}

/// An input as one line of a file: a line end stands as `\n`, a backslash as two.
struct HistoryLine {
  let text: String

  init(_ input: String) {
    text = input.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
  }

  /// The inputs of a file; lines that no input is written as are left out, equal neighbours too.
  static func inputs(in bytes: [UInt8]) -> [String] {
    bytes.split(separator: UInt8(ascii: "\n")).reduce(into: []) { inputs, line in
      guard let input = input(of: line), input != inputs.last else { return }
      inputs.append(input)
    }
  }

  private static func input(of line: ArraySlice<UInt8>) -> String? {
    guard let text = String(validating: line, as: UTF8.self) else { return nil }
    var input = ""
    var isEscaped = false
    for scalar in text.unicodeScalars {
      switch (isEscaped, scalar) {
      case (true, "n"): input += "\n"
      case (true, "\\"): input += "\\"
      case (true, _): return nil
      case (false, "\\"): break
      case (false, _) where scalar.isObeyedByTerminals && scalar != "\t": return nil
      case (false, _): input.unicodeScalars.append(scalar)
      }
      isEscaped = !isEscaped && scalar == "\\"
    }
    return isEscaped || input.isEmpty ? nil : input
  }
}
