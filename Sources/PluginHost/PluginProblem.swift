import Lua
import Texts

/// What is wrong with a plugin, where, and what would be right.
package struct PluginProblem: Error, Hashable, Sendable {
  /// The plugin or script that is at fault.
  package var plugin: String
  /// The file within it, where it is known.
  package var file: String?
  package var line: Int?
  /// What is wrong, without the place.
  package var reason: Text
  /// Where the code of the plugin's own files was, innermost first; empty where the place says it.
  package var frames: [String] = []

  package init(plugin: String, file: String? = nil, line: Int? = nil, _ reason: Text) {
    self.plugin = plugin
    self.file = file
    self.line = line
    self.reason = reason
  }

  /// The frames, a line each.
  var traceback: String { frames.joined(separator: "\n") }

  /// What is wrong, in English.
  package var message: String { reason.description }
}

extension PluginProblem: TextError {
  package var description: String { text.description }

  /// The place and what is wrong there.
  package var text: Text { Text.frameOf(owner: place, problem: reason) }

  private var place: String {
    guard let file else { return plugin }
    return line.map { "\(plugin)/\(file):\($0)" } ?? "\(plugin)/\(file)"
  }
}

extension HostError {
  /// Raises a text; whoever writes plugins reads it in English, as all of Lua.
  init(_ text: Text) {
    self.init(text.description)
  }
}
