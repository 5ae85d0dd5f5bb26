import PluginHost

/// Reads a table of separated values row by row, from a file of any size.
///
/// Source: RFC 4180, with LF, CR or CRLF, with a comma, a semicolon, a tab or a bar between cells,
/// and with quoted fields of several lines. A library would need Foundation and the whole file in
/// memory, and could not say where a quote was left open.
package final class CSVReader: RowReader {
  /// Names of the columns; a repeated one is `NAME_2`.
  package private(set) var columns: [String] = []
  package var size: Int { stream.size }
  package var position: Int { stream.position }

  private let stream: FileStream
  private var separator = Separator.known[0]
  private var count: Int64 = 0

  /// Opens a file and reads its names; the separator, where none is given, is found.
  ///
  /// Throws `DeskError.unreadable`; it names the file where the names themselves are wrong.
  package init(
    path: String, encoding: TextEncoding? = nil, separator: Unicode.Scalar? = nil,
  ) throws {
    stream = try FileStream(path: path, encoding: encoding)
    do {
      let named = try takeSeparatorLine()
      let given = separator.flatMap { UInt8(exactly: $0.value) }
      self.separator = try given ?? named ?? Separator.found(in: stream.beginning())
      guard let names = try record()?.fields else { throw RowProblem.noHeader }
      columns = ImporterHost.unique(names)
    } catch let problem as RowProblem {
      throw DeskError.unreadable(path: path, reason: problem.text)
    }
  }

  /// The next row; `nil` at the end.
  ///
  /// What is wrong with a row stands in it; the one after it can be read, but for a file that is cut
  /// off within quotes.
  package func row() throws -> ImportRow? {
    let start = stream.line
    do {
      guard let (fields, bytes, line) = try record() else { return nil }
      count += 1
      return ImportRow(
        number: count, line: line, content: .fields(fields), bytes: bytes,
        problem: problem(with: fields, isEnded: [0x0A, 0x0D].contains(bytes.last), at: line))
    } catch let problem as RowProblem {
      count += 1
      skipLine(problem)
      return ImportRow(number: count, line: start, problem: problem)
    }
  }

  private func problem(with fields: [String], isEnded: Bool, at line: Int) -> RowProblem? {
    let (found, expected) = (fields.count, columns.count)
    if found == expected { return nil }
    return found < expected && !isEnded
      ? .cutOff(line: line, found: found, expected: expected)
      : .wrongCount(line: line, found: found, expected: expected)
  }

  /// Goes on at the next line after a row that could not be read.
  private func skipLine(_ problem: RowProblem) {
    if case .notUTF8 = problem { return }
    while let byte = try? stream.take(), byte != 0x0A, byte != 0x0D {}
  }

  /// The separator that a first line `sep=;` names, as spreadsheets write it.
  private func takeSeparatorLine() throws -> UInt8? {
    let start = Array(try stream.beginning().prefix(6))
    guard start.count == 6, Array(start[..<4]) == Array("sep=".utf8),
      start[5] == 0x0A || start[5] == 0x0D
    else { return nil }
    for _ in 0..<5 { _ = try stream.take() }
    return start[4]
  }
}

extension CSVReader {
  /// One record; blank lines between records are passed over.
  private func record() throws -> (fields: [String], bytes: [UInt8], line: Int)? {
    while let byte = try stream.peek(), byte == 0x0A || byte == 0x0D { _ = try stream.take() }
    guard try stream.peek() != nil else { return nil }
    let start = stream.line
    var fields: [[UInt8]] = [[]]
    var bytes: [UInt8] = []
    var isQuoted = false
    while let byte = try stream.take() {
      bytes.append(byte)
      guard bytes.count <= RowProblem.rowLimit else { throw RowProblem.tooLong(line: start) }
      if isQuoted {
        guard byte == UInt8(ascii: "\"") else {
          fields[fields.count - 1].append(byte)
          continue
        }
        if try stream.peek() == UInt8(ascii: "\"") {
          bytes.append(try stream.take() ?? byte)
          fields[fields.count - 1].append(byte)
        } else {
          isQuoted = false
          guard try isFieldEnd() else {
            throw RowProblem.textAfterQuote(line: stream.line, column: fields.count)
          }
        }
      } else if byte == UInt8(ascii: "\""), fields[fields.count - 1].isEmpty {
        isQuoted = true
      } else if byte == separator {
        fields.append([])
      } else if byte == 0x0A || byte == 0x0D {
        if byte == 0x0D, try stream.peek() == 0x0A { bytes.append(try stream.take() ?? byte) }
        return try finish(fields, bytes, start)
      } else {
        fields[fields.count - 1].append(byte)
      }
    }
    guard !isQuoted else { throw RowProblem.openQuote(line: start, column: fields.count) }
    return try finish(fields, bytes, start)
  }

  private func isFieldEnd() throws -> Bool {
    switch try stream.peek() {
    case nil, 0x0A, 0x0D: true
    case let byte: byte == separator
    }
  }

  private func finish(
    _ fields: [[UInt8]], _ bytes: [UInt8], _ start: Int,
  ) throws -> (fields: [String], bytes: [UInt8], line: Int) {
    let texts = fields.compactMap { String(validating: $0, as: UTF8.self) }
    guard texts.count == fields.count else { throw RowProblem.notUTF8(line: start) }
    return (texts, bytes, start)
  }
}
