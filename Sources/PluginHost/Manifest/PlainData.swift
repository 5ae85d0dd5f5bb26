import Lua
import Texts

/// Runs files whose value is plain data: manifests and catalogues of texts.
enum PlainData {
  /// The value of a chunk that sees nothing of Docket.
  static func value(
    of text: String, file: String, plugin: String,
  ) throws(PluginProblem) -> LuaValue {
    do throws(LuaError) {
      return try LuaValue.evaluating(text, chunk: "\(plugin)/\(file)", name: plugin)
    } catch {
      throw PluginProblem(error, plugin: plugin, file: file)
    }
  }
}

extension PluginProblem {
  /// The problem that an error of Lua is; its place is the innermost one of the plugin.
  init(_ error: LuaError, plugin: String, file: String? = nil) {
    let prefix = "\(plugin)/"
    let place = error.file.hasPrefix(prefix) ? String(error.file.dropFirst(prefix.count)) : nil
    self.init(
      plugin: plugin, file: place ?? file, line: place == nil || error.line == 0 ? nil : error.line,
      Text(words: error.message))
  }
}
