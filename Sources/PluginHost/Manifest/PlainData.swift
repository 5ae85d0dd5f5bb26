import Lua

/// Runs files whose value is plain data: manifests and catalogues of texts.
enum PlainData {
  /// The value of a chunk that sees nothing of Docket.
  static func value(
    of text: String, file: String, plugin: String,
  ) throws(PluginProblem) -> LuaValue {
    do throws(LuaError) {
      return try Sandbox.plainData(text, chunk: "\(plugin)/\(file)")
    } catch {
      throw PluginProblem(error, plugin: plugin, file: file)
    }
  }
}

extension PluginProblem {
  /// The problem that an error of Lua is; its place is the innermost one of the plugin.
  init(_ error: LuaError, plugin: String, file: String? = nil) {
    let place = error.file.map { $0.hasPrefix("\(plugin)/") ? String($0.dropFirst(plugin.count + 1)) : $0 }
    self.init(plugin: plugin, file: place ?? file, line: error.line, error.message)
  }
}
