/// A line's text with the cursor, counted in Unicode scalars.
struct LineState: Equatable {
  var text = ""
  var cursor = 0

  init() {}

  init(_ text: String, cursor: Int) {
    self.text = text
    self.cursor = cursor
  }

  /// The cursor is at the end.
  init(_ text: String) {
    self.init(text, cursor: text.unicodeScalars.count)
  }

  /// What stands before the cursor.
  var beginning: String { String(text.unicodeScalars.prefix(cursor)) }
}

/// The lines of a text in which a cursor goes up and down.
struct TextRows {
  private let rows: [String.UnicodeScalarView.SubSequence]
  private let row: Int
  private let column: Int

  init(_ state: LineState) {
    let scalars = state.text.unicodeScalars
    rows = scalars.split(separator: "\n", omittingEmptySubsequences: false)
    let left = scalars.prefix(state.cursor).split(separator: "\n", omittingEmptySubsequences: false)
    row = max(0, left.count - 1)
    column = left.last?.count ?? 0
  }

  /// Where the line begins that has the cursor, and where it ends.
  var bounds: (start: Int, end: Int) {
    let start = self.start(of: row)
    return (start, start + rows[row].count)
  }

  /// Where the cursor is a line higher; `nil` on the first line.
  var above: Int? { row > 0 ? cursor(in: row - 1) : nil }

  /// Where the cursor is a line lower; `nil` on the last line.
  var below: Int? { row + 1 < rows.count ? cursor(in: row + 1) : nil }

  private func cursor(in row: Int) -> Int {
    start(of: row) + min(column, rows[row].count)
  }

  private func start(of row: Int) -> Int { rows[..<row].reduce(0) { $0 + $1.count + 1 } }
}
