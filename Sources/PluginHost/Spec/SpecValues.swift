import Kernel
import Lua
import Texts

extension LuaValue {
  /// Where two values that should be the same are not.
  struct Difference {
    /// As `[2].fields.room`; empty where the values themselves differ.
    var path = ""
    let left: LuaValue
    let right: LuaValue
  }

  /// The first place where they do not read the same in Lua; `nil` where they do.
  ///
  /// A record is as a table, 1 as 1.0, a missing name as nil.
  func difference(from other: LuaValue) -> Difference? {
    if let left = number, let right = other.number, left == right { return nil }
    if let left = items, let right = other.items {
      for index in 0..<max(left.count, right.count) {
        let own = index < left.count ? left[index] : .null
        let others = index < right.count ? right[index] : .null
        if let found = own.difference(from: others) { return found.within("[\(index + 1)]") }
      }
      return nil
    }
    if let left = pairs, let right = other.pairs {
      let names = Set(left.map(\.key) + right.map(\.key)).sorted { $0.precedesByBytes($1) }
      for name in names {
        let found = (self[name] ?? .null).difference(from: other[name] ?? .null)
        if let found { return found.within(Names.isPlain(name) ? ".\(name)" : "[\"\(name)\"]") }
      }
      return nil
    }
    return self == other ? nil : Difference(left: self, right: other)
  }

  /// The value as it could stand in Lua, cut short.
  var quoted: String { quoted(atMost: 24) }

  private func quoted(atMost count: Int) -> String {
    switch self {
    case .string(let text):
      LuaSource.quoted(String(text.prefix(200))) + (text.count > 200 ? "…" : "")
    case .array(let items):
      LuaValue.braced(items.count, atMost: count) { items[$0].quoted(atMost: count / 2) }
    case .record where isSecret: kindName.description
    case .table(let pairs), .record(_, _, let pairs):
      LuaValue.braced(pairs.count, atMost: count) {
        "\(pairs[$0].key) = \(pairs[$0].value.quoted(atMost: count / 2))"
      }
    default: kindName.description
    }
  }

  private static func braced(
    _ count: Int, atMost most: Int, _ part: (Int) -> String,
  ) -> String {
    guard count > 0 else { return "{}" }
    let parts = (0..<min(count, most)).map(part) + (count > most ? ["…"] : [])
    return "{ \(parts.joined(separator: ", ")) }"
  }
}

extension LuaValue.Difference {
  fileprivate func within(_ step: String) -> LuaValue.Difference {
    LuaValue.Difference(path: step + path, left: left, right: right)
  }
}
