/// Strings and numbers.
extension Lexer {
  /// The number of `=` in the long bracket that begins here; `nil` where none does.
  var longBracketLevel: Int? {
    var count = 0
    while byte(after: 1 + count) == UInt8(ascii: "=") { count += 1 }
    return byte(after: 1 + count) == UInt8(ascii: "[") ? count : nil
  }

  /// The same, where `[=` that begins nothing is an error, as in code.
  func bracketLevel() throws(SyntaxError) -> Int? {
    if let level = longBracketLevel { return level }
    guard byte(after: 1) == UInt8(ascii: "=") else { return nil }
    throw SyntaxError(.malformed, at: place)
  }

  /// What stands in `[[ ]]` or `[=[ ]=]`; an end of line at its beginning is left out.
  mutating func longText(level: Int) throws(SyntaxError) -> String {
    let start = place
    advance(by: level + 2)
    if let byte = current, Lexer.endsLine(byte) { endLine() }
    var text: [UInt8] = []
    while let byte = current {
      if byte == UInt8(ascii: "]"), endsLongText(level: level) {
        advance(by: level + 2)
        return String(decoding: text, as: UTF8.self)
      }
      if Lexer.endsLine(byte) {
        text.append(0x0A)
        endLine()
      } else {
        text.append(byte)
        advance()
      }
    }
    throw SyntaxError(.unfinished, at: start)
  }

  private func endsLongText(level: Int) -> Bool {
    guard byte(after: level + 1) == UInt8(ascii: "]") else { return false }
    return (0..<level).allSatisfy { byte(after: 1 + $0) == UInt8(ascii: "=") }
  }

  /// What a string in quotes holds.
  mutating func quoted() throws(SyntaxError) -> String {
    let (start, quote) = (place, current)
    advance()
    var text: [UInt8] = []
    while let byte = current {
      if byte == quote {
        advance()
        return String(decoding: text, as: UTF8.self)
      }
      if Lexer.endsLine(byte) { break }
      if byte == UInt8(ascii: "\\") {
        try escape(into: &text)
      } else {
        text.append(byte)
        advance()
      }
    }
    throw SyntaxError(.unfinished, at: start)
  }

  private mutating func escape(into text: inout [UInt8]) throws(SyntaxError) {
    let start = place
    advance()
    guard let byte = current else { throw SyntaxError(.unfinished, at: start) }
    if let meant = Lexer.escapes[byte] {
      text.append(meant)
      return advance()
    }
    switch byte {
    case 0x0A, 0x0D:
      text.append(0x0A)
      endLine()
    case UInt8(ascii: "x"):
      advance()
      text.append(try hexadecimalByte(from: start))
    case UInt8(ascii: "u"):
      advance()
      text += try unicode(from: start)
    case UInt8(ascii: "z"):
      advance()
      while let blank = current, Lexer.isBlank(blank) {
        if Lexer.endsLine(blank) { endLine() } else { advance() }
      }
    case 0x30...0x39: text.append(try decimalByte(from: start))
    default: throw SyntaxError(.malformed, at: start)
    }
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C,
    UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    UInt8(ascii: "v"): 0x0B, UInt8(ascii: "\\"): UInt8(ascii: "\\"),
    UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "'"): UInt8(ascii: "'"),
  ]

  private mutating func hexadecimalByte(from start: Place) throws(SyntaxError) -> UInt8 {
    var value: UInt8 = 0
    for _ in 0..<2 {
      guard let digit = current.flatMap(Lexer.hexadecimal) else {
        throw SyntaxError(.malformed, at: start)
      }
      value = value << 4 | digit
      advance()
    }
    return value
  }

  private mutating func decimalByte(from start: Place) throws(SyntaxError) -> UInt8 {
    var value = 0
    for _ in 0..<3 {
      guard let byte = current, Lexer.isDigit(byte) else { break }
      value = value * 10 + Int(byte - 0x30)
      advance()
    }
    guard let byte = UInt8(exactly: value) else { throw SyntaxError(.malformed, at: start) }
    return byte
  }

  /// `\u{7F}` and the like: up to 31 bits, in as many bytes as the first UTF-8 had.
  private mutating func unicode(from start: Place) throws(SyntaxError) -> [UInt8] {
    guard current == UInt8(ascii: "{") else { throw SyntaxError(.malformed, at: start) }
    advance()
    guard let first = current.flatMap(Lexer.hexadecimal) else {
      throw SyntaxError(.malformed, at: start)
    }
    advance()
    var value = UInt32(first)
    while let digit = current.flatMap(Lexer.hexadecimal) {
      guard value <= 0x7FFF_FFFF >> 4 else { throw SyntaxError(.malformed, at: start) }
      value = value << 4 | UInt32(digit)
      advance()
    }
    guard current == UInt8(ascii: "}") else { throw SyntaxError(.malformed, at: start) }
    advance()
    return Lexer.encoded(value)
  }

  private static func encoded(_ value: UInt32) -> [UInt8] {
    guard value >= 0x80 else { return [UInt8(value)] }
    var (rest, bytes, most) = (value, [UInt8](), UInt32(0x3F))
    repeat {
      bytes.append(0x80 | UInt8(rest & 0x3F))
      rest >>= 6
      most >>= 1
    } while rest > most
    bytes.append(UInt8(truncatingIfNeeded: ~most << 1 | rest))
    return bytes.reversed()
  }
}

