import Kernel

/// What plugins see of the desk they are on.
package struct DeskTraits: Equatable, Sendable {
  /// The language of the desk's own texts.
  package var language: String
  /// The zone whose clock counts where a plugin names none.
  package var zone: Zone
  /// Where plugins' secrets are, by plugin and setting.
  package var secrets: [String: [String: SecretPlace]]
  /// What it allows plugins to use, by plugin and limit, where it says so.
  package var limits: [String: [String: Int64]]
  /// Where it is noted what of a plugin's code runs; `nil` where nobody asks.
  var ran: RanCode?
  /// Where it is noted how long lines of a plugin's code take; `nil` where nobody asks.
  var times: LineTimes?

  package init(
    language: String = "en", zone: Zone = .utc,
    secrets: [String: [String: SecretPlace]] = [:], limits: [String: [String: Int64]] = [:],
  ) {
    self.language = language
    self.zone = zone
    self.secrets = secrets
    self.limits = limits
  }

  /// Where a plugin's code stops for somebody to look; `nil` where nobody does.
  var breakpoints: Breakpoints?

  /// What is to be told of each line of a plugin's code that is about to run; `nil` for nothing.
  func lineTeller(of plugin: String) -> ((String, Int, Int) -> Void)? {
    let ran = ran.flatMap { $0.plugin == plugin ? $0 : nil }
    let times = times.flatMap { $0.plugin == plugin ? $0 : nil }
    guard ran != nil || times != nil else { return nil }
    return { file, function, line in
      ran?.note(file: file, function: function, line: line)
      times?.note(file: file, line: line)
    }
  }

  /// What a plugin may use here.
  package func limits(of plugin: String, asking own: PluginLimits) -> PluginLimits {
    limits[plugin].map(own.replaced) ?? own
  }
}

/// A line that a plugin wrote to the desk's log.
package struct PluginLogLine: Equatable, Sendable {
  /// How much it matters.
  package enum Level: String, CaseIterable, Sendable {
    case debug
    case info
    case warn
    case error
  }

  package var plugin: String
  package var level: Level
  package var message: String

  package init(plugin: String, level: Level, message: String) {
    self.plugin = plugin
    self.level = level
    self.message = message
  }
}
