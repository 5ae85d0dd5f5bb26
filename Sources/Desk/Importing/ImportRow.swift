import PluginHost
import Texts

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
  /// `column` counts the cells of a row from 1.
  case openQuote(line: Int, column: Int)
  case textAfterQuote(line: Int, column: Int)
  case notUTF8(line: Int)
  case wrongCount(line: Int, found: Int, expected: Int)
  /// The last row lacks columns and the end of its line.
  case cutOff(line: Int, found: Int, expected: Int)
  case tooLong(line: Int)
  case notJSON(line: Int, column: Int, expected: Text)
  case notAnObject(line: Int, found: Text)
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

extension RowProblem: TextError {
  package var description: String { text.description }

  /// What is wrong, and where it stands.
  package var text: Text {
    place.map { Text.frameOf(owner: $0, problem: reason) } ?? reason
  }

  /// Where in the file it stands; `nil` where it is of the whole file.
  var place: Text? {
    switch self {
    case .noHeader: nil
    case .openQuote(let line, let column), .textAfterQuote(let line, let column):
      Text.importAtColumn(line: line, column: column)
    case .wrongCount(let line, let found, let expected):
      Text.importAtColumn(line: line, column: min(found, expected) + 1)
    case .notJSON(let line, let column, _): Text.importAtByte(line: line, column: column)
    case .notUTF8(let line), .cutOff(let line, _, _), .tooLong(let line),
      .notAnObject(let line, _), .cutOffValue(let line), .brokenList(let line):
      Text.importAtLine(line: line)
    }
  }

  /// What is wrong, without where.
  var reason: Text {
    switch self {
    case .noHeader: Text.importNoHeader
    case .openQuote: Text.importOpenQuote
    case .textAfterQuote: Text.importTextAfterQuote
    case .notUTF8: Text.importNotUtf8
    case .wrongCount(_, let found, let expected):
      Text.importColumnCount(found: found, expected: expected)
    case .cutOff(_, let found, let expected):
      Text.importCutOff(found: found, expected: expected)
    case .tooLong: Text.importLongRow
    case .notJSON(_, _, let expected): Text.importNotJson(expected: expected)
    case .notAnObject(_, let found): Text.importNoObject(found: found)
    case .cutOffValue: Text.importCutOffValue
    case .brokenList: Text.importBrokenList
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
