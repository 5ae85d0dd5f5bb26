import Display

/// Names and texts as Lua reads them.
enum LuaName {
  private static let words: Set<String> = [
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in",
    "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while",
  ]

  /// Whether a text can stand as a name.
  static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, !words.contains(text) else { return false }
    func begins(_ scalar: Unicode.Scalar) -> Bool {
      scalar == "_" || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }
    return begins(first)
      && text.unicodeScalars.allSatisfy { begins($0) || ("0"..."9").contains($0) }
  }

  /// The text in quotes, with what would act on a terminal escaped.
  static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case "\r": out += "\\r"
      default:
        let shown = String(scalar)
        out += shown.visible == shown ? shown : "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return out + "\""
  }

  /// Bytes that are no text, each one that is no ASCII letter escaped.
  static func quoted(_ bytes: [UInt8]) -> String {
    "\""
      + bytes.map { byte in
        switch byte {
        case UInt8(ascii: "\""): "\\\""
        case UInt8(ascii: "\\"): "\\\\"
        case 0x20..<0x7F: String(UnicodeScalar(byte))
        default: "\\x" + String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }
      }.joined() + "\""
  }
}
