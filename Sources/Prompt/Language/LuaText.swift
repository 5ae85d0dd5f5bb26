import LuaSyntax

/// A value as Lua source that reads back as the same value.
///
/// Control characters, and those that turn the direction of writing or cannot be seen, stand as
/// escapes, so that the text can be shown on a terminal and pasted from there.
package enum LuaText {
  /// A value without functions.
  package enum Value: Hashable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    /// A string that need not be UTF-8.
    case bytes([UInt8])
    case list([Value])
    /// Names with their values.
    case table([String: Value])
  }

  /// The expression that makes the value, in one line, the keys of tables by their bytes.
  package static func expression(of value: Value) -> String {
    switch value {
    case .null: "nil"
    case .boolean(let value): value ? "true" : "false"
    case .integer(let value): integer(value)
    case .number(let value): number(value)
    case .string(let text): "\"\(escaped(text))\""
    case .bytes(let bytes): "\"\(escaped(bytes))\""
    case .list(let items): "{\(items.map(expression).joined(separator: ", "))}"
    case .table(let members): table(members)
    }
  }

  /// The same with each table that does not fit into the width on lines of its own.
  package static func expression(of value: Value, width: Int) -> String {
    lines(of: value, after: "", width: width, indentation: "")
  }

  /// The value after what stands before it in its line.
  private static func lines(
    of value: Value, after start: String, width: Int, indentation: String,
  ) -> String {
    let line = start + expression(of: value)
    guard indentation.count + line.count > width else { return line }
    let inner = indentation + "  "
    let parts: [String]
    switch value {
    case .list(let items) where !items.isEmpty:
      parts = items.map { lines(of: $0, after: "", width: width, indentation: inner) }
    case .table(let members) where !members.isEmpty:
      parts = sorted(members).map { name, value in
        lines(of: value, after: "\(key(name)) = ", width: width, indentation: inner)
      }
    default: return line
    }
    return start + "{\n" + parts.map { "\(inner)\($0),\n" }.joined() + indentation + "}"
  }

  /// A name where Lua takes one as the key of a table, else a string in brackets.
  package static func key(_ name: String) -> String {
    isName(name) ? name : "[\"\(escaped(name))\"]"
  }

  /// Whether a text can stand as a name.
  package static func isName(_ text: String) -> Bool {
    text.utf8.isName && Keyword(rawValue: text) == nil
  }

  /// A text in quotes.
  static func quoted(_ text: String) -> String { expression(of: .string(text)) }

  /// Bytes in quotes.
  static func quoted(_ bytes: [UInt8]) -> String { expression(of: .bytes(bytes)) }

  private static func table(_ members: [String: Value]) -> String {
    let parts = sorted(members).map { "\(key($0.key)) = \(expression(of: $0.value))" }
    return "{\(parts.joined(separator: ", "))}"
  }

  private static func sorted(_ members: [String: Value]) -> [(key: String, value: Value)] {
    members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
  }

  /// The least integer is no literal in decimal, because its sign is an operator.
  private static func integer(_ value: Int64) -> String {
    value == .min ? "0x8000000000000000" : String(value)
  }

  /// The shortest text of the number; infinity is what no number reaches, and 0/0 is none.
  private static func number(_ value: Double) -> String {
    guard !value.isNaN else { return "(0/0)" }
    guard value.isInfinite else { return value.description }
    return value < 0 ? "-1e999" : "1e999"
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars { append(scalar, to: &result) }
    return result
  }

  /// Bytes that are no UTF-8 stand as `\xFF`.
  private static func escaped(_ bytes: [UInt8]) -> String {
    var result = ""
    var decoder = UTF8()
    var rest = bytes[...]
    while !rest.isEmpty {
      var input = rest.makeIterator()
      if case .scalarValue(let scalar) = decoder.decode(&input) {
        append(scalar, to: &result)
        rest = rest.dropFirst(UTF8.width(scalar))
      } else {
        result += rest.prefix(1).map { "\\x" + hexadecimal($0) }.joined()
        rest = rest.dropFirst()
      }
      decoder = UTF8()
    }
    return result
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }

  private static func append(_ scalar: Unicode.Scalar, to text: inout String) {
    switch scalar {
    case "\"", "\\": text += "\\\(scalar)"
    case "\n": text += "\\n"
    case "\r": text += "\\r"
    case "\t": text += "\\t"
    default:
      if isShown(scalar) {
        text.unicodeScalars.append(scalar)
      } else {
        text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      }
    }
  }

  private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: false
    default: true
    }
  }
}
