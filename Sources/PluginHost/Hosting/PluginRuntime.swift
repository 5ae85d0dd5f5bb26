import Lua

/// What plugins run on.
package enum PluginRuntime {
  /// The version of the Lua API, which a manifest names as its `api`.
  package static let api: Int64 = 1
  /// The release of Lua that is loaded; `nil` if it does not say.
  package static var luaVersion: String? { LuaLibrary.version }
}
