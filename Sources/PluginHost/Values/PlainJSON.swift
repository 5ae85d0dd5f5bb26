import Kernel
import Lua
import Texts

/// JSON as the world writes it, for plugins: with fractions as numbers, and any nesting up to 16.
enum PlainJSON {
  struct Failure: Error {
    let text: Text
  }

  /// The text of a plain value; `nil` for functions and strings that are not UTF-8.
  static func text(of value: LuaValue) -> String? {
    var output: [UInt8] = []
    guard write(value, to: &output) else { return nil }
    return String(decoding: output, as: UTF8.self)
  }

  /// The value of a text; `null` is `docket.none`.
  static func value(of text: String) throws(Failure) -> LuaValue {
    do throws(JSONError) {
      return LuaValue(try JSON(parsing: text))
    } catch {
      throw Failure(text: error.text)
    }
  }

  private static func write(_ value: LuaValue, to output: inout [UInt8]) -> Bool {
    switch value {
    case .none, .null: output += "null".utf8
    case .boolean(let value): output += (value ? "true" : "false").utf8
    case .integer(let value): output += String(value).utf8
    case .number(let value): output += String(value).utf8
    case .string(let text): JSON.write(text, to: &output)
    case .bytes, .function: return false
    case .record where value.isSecret: return false
    case .array(let items): return write(items, to: &output)
    case .table(let pairs), .record(_, _, let pairs): return write(pairs, to: &output)
    }
    return true
  }

  private static func write(_ items: [LuaValue], to output: inout [UInt8]) -> Bool {
    output.append(UInt8(ascii: "["))
    for (index, item) in items.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      guard write(item, to: &output) else { return false }
    }
    output.append(UInt8(ascii: "]"))
    return true
  }

  private static func write(_ pairs: [LuaPair], to output: inout [UInt8]) -> Bool {
    output.append(UInt8(ascii: "{"))
    for (index, pair) in pairs.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      JSON.write(pair.key, to: &output)
      output.append(UInt8(ascii: ":"))
      guard write(pair.value, to: &output) else { return false }
    }
    output.append(UInt8(ascii: "}"))
    return true
  }
}
