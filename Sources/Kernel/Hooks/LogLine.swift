/// A line of the desk's log: a fault, a refusal, or what a plugin logged.
package struct LogLine: Equatable, Sendable {
  /// How much it matters, least first.
  package enum Level: String, CaseIterable, Sendable {
    case debug
    case info
    case warning
    case error

    /// Its place among them, from 0.
    package var rank: Int { Level.allCases.firstIndex(of: self) ?? 0 }
  }

  package var at: Instant
  package var level: Level
  /// The plugin that it is about; empty for the desk.
  package var plugin: String
  package var message: String
  /// Whether it tells of a fault of the plugin, which counts against it; not kept with the line.
  package var isFault = false
  /// Whether it tells of another try of what it told of before; not kept with the line.
  package var isRepeated = false

  package init(at: Instant, level: Level, plugin: String = "", message: String) {
    self.at = at
    self.level = level
    self.plugin = plugin
    self.message = message
  }
}

/// Which lines of the desk's log are asked for.
package struct LogFilter: Equatable, Sendable {
  /// Only of this plugin; `nil` for all, and for the desk's own.
  package var plugin: String?
  /// Only from this level upwards.
  package var least: LogLine.Level

  package init(plugin: String? = nil, from least: LogLine.Level = .debug) {
    self.plugin = plugin
    self.least = least
  }
}
