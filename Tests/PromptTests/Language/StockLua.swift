import CLua

/// Lua itself, to compare with.
enum StockLua {
  /// Why Lua does not compile the text; nil when it does.
  static func complaint(about source: String) -> String? {
    guard let state = unsafe luaL_newstate() else { return "no memory" }
    defer { unsafe lua_close(state) }
    let bytes = Array(source.utf8)
    let status = unsafe bytes.withUnsafeBytes { buffer in
      unsafe luaL_loadbufferx(
        state, buffer.bindMemory(to: CChar.self).baseAddress, buffer.count, "=entry", "t")
    }
    guard status != LUA_OK else { return nil }
    guard let text = unsafe lua_tolstring(state, -1, nil) else { return "no message" }
    return unsafe String(cString: text)
  }
}
