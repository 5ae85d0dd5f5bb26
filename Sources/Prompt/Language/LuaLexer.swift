import LuaSyntax

/// Reads one token after another.
///
/// Source: the Lua 5.4 manual, section 3.1, and `llex.c` for what it leaves open.
struct LuaLexer {
  private let source: [UInt8]
  private var position = 0

  init(_ source: [UInt8]) {
    self.source = source
  }

  /// The next token; `nil` at the end.
  mutating func next() -> LuaToken? {
    skip(while: \.isBlank)
    guard let byte = byte() else { return nil }
    let start = position
    let (kind, fault) = take(byte)
    return LuaToken(kind: kind, range: start..<position, fault: fault)
  }

  private mutating func take(_ byte: UInt8) -> (LuaToken.Kind, LuaFault?) {
    if byte.isNameStart { return (word(), nil) }
    if byte.isDigit || (byte == UInt8(ascii: ".") && self.byte(after: 1)?.isDigit == true) {
      return (.number, number())
    }
    switch byte {
    case UInt8(ascii: "\""): return (.string(.double), string(byte))
    case UInt8(ascii: "'"): return (.string(.single), string(byte))
    case UInt8(ascii: "-") where self.byte(after: 1) == byte: return (.comment, comment())
    case UInt8(ascii: "["): return openingBracket()
    default: return sign(byte)
    }
  }

  private mutating func word() -> LuaToken.Kind {
    let start = position
    skip(while: \.isNamePart)
    // The longest keyword is `function`.
    guard position - start <= 8 else { return .name }
    let word = String(decoding: source[start..<position], as: UTF8.self)
    return Keyword(rawValue: word).map { .keyword($0) } ?? .name
  }

  private mutating func sign(_ byte: UInt8) -> (LuaToken.Kind, LuaFault?) {
    let rest = source[position...]
    if let found = Symbol.byBytes[byte]?.first(where: { rest.starts(with: $0.bytes) }) {
      position += found.bytes.count
      return (.symbol(found.symbol), nil)
    }
    position += 1
    // Whole characters, so that no token ends inside of one.
    if byte >= 0x80 { skip { $0 >= 0x80 } }
    return (.stray, .stray)
  }

  private mutating func string(_ quote: UInt8) -> LuaFault? {
    position += 1
    var fault: LuaFault?
    while let byte = byte() {
      if byte == quote {
        position += 1
        return fault
      }
      if byte.isLineEnd { return .unfinishedString }
      guard byte == UInt8(ascii: "\\") else {
        position += 1
        continue
      }
      let escape = LuaEscape.read(source, at: position)
      position = min(escape.end, source.count)
      if escape.fault == .openString { return .openString }
      fault = fault ?? escape.fault
    }
    return .unfinishedString
  }

  private mutating func comment() -> LuaFault? {
    position += 2
    if byte() == UInt8(ascii: "["), let level = longBracketLevel() {
      return skipLongBracket(level: level) ? nil : .openComment
    }
    skip { !$0.isLineEnd }
    return nil
  }

  private mutating func openingBracket() -> (LuaToken.Kind, LuaFault?) {
    if let level = longBracketLevel() {
      return (.string(.long(level: level)), skipLongBracket(level: level) ? nil : .openString)
    }
    position += 1
    guard byte() == UInt8(ascii: "=") else { return (.symbol(.openBracket), nil) }
    skip { $0 == UInt8(ascii: "=") }
    return (.stray, .stray)
  }

  /// The number of `=` in the opening long bracket that stands here, if one does.
  private func longBracketLevel() -> Int? {
    let signs = source[(position + 1)...].prefix { $0 == UInt8(ascii: "=") }
    guard signs.endIndex < source.count, source[signs.endIndex] == UInt8(ascii: "[") else {
      return nil
    }
    return signs.count
  }

  /// Goes past the closing long bracket; false if there is none.
  private mutating func skipLongBracket(level: Int) -> Bool {
    position += level + 2
    while byte() != nil {
      skip { $0 != UInt8(ascii: "]") }
      guard byte() != nil else { return false }
      position += 1
      let start = position
      skip { $0 == UInt8(ascii: "=") }
      if position - start == level, byte() == UInt8(ascii: "]") {
        position += 1
        return true
      }
    }
    return false
  }

  private func byte(after count: Int = 0) -> UInt8? {
    position + count < source.count ? source[position + count] : nil
  }

  private mutating func skip(while accepts: (UInt8) -> Bool) {
    while position < source.count, accepts(source[position]) { position += 1 }
  }
}

extension LuaLexer {
  /// Reads all that sticks to a number, and tells whether it is one.
  private mutating func number() -> LuaFault? {
    let start = position
    let isHexadecimal = byte() == UInt8(ascii: "0") && byte(after: 1).map { $0 | 0x20 } == 0x78
    if isHexadecimal { position += 2 }
    let exponent = isHexadecimal ? UInt8(ascii: "p") : UInt8(ascii: "e")
    while let byte = byte(), byte.isNamePart || byte == UInt8(ascii: ".") {
      position += 1
      if byte | 0x20 == exponent, let sign = self.byte(), "+-".utf8.contains(sign) { position += 1 }
    }
    let digits = source[(start + (isHexadecimal ? 2 : 0))..<position]
    return isNumber(digits, isHexadecimal: isHexadecimal) ? nil : .number
  }

  /// Digits with at most one dot among them, and an exponent of decimal digits.
  private func isNumber(_ digits: ArraySlice<UInt8>, isHexadecimal: Bool) -> Bool {
    let exponent = isHexadecimal ? UInt8(ascii: "p") : UInt8(ascii: "e")
    let mantissa = digits.prefix { $0 | 0x20 != exponent }
    let isDigit = { (byte: UInt8) in isHexadecimal ? byte.hexValue != nil : byte.isDigit }
    let parts = mantissa.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.contains(where: { !$0.isEmpty }),
      parts.allSatisfy({ $0.allSatisfy(isDigit) })
    else { return false }
    guard mantissa.endIndex < digits.endIndex else { return true }
    var power = digits[(mantissa.endIndex + 1)...]
    if let sign = power.first, "+-".utf8.contains(sign) { power.removeFirst() }
    return !power.isEmpty && power.allSatisfy(\.isDigit)
  }
}