extension Lexer {
  /// A whole number or one with a fraction, as Lua tells them apart.
  mutating func number() throws(SyntaxError) -> Token {
    let (start, first) = (place, position)
    let isHexadecimal =
      current == UInt8(ascii: "0") && byte(after: 1).map { $0 | 0x20 } == UInt8(ascii: "x")
    let exponent = UInt8(ascii: isHexadecimal ? "p" : "e")
    if isHexadecimal { advance(by: 2) }
    while let byte = current {
      if byte | 0x20 == exponent {
        advance()
        if let sign = current, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { advance() }
      } else if Lexer.hexadecimal(byte) != nil || byte == UInt8(ascii: ".") {
        advance()
      } else {
        break
      }
    }
    // `3x` is no number and a name, but an error.
    if let byte = current, Lexer.beginsName(byte) { throw SyntaxError(.malformed, at: start) }
    let text = bytes[first..<position]
    let value = isHexadecimal ? Lexer.hexadecimalNumber(text.dropFirst(2)) : Lexer.decimal(text)
    guard let value else { throw SyntaxError(.malformed, at: start) }
    return value
  }

  private static func decimal(_ text: ArraySlice<UInt8>) -> Token? {
    let words = String(decoding: text, as: UTF8.self)
    if text.allSatisfy(isDigit), let value = Int64(words) { return .integer(value) }
    guard exponent(of: text, marked: UInt8(ascii: "e"), isDigit: isDigit) != nil else { return nil }
    return .number(Double(words) ?? .infinity)
  }

  private static func hexadecimalNumber(_ text: ArraySlice<UInt8>) -> Token? {
    if !text.isEmpty, text.allSatisfy({ hexadecimal($0) != nil }) {
      // Whole numbers go round.
      return .integer(
        Int64(bitPattern: text.reduce(0) { $0 << 4 | UInt64(hexadecimal($1) ?? 0) }))
    }
    let mark = UInt8(ascii: "p")
    guard let exponent = exponent(of: text, marked: mark, isDigit: { hexadecimal($0) != nil })
    else { return nil }
    var (value, scale, isFraction) = (0.0, exponent, false)
    for byte in text.prefix(while: { $0 | 0x20 != mark }) {
      guard let digit = hexadecimal(byte) else {
        isFraction = true
        continue
      }
      value = value * 16 + Double(digit)
      if isFraction { scale -= 4 }
    }
    return .number(value * Double(sign: .plus, exponent: scale, significand: 1))
  }

  /// The exponent of a number with digits and at most one dot, 0 where it has none; `nil` where the
  /// text is no number.
  private static func exponent(
    of text: ArraySlice<UInt8>, marked mark: UInt8, isDigit: (UInt8) -> Bool,
  ) -> Int? {
    let mantissa = text.prefix { $0 | 0x20 != mark }
    let dot = UInt8(ascii: ".")
    guard mantissa.allSatisfy({ $0 == dot || isDigit($0) }), mantissa.contains(where: isDigit),
      mantissa.count(where: { $0 == dot }) <= 1
    else { return nil }
    var rest = text.dropFirst(mantissa.count)
    guard rest.popFirst() != nil else { return 0 }
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    guard !rest.isEmpty, rest.allSatisfy(Lexer.isDigit) else { return nil }
    // More than that is infinite, or nothing.
    let value = rest.reduce(0) { min($0 * 10 + Int($1 - 0x30), 100_000) }
    return isNegative ? -value : value
  }
}
