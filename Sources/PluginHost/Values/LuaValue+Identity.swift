import Kernel
import Lua

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
