import Kernel
import Lua

extension LuaValue {
  /// The value that stored JSON stands for; `{"number": "1.5"}` is a number with a fraction.
  init(_ json: JSON) {
    switch json {
    case .null: self = LuaValue.none
    case .boolean(let value): self = .boolean(value)
    case .integer(let value): self = .integer(value)
    case .string(let value): self = .string(value)
    case .array(let items): self = .array(items.map(LuaValue.init))
    case .object(let members):
      if members.count == 1, members[0].0 == "number", let text = members[0].1.string,
        let number = Double(text), number.isFinite
      {
        self = .number(number)
      } else {
        self = .table(
          members.map { LuaPair($0.0, LuaValue($0.1)) }.sorted { $0.key.precedesByBytes($1.key) })
      }
    }
  }

  /// JSON that `init(_:)` reads back; `nil` for functions and texts that are not UTF-8.
  var json: JSON? {
    switch self {
    case .none, .null: return .null
    case .boolean(let value): return .boolean(value)
    case .integer(let value): return .integer(value)
    case .number(let value): return .object([("number", .string("\(value)"))])
    case .string(let value): return .string(value)
    case .bytes, .function: return nil
    case .record where isSecret: return nil
    case .array(let items):
      let values = items.compactMap(\.json)
      return values.count == items.count ? .array(values) : nil
    case .table(let pairs), .record(_, _, let pairs):
      let members = pairs.compactMap { pair in pair.value.json.map { (pair.key, $0) } }
      return members.count == pairs.count ? .object(members) : nil
    }
  }
}
