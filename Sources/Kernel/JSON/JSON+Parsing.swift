import Texts

extension JSON {
  /// Reads a whole document; whole numbers become integers, others the object `{"number": text}`.
  ///
  /// Nesting is at most 64 deep. Costs about 5 ns a byte.
  package init(parsing text: String) throws(JSONError) {
    var reader = JSONReader<JSON>(bytes: Array(text.utf8))
    self = try reader.document()
  }
}

/// What a JSON text can be read as, value by value.
package protocol JSONBuilding {
  static var jsonNull: Self { get }
  static func json(boolean: Bool) -> Self
  static func json(integer: Int64) -> Self
  /// A number with a fraction, or a whole one beyond 64 bits.
  static func json(fraction: Double) -> Self
  static func json(string: String) -> Self
  static func json(array: [Self]) -> Self
  /// Members in the order of the text; a name may come twice.
  static func json(object: [(String, Self)]) -> Self
}

extension JSONBuilding {
  /// Reads the UTF-8 of a whole document, nested at most 64 deep.
  package init(jsonBytes bytes: [UInt8]) throws(JSONError) {
    var reader = JSONReader<Self>(bytes: bytes)
    self = try reader.document()
  }
}

extension JSON: JSONBuilding {
  package static var jsonNull: JSON { .null }
  package static func json(boolean: Bool) -> JSON { .boolean(boolean) }
  package static func json(integer: Int64) -> JSON { .integer(integer) }
  package static func json(string: String) -> JSON { .string(string) }
  package static func json(array: [JSON]) -> JSON { .array(array) }
  package static func json(object: [(String, JSON)]) -> JSON { .object(object) }

  package static func json(fraction: Double) -> JSON {
    .object([("number", .string("\(fraction)"))])
  }
}

private struct JSONReader<Output: JSONBuilding> {
  let bytes: [UInt8]
  var position = 0

  mutating func document() throws(JSONError) -> Output {
    let value = try value(depth: 0)
    skipSpace()
    guard position == bytes.count else { throw expected(Text.jsonEnd) }
    return value
  }

  private mutating func value(depth: Int) throws(JSONError) -> Output {
    guard depth <= 64 else { throw expected(Text.jsonDepth) }
    skipSpace()
    guard let byte = peek else { throw expected(Text.jsonValue) }
    switch byte {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .json(string: try string())
    case UInt8(ascii: "t"): return try word("true", .json(boolean: true))
    case UInt8(ascii: "f"): return try word("false", .json(boolean: false))
    case UInt8(ascii: "n"): return try word("null", .jsonNull)
    default: return try number()
    }
  }

  private mutating func object(depth: Int) throws(JSONError) -> Output {
    position += 1
    var members: [(String, Output)] = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return .json(object: members) }
    repeat {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else { throw expected(Text.jsonName) }
      let name = try string()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw expected(Text.jsonColon) }
      members.append((name, try value(depth: depth + 1)))
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw expected(Text.jsonCommaBrace) }
    return .json(object: members)
  }

  private mutating func array(depth: Int) throws(JSONError) -> Output {
    position += 1
    var items: [Output] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .json(array: items) }
    repeat {
      items.append(try value(depth: depth + 1))
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw expected(Text.jsonCommaBracket) }
    return .json(array: items)
  }

  private mutating func string() throws(JSONError) -> String {
    position += 1
    let start = position
    skipPlain()
    // Most texts have no escape: they are taken as they stand.
    if peek == UInt8(ascii: "\"") {
      position += 1
      return try text(bytes[start..<position - 1])
    }
    var content = Array(bytes[start..<position])
    while let byte = peek {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return try text(content[...])
      case UInt8(ascii: "\\"): try escape(into: &content)
      default:
        position -= 1
        guard byte >= 0x20 else { throw expected(Text.jsonControl) }
        let start = position
        skipPlain()
        content += bytes[start..<position]
      }
    }
    throw expected(Text.jsonQuote)
  }

  /// Goes on to the next quotation mark, backslash or control.
  private mutating func skipPlain() {
    while position < bytes.count {
      let byte = bytes[position]
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return }
      position += 1
    }
  }

  private func text(_ content: ArraySlice<UInt8>) throws(JSONError) -> String {
    guard let text = String(validating: content, as: UTF8.self) else {
      throw expected(Text.jsonUtf8)
    }
    return text
  }

  private mutating func escape(into content: inout [UInt8]) throws(JSONError) {
    guard let byte = peek else { throw expected(Text.jsonEscape) }
    position += 1
    switch byte {
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
    case UInt8(ascii: "u"):
      content.append(contentsOf: String(Character(try unicodeScalar())).utf8)
    default: throw expected(Text.jsonKnownEscape)
    }
  }

  private mutating func unicodeScalar() throws(JSONError) -> Unicode.Scalar {
    let first = try fourDigits()
    guard first & 0xFC00 == 0xD800 else {
      guard let scalar = Unicode.Scalar(first) else { throw expected(Text.jsonSurrogates) }
      return scalar
    }
    guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
      throw expected(Text.jsonSecondSurrogate)
    }
    let second = try fourDigits()
    guard second & 0xFC00 == 0xDC00,
      let scalar = Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + (second & 0x3FF))
    else { throw expected(Text.jsonSecondSurrogate) }
    return scalar
  }

  private mutating func fourDigits() throws(JSONError) -> UInt32 {
    let digits = bytes[position..<min(position + 4, bytes.count)]
    // The standard library would take `+12f` as well.
    guard digits.count == 4, digits.allSatisfy(\.isHexadecimal),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw expected(Text.jsonHexadecimal) }
    position += 4
    return value
  }

  /// A number in the grammar of RFC 8259, section 6: no leading zero or plus, digits on both sides of
  /// the point.
  private mutating func number() throws(JSONError) -> Output {
    let start = position
    _ = take(UInt8(ascii: "-"))
    var isWritten = take(UInt8(ascii: "0")) || digits()
    if take(UInt8(ascii: ".")) { isWritten = digits() && isWritten }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      _ = take(UInt8(ascii: "-")) || take(UInt8(ascii: "+"))
      isWritten = digits() && isWritten
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    let isEnded = peek.map { !"+-.eE0123456789".utf8.contains($0) } ?? true
    if isWritten, isEnded {
      if let integer = Int64(text) { return .json(integer: integer) }
      if let number = Double(text), number.isFinite { return .json(fraction: number) }
    }
    position = start
    throw expected(Text.jsonValue)
  }

  /// Takes the digits here; whether there are any.
  private mutating func digits() -> Bool {
    let start = position
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    return position > start
  }

  private mutating func word(_ word: String, _ value: Output) throws(JSONError) -> Output {
    guard bytes[position...].starts(with: word.utf8) else { throw expected(Text.jsonValue) }
    position += word.utf8.count
    return value
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private func expected(_ what: Text) -> JSONError {
    JSONError(offset: position, expected: what)
  }
}

extension UInt8 {
  fileprivate var isHexadecimal: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }
}
