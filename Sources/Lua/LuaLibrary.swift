import CLuaSandbox

/// The library of Lua that is loaded.
package enum LuaLibrary {
  /// Its release, such as `5.4.4`; `nil` if it does not say so as Lua's own does.
  package static var version: String? {
    let ident = unsafe String(cString: sandbox_lua_ident())
    let words = ident.split(separator: " ")
    guard words.count > 2, words[1] == "Lua" else { return nil }
    return String(words[2])
  }
}
