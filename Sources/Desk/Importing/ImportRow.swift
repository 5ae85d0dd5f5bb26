import PluginHost

/// A row of a file that is imported, as it stands there.
package struct ImportRow: Equatable, Sendable {
  /// What a row says, by the kind of file.
  package enum Content: Equatable, Sendable {
    /// It could not be read.
    case none
    case fields([String])
    case value(RowValue)
  }

  /// 1 for the first row.
  package var number: Int64
  /// The line in the file at which it begins.
  package var line: Int
  package var content = Content.none
  /// The bytes, as they are in the file: what tells whether a file changed.
  package var bytes: [UInt8] = []
  package var problem: RowProblem?

  /// The values in the order of the columns; empty for rows that have no columns.
  package var fields: [String] {
    if case .fields(let fields) = content { fields } else { [] }
  }
}

/// What is wrong with a file's row, and in which line.
package enum RowProblem: Error, Equatable, Sendable {
  case noHeader
  case openQuote(line: Int)
  case textAfterQuote(line: Int)
  case notUTF8(line: Int)
  case wrongCount(line: Int, found: Int, expected: Int)
  /// The last row lacks columns and the end of its line.
  case cutOff(line: Int, found: Int, expected: Int)
  case tooLong(line: Int)
  case notJSON(line: Int, column: Int, expected: String)
  case notAnObject(line: Int, found: String)
  /// The file ends within a value of JSON.
  case cutOffValue(line: Int)
  /// After a row stands neither a comma nor the end of the list.
  case brokenList(line: Int)

  /// Whether nothing can be read after it: the row is not remembered, as the whole file may follow.
  var isEndOfFile: Bool {
    switch self {
    case .openQuote, .cutOff, .cutOffValue, .brokenList: true
    default: false
    }
  }

  /// A row has at most so many bytes.
  static let rowLimit = 8 << 20
}

extension RowProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noHeader: "the file is empty; its first line names the columns"
    case .openQuote(let line):
      "line \(line): a quote is opened and never closed; the file seems to be cut off"
    case .textAfterQuote(let line):
      "line \(line): text after a closing quote; a quote inside quotes is written twice"
    case .notUTF8(let line): "line \(line): not valid UTF-8; convert the file to UTF-8"
    case .wrongCount(let line, let found, let expected):
      "line \(line): \(found) columns, but the first line names \(expected)"
    case .cutOff(let line, let found, let expected):
      "line \(line): the file ends within a row, after \(found) of \(expected) columns; it seems to"
        + " be cut off"
    case .tooLong(let line): "line \(line): the row is longer than 8 MB"
    case .notJSON(let line, let column, let expected):
      "line \(line), byte \(column): not JSON: expected \(expected)"
    case .notAnObject(let line, let found):
      "line \(line): a row is an object with names, as {\"id\": 1}; this is \(found)"
    case .cutOffValue(let line):
      "line \(line): the file ends within a row; it seems to be cut off"
    case .brokenList(let line):
      "line \(line): after a row comes a comma, or ] where it was the last one; what follows cannot"
        + " be read"
    }
  }
}

/// Reads a file row by row; what is wrong with a row stands in it, and the next can be read.
protocol RowReader: AnyObject {
  /// Names of the columns; empty where rows name their values themselves.
  var columns: [String] { get }
  /// How many bytes the file has.
  var size: Int { get }
  /// How many bytes were read.
  var position: Int { get }

  /// The next row; `nil` at the end.
  func row() throws -> ImportRow?
}
