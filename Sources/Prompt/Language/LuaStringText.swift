/// What a string of Lua stands for, with the place in the source of each of its bytes.
package struct LuaStringText: Hashable, Sendable {
  /// The bytes it stands for; those of an escape that is wrong are left out.
  package private(set) var bytes: [UInt8] = []
  /// Where in the source each byte begins, and at last where the content ends.
  package private(set) var places: [Int] = []

  /// Reads a token; `nil` if it is no string.
  package init?(_ token: LuaToken, in source: [UInt8]) {
    guard let quotation = token.quotation else { return nil }
    let isClosed = token.fault == nil || token.fault == .escape
    switch quotation {
    case .single, .double:
      let end = token.range.upperBound - (isClosed ? 1 : 0)
      readShort(source, token.range.lowerBound + 1..<end)
    case .long(let level):
      let end = token.range.upperBound - (isClosed ? level + 2 : 0)
      readLong(source, token.range.lowerBound + level + 2..<end)
    }
  }

  /// The text, with a replacement for what is not UTF-8.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  private mutating func readShort(_ source: [UInt8], _ range: Range<Int>) {
    var position = range.lowerBound
    while position < range.upperBound {
      guard source[position] == UInt8(ascii: "\\") else {
        append(source[position], at: position)
        position += 1
        continue
      }
      let escape = LuaEscape.read(source, at: position)
      for byte in escape.bytes { append(byte, at: position) }
      position = escape.end
    }
    places.append(range.upperBound)
  }

  /// A line end right after the bracket does not count, and every other one is `\n`.
  private mutating func readLong(_ source: [UInt8], _ range: Range<Int>) {
    var position = range.lowerBound
    if position < range.upperBound, source[position].isLineEnd {
      position = LuaEscape.endOfLine(source, at: position)
    }
    while position < range.upperBound {
      let isLineEnd = source[position].isLineEnd
      append(isLineEnd ? UInt8(ascii: "\n") : source[position], at: position)
      position = isLineEnd ? LuaEscape.endOfLine(source, at: position) : position + 1
    }
    places.append(range.upperBound)
  }

  private mutating func append(_ byte: UInt8, at position: Int) {
    bytes.append(byte)
    places.append(position)
  }
}
