import Texts

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
