import Kernel
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

extension LuaValue {
  /// Bytes that tell it from every other value, and are the same in every run.
  ///
  /// A kernel's value is told by what is in it: the handles of live values are numbers of one run.
  var identity: [UInt8] {
    var bytes: [UInt8] = []
    writeIdentity(to: &bytes)
    return bytes
  }

  private func writeIdentity(to bytes: inout [UInt8]) {
    switch self {
    case .none: bytes.append(UInt8(ascii: "0"))
    case .null: bytes.append(UInt8(ascii: "n"))
    case .boolean(let value): bytes.append(UInt8(ascii: value ? "t" : "f"))
    case .integer(let value): bytes += "i\(value);".utf8
    case .number(let value): bytes += "d\(value.bitPattern);".utf8
    case .string(let text): LuaValue.write(text.utf8, to: &bytes)
    case .bytes(let text): LuaValue.write(text, to: &bytes)
    case .array(let items):
      bytes += "a\(items.count);".utf8
      for item in items { item.writeIdentity(to: &bytes) }
    case .record(HostLayout.secretShape, let setting, let pairs):
      bytes += "k\(setting);".utf8
      LuaValue.write(pairs, to: &bytes)
    case .table(let pairs), .record(_, _, let pairs): LuaValue.write(pairs, to: &bytes)
    case .function: bytes.append(UInt8(ascii: "x"))
    }
  }

  private static func write(_ text: some Collection<UInt8>, to bytes: inout [UInt8]) {
    bytes += "s\(text.count);".utf8
    bytes += text
  }

  private static func write(_ pairs: [LuaPair], to bytes: inout [UInt8]) {
    bytes += "m\(pairs.count);".utf8
    for pair in pairs.sorted(by: { $0.key.precedesByBytes($1.key) }) {
      write(pair.key.utf8, to: &bytes)
      pair.value.writeIdentity(to: &bytes)
    }
  }
}

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
