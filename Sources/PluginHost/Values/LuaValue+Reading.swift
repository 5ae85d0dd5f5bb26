import Lua

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
  var kindName: String {
    switch self {
    case .none: "docket.none"
    case .null: "nil"
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .string(let text): "\"\(text.prefix(40))\""
    case .bytes: "a text that is not UTF-8"
    case .array: "a list"
    case .table: "a table with named keys"
    case .record where isSecret: "a secret"
    case .record: "a table from the desk"
    case .function: "a function"
    }
  }
}
