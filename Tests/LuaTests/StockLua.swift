import CLua

/// An unguarded Lua state, to compare with.
enum StockLua {
  /// Runs a text that returns a string; nil when it fails.
  static func run(_ source: String) -> String? {
    guard let state = unsafe luaL_newstate() else { return nil }
    defer { unsafe lua_close(state) }
    unsafe luaL_openlibs(state)
    guard unsafe luaL_loadstring(state, source) == LUA_OK else { return nil }
    guard unsafe lua_pcallk(state, 0, 1, 0, 0, nil) == LUA_OK else { return nil }
    guard let text = unsafe lua_tolstring(state, -1, nil) else { return nil }
    return unsafe String(cString: text)
  }
}

/// Numbers that are the same in every run (splitmix64).
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

/// A text as a Lua literal, byte by byte.
func quoted(_ text: String) -> String {
  "\"" + text.utf8.map { "\\" + String($0 + 0).leftPadded }.joined() + "\""
}

extension String {
  fileprivate var leftPadded: String {
    String(repeating: "0", count: 3 - count) + self
  }
}
