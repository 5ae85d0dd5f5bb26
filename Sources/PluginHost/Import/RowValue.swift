import Kernel
import Lua
import Texts

/// A row that names its values itself, as importers see it: `null` is `docket.none`.
package struct RowValue: Equatable, Sendable {
  let value: LuaValue

  /// Reads the JSON of a row; throws where it is none.
  package init(json bytes: [UInt8]) throws(JSONError) {
    value = try LuaValue(jsonBytes: bytes)
  }

  /// What it is, where it is not an object with names; `nil` where it is one.
  package var otherKind: Text? {
    if case .table = value { return nil }
    return value.kindName
  }
}

extension LuaValue: JSONBuilding {
  package static var jsonNull: LuaValue { .none }
  package static func json(boolean: Bool) -> LuaValue { .boolean(boolean) }
  package static func json(integer: Int64) -> LuaValue { .integer(integer) }
  package static func json(fraction: Double) -> LuaValue { .number(fraction) }
  package static func json(string: String) -> LuaValue { .string(string) }
  package static func json(array: [LuaValue]) -> LuaValue { .array(array) }

  /// The last of several members of one name counts, as with most readers of JSON.
  package static func json(object: [(String, LuaValue)]) -> LuaValue {
    let members = Dictionary(object) { _, last in last }
    return .table(
      members.map { LuaPair($0.key, $0.value) }.sorted { $0.key.precedesByBytes($1.key) })
  }
}
