import Crypto

/// A JSON document in the form that is hashed: RFC 8259 with integers only, members sorted by bytes.
///
/// One document has one text: no spaces, members in the order of their names' UTF-8 bytes, and only
/// the escapes that JSON demands. Numbers with a fraction stand as text.
package enum JSON: Sendable {
  case null
  case boolean(Bool)
  case integer(Int64)
  case string(String)
  case array([JSON])
  case object([(String, JSON)])

  /// The member of that name, where this is an object that has it.
  package subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.0 == name }?.1
  }

  package var string: String? {
    if case .string(let value) = self { value } else { nil }
  }

  package var integer: Int64? {
    if case .integer(let value) = self { value } else { nil }
  }

  package var boolean: Bool? {
    if case .boolean(let value) = self { value } else { nil }
  }

  package var array: [JSON]? {
    if case .array(let value) = self { value } else { nil }
  }

  package var members: [(String, JSON)]? {
    if case .object(let value) = self { value } else { nil }
  }
}

extension JSON {
  /// The document's only text.
  package var text: String {
    String(decoding: bytes, as: UTF8.self)
  }

  /// The document's only text, as UTF-8.
  package var bytes: [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(256)
    write(to: &output)
    return output
  }

  /// Appends the document's text to `output`.
  package func write(to output: inout [UInt8]) {
    switch self {
    case .null: output.append(utf8: "null")
    case .boolean(let value): output.append(utf8: value ? "true" : "false")
    case .integer(let value): output.append(utf8: String(value))
    case .string(let value): JSON.write(value, to: &output)
    case .array(let items): JSON.write(items, to: &output)
    case .object(let members): JSON.write(members, to: &output)
    }
  }

  private static func write(_ items: [JSON], to output: inout [UInt8]) {
    output.append(UInt8(ascii: "["))
    for (index, item) in items.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      item.write(to: &output)
    }
    output.append(UInt8(ascii: "]"))
  }

  private static func write(_ members: [(String, JSON)], to output: inout [UInt8]) {
    output.append(UInt8(ascii: "{"))
    for (index, member) in inOrder(members).enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      write(member.0, to: &output)
      output.append(UInt8(ascii: ":"))
      member.1.write(to: &output)
    }
    output.append(UInt8(ascii: "}"))
  }

  /// The members sorted by the bytes of their names, which most are already.
  private static func inOrder(_ members: [(String, JSON)]) -> [(String, JSON)] {
    for place in members.indices.dropFirst()
    where members[place].0.precedesByBytes(members[place - 1].0) {
      return members.sorted { $0.0.precedesByBytes($1.0) }
    }
    return members
  }

  /// Appends a text as a JSON string: quotes, backslashes and control characters escaped.
  ///
  /// With `isShort` backspaces and form feeds stand as `\b` and `\f`.
  package static func write(
    _ text: String, to output: inout [UInt8], isShort: Bool = false,
  ) {
    output.append(UInt8(ascii: "\""))
    if hasEscaped(text) {
      writeEscaped(text, to: &output, isShort: isShort)
    } else {
      output.append(utf8: text)
    }
    output.append(UInt8(ascii: "\""))
  }

  private static func hasEscaped(_ text: String) -> Bool {
    let bytes = text.utf8.span
    for place in bytes.indices {
      let byte = bytes[place]
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return true }
    }
    return false
  }

  private static func writeEscaped(
    _ text: String, to output: inout [UInt8], isShort: Bool,
  ) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): output.append(contentsOf: "\\\"".utf8)
      case UInt8(ascii: "\\"): output.append(contentsOf: "\\\\".utf8)
      case 0x0A: output.append(contentsOf: "\\n".utf8)
      case 0x0D: output.append(contentsOf: "\\r".utf8)
      case 0x09: output.append(contentsOf: "\\t".utf8)
      case 0x08 where isShort: output.append(contentsOf: "\\b".utf8)
      case 0x0C where isShort: output.append(contentsOf: "\\f".utf8)
      case 0..<0x20: output.append(contentsOf: Array(("\\u00" + [byte].hex).utf8))
      default: output.append(byte)
      }
    }
  }
}

extension JSON: Equatable {
  package static func == (left: JSON, right: JSON) -> Bool {
    left.bytes == right.bytes
  }
}

extension JSON {
  /// The document for people and for other programs.
  ///
  /// It differs from `bytes`, which is what is hashed, in that nothing in it acts on a terminal: DEL,
  /// the controls of C1 and those of the direction of writing stand as `\u009b`. Who reads the
  /// document gets the same texts.
  package var shownBytes: [UInt8] {
    let plain = bytes
    guard plain.contains(where: JSON.begins) else { return plain }
    var output: [UInt8] = []
    output.reserveCapacity(plain.count + 64)
    // Outside of its strings a document has only visible characters of ASCII.
    for scalar in String(decoding: plain, as: UTF8.self).unicodeScalars {
      if JSON.isObeyed(scalar) {
        let digits = String(scalar.value, radix: 16)
        let zeros = String(repeating: "0", count: 4 - digits.utf8.count)
        output.append(contentsOf: "\\u\(zeros)\(digits)".utf8)
      } else {
        output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.EncodedScalar())
      }
    }
    return output
  }

  /// Whether a byte can begin what is escaped.
  private static func begins(_ byte: UInt8) -> Bool {
    byte == 0x7F || byte == 0xC2 || byte == 0xD8 || byte == 0xE2
  }

  /// Source: the Unicode property Bidi_Control, and the ends of lines that are not of ASCII.
  private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
