import Lua
import Texts

extension LuaValue {
  var boolean: Bool? {
    if case .boolean(let value) = self { value } else { nil }
  }

  /// The whole number, also where Lua keeps it as a float.
  var integer: Int64? {
    switch self {
    case .integer(let value): value
    case .number(let value): Int64(exactly: value)
    default: nil
    }
  }

  var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  var function: LuaFunction? {
    if case .function(let function) = self { function } else { nil }
  }

  /// The elements of a list of texts.
  var texts: [String]? {
    guard let items else { return nil }
    let texts = items.compactMap(\.text)
    return texts.count == items.count ? texts : nil
  }

  /// What it is, for messages: `the text "x"`, `a list`.
  var kindName: Text {
    switch self {
    case .none: Text(words: "docket.none")
    case .null: Text(words: "nil")
    case .boolean(let value): Text(words: "\(value)")
    case .integer(let value): Text(words: "\(value)")
    case .number(let value): Text(words: "\(value)")
    case .string(let text): Text(words: "\"\(text.prefix(40))\"")
    case .bytes: Text.valueBytes
    case .array: Text.valueList
    case .table: Text.valueTableNamed
    case .record where isSecret: Text.valueSecret
    case .record: Text.valueRecord
    case .function: Text.valueFunction
    }
  }
}
