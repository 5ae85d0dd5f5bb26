import CLua
import Prompt
import TestSupport
import Testing

@Suite struct LuaTextTests {
  @Test(
    arguments: [
      (.null, "nil"), (.boolean(true), "true"), (.integer(-5), "-5"), (.number(1), "1.0"),
      (.number(1e300), "1e+300"), (.number(.infinity), "1e999"),
      (.string("a\"b\\\n"), #""a\"b\\\n""#),
      (.string("\u{1B}[2J\u{202E}é"), #""\u{1B}[2J\u{202E}é""#), (.bytes([0xFF, 65]), #""\xFFA""#),
      (.list([.integer(1), .string("x")]), #"{1, "x"}"#), (.list([]), "{}"), (.table([:]), "{}"),
      (
        .table(["b": .integer(1), "end": .null, "a b": .list([])]),
        #"{["a b"] = {}, b = 1, ["end"] = nil}"#
      ),
    ] as [(LuaText.Value, String)])
  func `a value is written in one line`(value: LuaText.Value, text: String) {
    #expect(LuaText.expression(of: value) == text)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `what is written reads back as the same value`(seed: UInt64) {
    var random = RepeatableRandom(seed: seed)
    let value = random.value(depth: 3)
    let text = LuaText.expression(of: value)
    #expect(StockLua.value(of: text) == value, "\(text)")
    #expect(StockLua.value(of: LuaText.expression(of: value, width: 20)) == value)
    #expect(LuaTokens(text).all.allSatisfy { $0.fault == nil })
    #expect(!text.unicodeScalars.contains { $0.value < 32 || $0 == "\u{202E}" || $0 == "\u{7F}" })
  }

  @Test func `a table that is too wide has a line for each member`() {
    let value = LuaText.Value.table([
      "id": .integer(7), "tags": .list([.string("laptop"), .string("boot")]),
      "type": .string("bug"),
    ])
    #expect(LuaText.expression(of: value, width: 80) == LuaText.expression(of: value))
    #expect(
      LuaText.expression(of: value, width: 40) == """
        {
          id = 7,
          tags = {"laptop", "boot"},
          type = "bug",
        }
        """)
    #expect(
      LuaText.expression(of: .table(["a": .list([.integer(1), .integer(2)])]), width: 5) == """
        {
          a = {
            1,
            2,
          },
        }
        """)
  }

  @Test func `what is no number stays none`() {
    guard case .number(let value) = StockLua.value(of: LuaText.expression(of: .number(.nan))) else {
      Issue.record("nan is no number")
      return
    }
    #expect(value.isNaN)
  }
}

extension RepeatableRandom {
  fileprivate mutating func value(depth: Int) -> LuaText.Value {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &self) {
    case 0: return .boolean(Bool.random(using: &self))
    case 1:
      let edges: [Int64] = [.min, .max, 0, -1, Int64(truncatingIfNeeded: next())]
      return .integer(edges.randomElement(using: &self) ?? 0)
    case 2:
      return .number(
        [0.1, -1, 1e15, .leastNonzeroMagnitude, .infinity, -.infinity, .greatestFiniteMagnitude]
          .randomElement(using: &self) ?? 0)
    case 3: return .string(text())
    case 4: return .bytes([0xC3, 0x28, 0xFF, 0, UInt8(truncatingIfNeeded: next())])
    case 5:
      return .list((0..<Int.random(in: 1...3, using: &self)).map { _ in value(depth: depth - 1) })
    default:
      let members = (0..<Int.random(in: 0...3, using: &self)).map { _ in
        (text(), value(depth: depth - 1))
      }
      return .table(Dictionary(members) { first, _ in first })
    }
  }

  private mutating func text() -> String {
    let pieces = [
      "a", "\"", "\\", "\n", "\r", "\0", "9", "\u{1B}", "\u{202E}", "é", "😀", "end", "\u{7F}", "]]",
      " ",
    ]
    return (0..<Int.random(in: 0...6, using: &self))
      .map { _ in pieces.randomElement(using: &self) ?? "" }.joined()
  }
}

extension StockLua {
  /// The value of an expression; nil if it does not run.
  static func value(of expression: String) -> LuaText.Value? {
    guard let state = unsafe luaL_newstate() else { return nil }
    defer { unsafe lua_close(state) }
    guard unsafe luaL_loadstring(state, "return " + expression) == LUA_OK,
      unsafe lua_pcallk(state, 0, 1, 0, 0, nil) == LUA_OK
    else { return nil }
    return unsafe value(at: -1, in: state)
  }

  private static func value(at index: Int32, in state: OpaquePointer) -> LuaText.Value? {
    switch unsafe lua_type(state, index) {
    case LUA_TNIL: return .null
    case LUA_TBOOLEAN: return .boolean(unsafe lua_toboolean(state, index) != 0)
    case LUA_TNUMBER where unsafe lua_isinteger(state, index) != 0:
      return .integer(unsafe lua_tointegerx(state, index, nil))
    case LUA_TNUMBER: return .number(unsafe lua_tonumberx(state, index, nil))
    case LUA_TSTRING: return unsafe string(at: index, in: state)
    case LUA_TTABLE: return unsafe table(at: lua_absindex(state, index), in: state)
    default: return nil
    }
  }

  private static func string(at index: Int32, in state: OpaquePointer) -> LuaText.Value? {
    var count = 0
    guard let start = unsafe lua_tolstring(state, index, &count) else { return nil }
    let bytes = unsafe UnsafeBufferPointer(start: start, count: count).map(UInt8.init(bitPattern:))
    return String(validating: bytes, as: UTF8.self).map { .string($0) } ?? .bytes(bytes)
  }

  private static func table(at index: Int32, in state: OpaquePointer) -> LuaText.Value? {
    var members: [String: LuaText.Value] = [:]
    var items: [LuaText.Value] = []
    unsafe lua_pushnil(state)
    while unsafe lua_next(state, index) != 0 {
      guard let value = unsafe value(at: -1, in: state) else { return nil }
      if case .string(let key) = unsafe self.value(at: -2, in: state) {
        members[key] = value
      } else {
        items.append(value)
      }
      unsafe lua_settop(state, -2)
    }
    return items.isEmpty ? .table(members) : .list(items)
  }
}
