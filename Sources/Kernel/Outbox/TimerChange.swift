/// A timer of the ticket to be set, moved or cancelled.
package struct TimerChange: Equatable, Sendable {
  package var plugin: String
  package var name: String
  /// When it fires; `nil` cancels.
  package var at: Instant?
  /// Data for the one who handles it, as JSON.
  package var data: String

  package init(plugin: String, name: String, at: Instant?, data: String = "") {
    self.plugin = plugin
    self.name = name
    self.at = at
    self.data = data
  }
}

extension TimerChange {
  /// The key of the timer's row: one for each ticket, plugin and name.
  package func key(of ticket: Ticket.ID) -> String {
    "timer/\(ticket.rawValue)/\(plugin)/\(name)"
  }
}

/// The timers that a change sets, moves or cancels, one for each name of a plugin's.
package struct TimerChanges {
  private struct Key: Hashable {
    let plugin: String
    let name: ByteKey
  }

  /// As they were given; those that a later one replaces are gone.
  private var given: [TimerChange?] = []
  private var places: [Key: Int] = [:]

  /// Those that hold, in the order in which each was given last.
  package var all: [TimerChange] { given.compactMap(\.self) }

  /// Takes a timer in place of the one that had its name.
  mutating func set(_ timer: TimerChange) {
    let key = Key(plugin: timer.plugin, name: ByteKey(timer.name))
    if let place = places[key] { given[place] = nil }
    places[key] = given.count
    given.append(timer)
  }
}
