/// A value on its way between the desk and Lua.
package enum LuaValue: Hashable, Sendable {
  /// `docket.none`: clears a field.
  case none
  /// Lua's `nil`.
  case null
  case boolean(Bool)
  case integer(Int64)
  case number(Double)
  case string(String)
  /// A Lua string that is not valid UTF-8.
  case bytes([UInt8])
  case array([LuaValue])
  /// A table with names as keys, sorted by their bytes. An empty Lua table is this.
  case table([LuaPair])
  /// A read-only value of the kernel, its fields in the order in which they were written.
  case record(shape: ShapeID, handle: Int64, [LuaPair])
  case function(LuaFunction)
}

/// One name with its value.
package struct LuaPair: Hashable, Sendable {
  package let key: String
  package let value: LuaValue

  /// Pairs a name with a value.
  package init(_ key: String, _ value: LuaValue) {
    self.key = key
    self.value = value
  }
}

/// A function of a sandbox, kept alive until it is released.
package struct LuaFunction: Hashable, Sendable {
  let reference: Int32
}

/// The number of a shape in its layout.
package struct ShapeID: Hashable, Sendable {
  package let rawValue: UInt16

  /// Numbers a shape; the n-th shape of a layout has the number n - 1.
  package init(_ rawValue: UInt16) {
    self.rawValue = rawValue
  }
}

extension LuaValue {
  /// The value of a name in a table or record; nil when there is none.
  package subscript(key: String) -> LuaValue? {
    pairs?.first { $0.key == key }?.value
  }

  /// The names and values of a table or record; nil for any other value.
  package var pairs: [LuaPair]? {
    switch self {
    case .table(let pairs), .record(_, _, let pairs): pairs
    default: nil
    }
  }

  /// The items of a list; an empty table is an empty list too.
  package var items: [LuaValue]? {
    switch self {
    case .array(let items): items
    case .table(let pairs) where pairs.isEmpty: []
    default: nil
    }
  }

  /// The text of a string; nil for any other value.
  package var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// What a person calls this kind of value in an error.
  package var kind: String {
    switch self {
    case .none: "docket.none"
    case .null: "nil"
    case .boolean: "boolean"
    case .integer, .number: "number"
    case .string: "string"
    case .bytes: "string that is not UTF-8"
    case .array, .table: "table"
    case .record: "record"
    case .function: "function"
    }
  }
}
