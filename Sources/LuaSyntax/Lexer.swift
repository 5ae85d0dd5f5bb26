/// Reads the words of a Lua text, one after the other, with their places.
///
/// It takes what the front end of Lua 5.4 takes in the C locale; comments are left out.
struct Lexer {
  let bytes: [UInt8]
  private(set) var position = 0
  private var line = 1
  private var column = 1

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Where the next byte stands.
  var place: Place { Place(line: line, column: column) }

  /// The next byte; `nil` at the end.
  var current: UInt8? { byte(after: 0) }

  /// A byte further on; `nil` behind the end.
  func byte(after count: Int) -> UInt8? {
    position + count < bytes.count ? bytes[position + count] : nil
  }

  /// Goes on by one byte, which is no end of a line.
  mutating func advance() {
    // Bytes that continue a character have no column of their own.
    if !Lexer.continuesCharacter(bytes[position]) { column += 1 }
    position += 1
  }

  mutating func advance(by count: Int) {
    for _ in 0..<count { advance() }
  }

  /// Goes behind the end of a line, which may have two bytes.
  mutating func endLine() {
    let first = bytes[position]
    position += 1
    if let second = current, Lexer.endsLine(second), second != first { position += 1 }
    line += 1
    column = 1
  }

  /// The next word and where it begins; `.end` again and again at the end.
  mutating func next() throws(SyntaxError) -> (token: Token, place: Place) {
    try skipBlanks()
    let start = place
    guard let byte = current else { return (.end, start) }
    if Lexer.beginsName(byte) { return (name(), start) }
    if Lexer.isDigit(byte)
      || (byte == UInt8(ascii: ".") && self.byte(after: 1).map(Lexer.isDigit) == true)
    {
      return (try number(), start)
    }
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
      return (.string(try quoted()), start)
    }
    if byte == UInt8(ascii: "["), let level = try bracketLevel() {
      return (.string(try longText(level: level)), start)
    }
    return (.symbol(try symbol()), start)
  }

  private mutating func skipBlanks() throws(SyntaxError) {
    while let byte = current {
      if Lexer.endsLine(byte) {
        endLine()
      } else if Lexer.isBlank(byte) {
        advance()
      } else if byte == UInt8(ascii: "-"), self.byte(after: 1) == UInt8(ascii: "-") {
        advance(by: 2)
        try skipComment()
      } else {
        return
      }
    }
  }

  private mutating func skipComment() throws(SyntaxError) {
    if current == UInt8(ascii: "["), let level = longBracketLevel {
      _ = try longText(level: level)
      return
    }
    while let byte = current, !Lexer.endsLine(byte) { advance() }
  }

  private mutating func name() -> Token {
    let start = position
    while let byte = current, Lexer.continuesName(byte) { advance() }
    let name = String(decoding: bytes[start..<position], as: UTF8.self)
    return Keyword.byName[name].map(Token.keyword) ?? .name(name)
  }

  private mutating func symbol() throws(SyntaxError) -> Symbol {
    for (bytes, symbol) in Symbol.byBytes[bytes[position]] ?? [] {
      let end = position + bytes.count
      guard end <= self.bytes.count, self.bytes[position..<end].elementsEqual(bytes) else {
        continue
      }
      advance(by: bytes.count)
      return symbol
    }
    throw SyntaxError(.unexpected, at: place)
  }
}

extension Lexer {
  static func endsLine(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  static func beginsName(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
  static func continuesName(_ byte: UInt8) -> Bool { beginsName(byte) || isDigit(byte) }
  private static func continuesCharacter(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

  /// What a hexadecimal digit stands for; `nil` where the byte is none.
  static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}
