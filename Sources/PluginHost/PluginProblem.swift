/// What is wrong with a plugin, where, and what would be right.
package struct PluginProblem: Error, Hashable, Sendable {
  /// The plugin or script that is at fault.
  package var plugin: String
  /// The file within it, where it is known.
  package var file: String?
  package var line: Int?
  package var message: String

  package init(plugin: String, file: String? = nil, line: Int? = nil, _ message: String) {
    self.plugin = plugin
    self.file = file
    self.line = line
    self.message = message
  }
}

extension PluginProblem: CustomStringConvertible {
  package var description: String {
    guard let file else { return "\(plugin): \(message)" }
    let place = line.map { "\(plugin)/\(file):\($0)" } ?? "\(plugin)/\(file)"
    return "\(place): \(message)"
  }
}
