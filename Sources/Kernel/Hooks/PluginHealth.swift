import Texts

/// How often a plugin failed of late, and what follows from it.
///
/// Five faults within ten minutes suspend a plugin for ten minutes; the third time for good, which
/// is until somebody enables it again.
package struct PluginHealth: Equatable, Sendable {
  package let plugin: String
  /// When it failed, oldest first: only what still counts.
  package private(set) var faults: [Instant]
  /// What its last fault said.
  package private(set) var lastFault: String
  /// How often it was suspended since it was enabled.
  package private(set) var suspensions: Int64
  /// When the last suspension ends; `nil` where there was none.
  package private(set) var end: Instant?

  /// So many faults within `window` suspend a plugin.
  package static let mostFaults = 5
  /// How long faults count, and how long a suspension takes, in milliseconds.
  package static let window: Int64 = 600_000
  /// The suspension that has no end of its own.
  package static let mostSuspensions: Int64 = 3
  /// A number of suspensions that faults never lead to: it tells of a quarantine.
  private static let quarantine: Int64 = 1_000_000
  /// How many characters of a fault are kept.
  private static let longest = 2_000

  package init(
    plugin: String, faults: [Instant] = [], lastFault: String = "", suspensions: Int64 = 0,
    end: Instant? = nil,
  ) {
    self.plugin = plugin
    self.faults = faults
    self.lastFault = lastFault
    self.suspensions = suspensions
    self.end = end
  }

  /// Notes a fault; `true` where it suspends the plugin.
  ///
  /// Where it is suspended already, which another process may not have seen yet, nothing changes.
  package mutating func fail(at moment: Instant, _ message: String) -> Bool {
    lastFault = String(message.prefix(PluginHealth.longest))
    if let suspension, suspension.holds(at: moment) { return false }
    faults.append(moment)
    faults.removeAll { moment.milliseconds(since: $0) >= PluginHealth.window }
    guard faults.count >= PluginHealth.mostFaults else { return false }
    faults = []
    suspensions = suspensions.addingSaturated(1)
    end = moment.advanced(byMilliseconds: PluginHealth.window)
    return true
  }

  /// Notes that it hung and took a process with it, which suspends it at once and for good.
  package mutating func quarantine(at moment: Instant, _ message: String) {
    lastFault = String(message.prefix(PluginHealth.longest))
    faults = []
    suspensions = PluginHealth.quarantine
    end = moment
  }

  /// The last suspension, be it over or not; `nil` where there was none.
  package var suspension: Suspension? {
    guard let end else { return nil }
    if suspensions == PluginHealth.quarantine { return .quarantine }
    return suspensions >= PluginHealth.mostSuspensions ? .forGood : .until(end)
  }
}

/// How long a plugin does nothing, after it failed too often.
package enum Suspension: Equatable, Sendable {
  case until(Instant)
  /// Until somebody enables it again.
  case forGood
  /// Until somebody enables it again: it hung, and took a process with it.
  case quarantine

  /// Whether it holds at that moment.
  package func holds(at moment: Instant) -> Bool {
    switch self {
    case .until(let end): moment < end
    case .forGood, .quarantine: true
    }
  }

  /// When it ends, for people: `until 2026-01-31 12:10`.
  package var words: Text {
    switch self {
    case .until(let end): Text.pluginUntil(end: end)
    case .forGood, .quarantine: Text.pluginUntilEnabled
    }
  }
}

/// What a plugin says of itself: how what it depends on is, and what it keeps.
package enum HealthAnswer: Equatable, Sendable {
  /// All is well; the text may say more, or be empty.
  case well(String)
  /// Something is not, which the text names.
  case unwell(String)
  /// Its function fails, with this message.
  case failed(String)
}
