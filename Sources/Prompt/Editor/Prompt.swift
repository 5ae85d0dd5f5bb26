import System

/// What stands before a line, with or without colours.
struct Prompt {
  /// The text as libedit takes it: U+0001 on both sides of what takes no room.
  let marked: String

  init(_ text: String) {
    // Escape sequences that set colours and the like (ECMA-48, SGR).
    marked = text.replacing(/\u{1B}\[[0-9;:]*m/) { "\u{1}\($0.output)\u{1}" }
  }

  /// The letters of a marked text that take room.
  static func shown(_ marked: String) -> [Unicode.Scalar] {
    marked.split(separator: "\u{1}", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset.isMultiple(of: 2) }.flatMap { Array($0.element.unicodeScalars) }
  }

  /// How many rows lie between the beginning of a text and its end, on a terminal of that width.
  static func rows(of text: [Unicode.Scalar], columns: Int) -> Int {
    var (row, column) = (0, 0)
    for scalar in text {
      if scalar == "\n" {
        (row, column) = (row + 1, 0)
        continue
      }
      let width = scalar == "\t" ? 8 - column % 8 : Libedit.width(scalar)
      if column + width > columns { (row, column) = (row + 1, 0) }
      column += width
    }
    return column >= columns ? row + 1 : row
  }
}

/// The terminal that the editor writes to.
enum Screen {
  /// Writes at once; `\n` goes to the beginning of the next row.
  ///
  /// A terminal that is gone cannot be told anything: reading from it says so.
  static func show(_ text: String) {
    try? StandardStream.output.write(Array(text.utf8))
  }
}
