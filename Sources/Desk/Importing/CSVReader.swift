import Glibc
import PluginHost
import Texts

/// Reads comma-separated values row by row, from a file of any size.
///
/// Source: RFC 4180, with LF or CRLF, and quoted fields of several lines. A library would need
/// Foundation and the whole file in memory, and could not say where a quote was left open.
package final class CSVReader {
  /// A row as it stands in the file.
  package struct Row: Equatable, Sendable {
    /// 1 for the first row after the names.
    package var number: Int64
    /// The line in the file at which it begins.
    package var line: Int
    package var fields: [String]
    /// The bytes, as they are in the file: what tells whether a file changed.
    package var bytes: [UInt8]
    package var problem: Problem?
  }

  /// What is wrong with a file, and in which line.
  package enum Problem: Error, Equatable, Sendable {
    case noHeader
    case openQuote(line: Int)
    case textAfterQuote(line: Int)
    case notUTF8(line: Int)
    case wrongCount(line: Int, found: Int, expected: Int)
    /// The last row lacks columns and the end of its line.
    case cutOff(line: Int, found: Int, expected: Int)
    case tooLong(line: Int)
  }

  /// Names of the columns; a repeated one is `NAME_2`.
  package private(set) var columns: [String] = []
  /// How many bytes the file has.
  package let size: Int
  /// How many bytes were read.
  package private(set) var position = 0

  private let file: Int32
  private let path: String
  private var buffer: [UInt8] = []
  private var next = 0
  private var line = 1
  private var count: Int64 = 0

  /// A row has at most so many bytes.
  private static let rowLimit = 8 << 20

  /// Opens a file and reads its names.
  ///
  /// Throws `DeskError.unreadable`; it names the file where the names themselves are wrong.
  package init(path: String) throws {
    file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw DeskError.unreadable(path: path, reason: unsafe String(cString: strerror(errno)))
    }
    var status = stat()
    guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      Glibc.close(file)
      throw DeskError.unreadable(path: path, reason: Text("desk.no_file"))
    }
    size = Int(status.st_size)
    self.path = path
    var names: [String]
    do {
      guard let first = try record()?.fields else { throw Problem.noHeader }
      names = first
    } catch let problem as Problem {
      throw DeskError.unreadable(path: path, reason: problem.text)
    }
    if names[0].hasPrefix("\u{FEFF}") { names[0].removeFirst() }
    columns = ImporterHost.unique(names)
  }

  deinit {
    Glibc.close(file)
  }

  /// The next row; `nil` at the end.
  ///
  /// What is wrong with a row stands in it; the one after it can be read, but for a file that is cut
  /// off within quotes.
  package func row() throws -> Row? {
    let start = line
    do {
      guard let (fields, bytes, line) = try record() else { return nil }
      count += 1
      return Row(
        number: count, line: line, fields: fields, bytes: bytes,
        problem: problem(with: fields, isEnded: bytes.last == 0x0A, at: line))
    } catch let problem as Problem {
      count += 1
      skipLine(problem)
      return Row(number: count, line: start, fields: [], bytes: [], problem: problem)
    }
  }

  private func problem(with fields: [String], isEnded: Bool, at line: Int) -> Problem? {
    let (found, expected) = (fields.count, columns.count)
    if found == expected { return nil }
    return found < expected && !isEnded
      ? .cutOff(line: line, found: found, expected: expected)
      : .wrongCount(line: line, found: found, expected: expected)
  }

  /// Goes on at the next line after a row that could not be read.
  private func skipLine(_ problem: Problem) {
    if case .notUTF8 = problem { return }
    while let byte = try? take(), byte != 0x0A {}
  }
}

extension CSVReader {
  /// One record; blank lines between records are passed over.
  private func record() throws -> (fields: [String], bytes: [UInt8], line: Int)? {
    while let byte = try peek(), byte == 0x0A || byte == 0x0D { _ = try take() }
    guard try peek() != nil else { return nil }
    let start = line
    var fields: [[UInt8]] = [[]]
    var bytes: [UInt8] = []
    var isQuoted = false
    while let byte = try take() {
      bytes.append(byte)
      guard bytes.count <= CSVReader.rowLimit else { throw Problem.tooLong(line: start) }
      if isQuoted {
        guard byte == UInt8(ascii: "\"") else {
          fields[fields.count - 1].append(byte)
          continue
        }
        if try peek() == UInt8(ascii: "\"") {
          bytes.append(try take() ?? byte)
          fields[fields.count - 1].append(byte)
        } else {
          isQuoted = false
          guard try isFieldEnd() else { throw Problem.textAfterQuote(line: line) }
        }
      } else if byte == UInt8(ascii: "\""), fields[fields.count - 1].isEmpty {
        isQuoted = true
      } else if byte == UInt8(ascii: ",") {
        fields.append([])
      } else if byte == 0x0A {
        return try finish(fields, bytes, start)
      } else {
        let endsLine = try byte == 0x0D && peek() == 0x0A
        if !endsLine { fields[fields.count - 1].append(byte) }
      }
    }
    guard !isQuoted else { throw Problem.openQuote(line: start) }
    return try finish(fields, bytes, start)
  }

  private func isFieldEnd() throws -> Bool {
    switch try peek() {
    case nil, UInt8(ascii: ","), 0x0A, 0x0D: true
    default: false
    }
  }

  private func finish(
    _ fields: [[UInt8]], _ bytes: [UInt8], _ start: Int,
  ) throws -> (fields: [String], bytes: [UInt8], line: Int) {
    let texts = fields.compactMap { String(validating: $0, as: UTF8.self) }
    guard texts.count == fields.count else { throw Problem.notUTF8(line: start) }
    return (texts, bytes, start)
  }

  private func peek() throws -> UInt8? {
    if next == buffer.count { try fill() }
    return next < buffer.count ? buffer[next] : nil
  }

  private func take() throws -> UInt8? {
    guard let byte = try peek() else { return nil }
    next += 1
    position += 1
    if byte == 0x0A { line += 1 }
    return byte
  }

  private func fill() throws {
    var fresh = [UInt8](repeating: 0, count: 1 << 16)
    let count = unsafe Glibc.read(file, &fresh, fresh.count)
    guard count >= 0 else {
      throw DeskError.unreadable(path: path, reason: unsafe String(cString: strerror(errno)))
    }
    fresh.removeLast(fresh.count - count)
    buffer = fresh
    next = 0
  }
}

extension CSVReader.Problem: TextError {
  package var description: String { text.description }

  package var text: Text {
    switch self {
    case .noHeader: Text("import.no_header")
    case .openQuote(let line):
      Text("import.open_quote", ["line": line])
    case .textAfterQuote(let line):
      Text("import.text_after_quote", ["line": line])
    case .notUTF8(let line): Text("import.not_utf8", ["line": line])
    case .wrongCount(let line, let found, let expected):
      Text("import.column_count", ["line": line, "found": found, "expected": expected])
    case .cutOff(let line, let found, let expected):
      Text("import.cut_off", ["line": line, "found": found, "expected": expected])
    case .tooLong(let line): Text("import.long_row", ["line": line])
    }
  }
}
