/// A backslash in a string with what belongs to it.
///
/// Source: the Lua 5.4 manual, section 3.1.
struct LuaEscape {
  /// Where it ends in the source.
  let end: Int
  /// The bytes it stands for.
  var bytes: [UInt8] = []
  var fault: LuaFault?

  /// Reads the one whose backslash is at the position.
  static func read(_ source: [UInt8], at position: Int) -> LuaEscape {
    let next = position + 1
    guard next < source.count else { return LuaEscape(end: next, fault: .openString) }
    let letter = source[next]
    if let plain = plain[letter] { return LuaEscape(end: next + 1, bytes: [plain]) }
    switch letter {
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
      return LuaEscape(end: endOfLine(source, at: next), bytes: [UInt8(ascii: "\n")])
    case UInt8(ascii: "x"): return hexadecimal(source, at: next + 1)
    case UInt8(ascii: "u"): return scalar(source, at: next + 1)
    case UInt8(ascii: "z"):
      let end = source[(next + 1)...].firstIndex { !$0.isBlank } ?? source.count
      return LuaEscape(end: end, fault: end == source.count ? .openString : nil)
    default:
      if letter.isDigit { return decimal(source, at: next) }
      // The whole of a character, so that no token ends inside of it.
      let end = source[(next + 1)...].firstIndex { $0 & 0xC0 != 0x80 } ?? source.count
      return LuaEscape(end: end, fault: .escape)
    }
  }

  /// Where the line end that stands at the position is over; two different signs are one.
  static func endOfLine(_ source: [UInt8], at position: Int) -> Int {
    let next = position + 1
    guard next < source.count, source[next].isLineEnd, source[next] != source[position] else {
      return next
    }
    return next + 1
  }

  private static let plain: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10,
    UInt8(ascii: "v"): 11, UInt8(ascii: "f"): 12, UInt8(ascii: "r"): 13,
    UInt8(ascii: "\\"): UInt8(ascii: "\\"), UInt8(ascii: "\""): UInt8(ascii: "\""),
    UInt8(ascii: "'"): UInt8(ascii: "'"),
  ]

  private static func hexadecimal(_ source: [UInt8], at start: Int) -> LuaEscape {
    let digits = source[start...].prefix(2).prefix { $0.hexValue != nil }
    guard digits.count == 2 else { return LuaEscape(end: digits.endIndex, fault: .escape) }
    return LuaEscape(end: digits.endIndex, bytes: [UInt8(value(of: digits, radix: 16) & 0xFF)])
  }

  private static func decimal(_ source: [UInt8], at start: Int) -> LuaEscape {
    let digits = source[start...].prefix(3).prefix(while: \.isDigit)
    let value = value(of: digits, radix: 10)
    guard value < 256 else { return LuaEscape(end: digits.endIndex, fault: .escape) }
    return LuaEscape(end: digits.endIndex, bytes: [UInt8(value)])
  }

  private static func scalar(_ source: [UInt8], at start: Int) -> LuaEscape {
    guard source[start...].first == UInt8(ascii: "{") else {
      return LuaEscape(end: start, fault: .escape)
    }
    let digits = source[(start + 1)...].prefix { $0.hexValue != nil }
    let value = value(of: digits, radix: 16)
    guard !digits.isEmpty, value < 1 << 31,
      source[digits.endIndex...].first == UInt8(ascii: "}")
    else { return LuaEscape(end: digits.endIndex, fault: .escape) }
    return LuaEscape(end: digits.endIndex + 1, bytes: encoded(UInt32(value)))
  }

  /// The value of the digits, as far as it matters: a huge one stays huge.
  private static func value(of digits: some Sequence<UInt8>, radix: Int) -> Int {
    digits.reduce(0) { min($0 * radix + ($1.hexValue ?? 0), 1 << 40) }
  }

  /// UTF-8 as it was once defined, up to six bytes, which Lua writes.
  private static func encoded(_ value: UInt32) -> [UInt8] {
    guard value >= 0x80 else { return [UInt8(value)] }
    var rest = value
    var tail: [UInt8] = []
    var room: UInt32 = 0x3F
    repeat {
      tail.append(UInt8(0x80 | (rest & 0x3F)))
      rest >>= 6
      room >>= 1
    } while rest > room
    return [UInt8(truncatingIfNeeded: (~room << 1) | rest)] + tail.reversed()
  }
}
