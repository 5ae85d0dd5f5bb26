import Kernel
import PluginHost

/// Reads a JSON object a line, from a file of any size.
final class NDJSONReader: RowReader {
  let columns: [String] = []
  var size: Int { stream.size }
  var position: Int { stream.position }

  private let stream: FileStream
  private var count: Int64 = 0

  /// Opens a file; throws `DeskError.unreadable`.
  init(path: String, encoding: TextEncoding? = nil) throws {
    stream = try FileStream(path: path, encoding: encoding)
  }

  func row() throws -> ImportRow? {
    while try stream.peek() != nil {
      let start = stream.line
      var (bytes, isEnded) = try stream.takeLine(limit: RowProblem.rowLimit)
      if bytes?.last == 0x0D { bytes?.removeLast() }
      if let bytes, bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
      count += 1
      guard let bytes else {
        return ImportRow(number: count, line: start, problem: .tooLong(line: start))
      }
      var row = ImportRow(number: count, line: start, json: bytes)
      if case .notJSON = row.problem, !isEnded { row.problem = .cutOffValue(line: start) }
      return row
    }
    return nil
  }
}

extension ImportRow {
  /// A row of JSON; what is wrong with it stands in it.
  init(number: Int64, line: Int, json bytes: [UInt8]) {
    self.init(number: number, line: line, bytes: bytes)
    guard String(validating: bytes, as: UTF8.self) != nil else {
      problem = .notUTF8(line: line)
      return
    }
    do throws(JSONError) {
      let value = try RowValue(json: bytes)
      content = .value(value)
      problem = value.otherKind.map { .notAnObject(line: line, found: $0) }
    } catch {
      let before = bytes.prefix(error.offset)
      let column = error.offset - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
      problem = .notJSON(
        line: line + before.count { $0 == 0x0A }, column: column, expected: error.expected)
    }
  }
}
