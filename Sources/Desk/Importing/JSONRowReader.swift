import Kernel
import PluginHost
import Texts

/// Reads the elements of a list within a JSON document one by one, from a file of any size.
///
/// Only one element is in memory at a time: the document around the list is passed over.
final class JSONRowReader: RowReader {
  let columns: [String] = []
  var size: Int { stream.size }
  var position: Int { stream.position }

  private let stream: FileStream
  private var count: Int64 = 0
  private var isAtEnd = false
  private var isFirst = true

  /// Opens a file and goes to its rows: the document itself, or the list at a path as `data.items`.
  ///
  /// Throws `DeskError.unreadable`, which says where the way ends.
  init(path: String, rows: String?, encoding: TextEncoding? = nil) throws {
    stream = try FileStream(path: path, encoding: encoding)
    do {
      let names = rows.map { $0.split(separator: ".").map(String.init) } ?? []
      try enter(names[...], at: [])
    } catch let problem as WrongWay {
      throw DeskError.unreadable(
        path: path, reason: Text.frameLine(line: stream.line, problem: problem.reason))
    }
  }

  func row() throws -> ImportRow? {
    guard !isAtEnd else { return nil }
    try skipSpace()
    if isFirst, try stream.peek() == UInt8(ascii: "]") { return try end() }
    if !isFirst {
      switch try stream.take() {
      case UInt8(ascii: "]"): return try end()
      case UInt8(ascii: ","): break
      case nil: return broken(.cutOffValue(line: stream.line))
      default: return broken(.brokenList(line: stream.line))
      }
      try skipSpace()
    }
    isFirst = false
    let start = stream.line
    let (bytes, isWhole) = try takeValue()
    guard isWhole else { return broken(.cutOffValue(line: start)) }
    count += 1
    guard let bytes else {
      return ImportRow(number: count, line: start, problem: .tooLong(line: start))
    }
    return ImportRow(number: count, line: start, json: bytes)
  }

  private func end() throws -> ImportRow? {
    isAtEnd = true
    return nil
  }

  /// The last row: nothing after it can be told apart.
  private func broken(_ problem: RowProblem) -> ImportRow {
    isAtEnd = true
    count += 1
    return ImportRow(number: count, line: stream.line, problem: problem)
  }
}

extension JSONRowReader {
  /// Why there are no rows where the importer says they are.
  private struct WrongWay: Error {
    let reason: Text
  }

  /// Goes into the list that the names lead to.
  private func enter(_ names: ArraySlice<String>, at path: [String]) throws {
    try skipSpace()
    let place =
      path.isEmpty ? Text.importDocument : Text(words: "`\(path.joined(separator: "."))`")
    guard let name = names.first else {
      guard try stream.take() == UInt8(ascii: "[") else {
        let hint = path.isEmpty ? Text.importRowsHint : nil
        throw WrongWay(reason: Text.importNoRows(place: place, hint: hint))
      }
      return
    }
    guard try stream.take() == UInt8(ascii: "{") else {
      throw WrongWay(reason: Text.importNoNames(place: place, name: name))
    }
    var others: [String] = []
    while let other = try takeName() {
      if other == name { return try enter(names.dropFirst(), at: path + [name]) }
      others.append(other)
      try skipSpace()
      guard try takeValue().isWhole else { break }
      try skipSpace()
      guard try stream.peek() == UInt8(ascii: ",") else { break }
      _ = try stream.take()
    }
    let hint = nearestName(to: name, among: others).map { Text.hintNearestCode(name: $0) }
    let known = others.isEmpty ? nil : Text.hintKnown(names: others.joined(separator: ", "))
    throw WrongWay(
      reason: Text.importNoMember(name: name, place: place, hint: hint ?? known))
  }

  /// A member's name and its colon; `nil` where there is none.
  private func takeName() throws -> String? {
    try skipSpace()
    guard try stream.peek() == UInt8(ascii: "\"") else { return nil }
    guard let bytes = try takeValue().bytes, let name = try? JSON(jsonBytes: bytes).string else {
      return nil
    }
    try skipSpace()
    return try stream.take() == UInt8(ascii: ":") ? name : nil
  }

  private func skipSpace() throws {
    while let byte = try stream.peek(), [0x20, 0x0A, 0x0D, 0x09].contains(byte) {
      _ = try stream.take()
    }
  }

  /// The bytes of one value, whose inside is only looked at for where it ends.
  ///
  /// No bytes where it is longer than a row may be; not whole where the file ends within it.
  private func takeValue() throws -> (bytes: [UInt8]?, isWhole: Bool) {
    var bytes: [UInt8] = []
    var scan = ValueScan()
    while let byte = try stream.peek() {
      let step = scan.step(byte)
      if step == .after { break }
      _ = try stream.take()
      if bytes.count <= RowProblem.rowLimit { bytes.append(byte) }
      if step == .last { break }
    }
    return (bytes.count > RowProblem.rowLimit ? nil : bytes, scan.isWhole)
  }
}

/// Finds where a value of JSON ends, by its brackets and quotes.
private struct ValueScan {
  /// What a byte is to the value.
  enum Step {
    case within
    case last
    /// It does not belong to it any more.
    case after
  }

  private var depth = 0
  private var isString = false
  private var isEscaped = false
  /// Whether the value is over, or can be over here: numbers and words have no end of their own.
  private(set) var isWhole = false

  mutating func step(_ byte: UInt8) -> Step {
    if isString { return stepInString(byte) }
    switch byte {
    case UInt8(ascii: "\""):
      isString = true
      isWhole = false
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      depth += 1
      isWhole = false
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      guard depth > 0 else { return .after }
      depth -= 1
      isWhole = depth == 0
      return isWhole ? .last : .within
    case UInt8(ascii: ","), UInt8(ascii: ":"), 0x20, 0x0A, 0x0D, 0x09:
      if depth == 0 { return .after }
    default: isWhole = depth == 0
    }
    return .within
  }

  private mutating func stepInString(_ byte: UInt8) -> Step {
    if isEscaped {
      isEscaped = false
    } else if byte == UInt8(ascii: "\\") {
      isEscaped = true
    } else if byte == UInt8(ascii: "\"") {
      isString = false
      isWhole = depth == 0
      return isWhole ? .last : .within
    }
    return .within
  }
}
