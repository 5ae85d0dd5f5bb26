import Lua
import LuaSyntax

/// Writes plain values as Lua that reads back as the same values.
enum LuaSource {
  private static let width = 90

  /// The value as it stands in a file, indented by so many steps.
  static func text(_ value: LuaValue, depth: Int = 0) -> String {
    switch value {
    case .none, .null: "nil"
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .string(let text): quoted(text)
    case .bytes(let bytes): quoted(bytes)
    case .array(let items): braced(items.map { text($0, depth: depth + 1) }, depth)
    case .table(let pairs), .record(_, _, let pairs):
      braced(pairs.map { "\(key($0.key)) = \(text($0.value, depth: depth + 1))" }, depth)
    case .function: "nil"
    }
  }

  /// A text in quotes; what is no plain letter is escaped by number.
  static func quoted(_ text: String) -> String { quoted(Array(text.utf8)) }

  private static func quoted(_ bytes: [UInt8]) -> String {
    var output: [UInt8] = [UInt8(ascii: "\"")]
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): output += [UInt8(ascii: "\\"), byte]
      case 0x0A: output += "\\n".utf8
      case 0..<0x20, 0x7F: output += "\\\(byte / 100)\(byte / 10 % 10)\(byte % 10)".utf8
      default: output.append(byte)
      }
    }
    output.append(UInt8(ascii: "\""))
    return String(decoding: output, as: UTF8.self)
  }

  private static func key(_ name: String) -> String {
    Names.isPlain(name) && !Keyword.contains(name) ? name : "[\(quoted(name))]"
  }

  /// On one line where it is short and holds nothing of several lines.
  private static func braced(_ parts: [String], _ depth: Int) -> String {
    if parts.isEmpty { return "{}" }
    let line = "{ \(parts.joined(separator: ", ")) }"
    let isShort = line.utf8.count + depth * 2 <= width && !line.contains("\n") && depth > 0
    if isShort { return line }
    let margin = String(repeating: "  ", count: depth + 1)
    let lines = parts.map { "\(margin)\($0),\n" }.joined()
    return "{\n\(lines)\(String(repeating: "  ", count: depth))}"
  }
}
