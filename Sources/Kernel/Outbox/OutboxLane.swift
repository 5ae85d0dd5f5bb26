/// Rows of the outbox that one thread does one after the other, since what they do may take its time.
package struct OutboxLane: Hashable, Sendable {
  package let plugin: String
  /// The channel whose messages they are; empty for the plugin's hooks and timers.
  package let channel: String

  package init(plugin: String, channel: String = "") {
    self.plugin = plugin
    self.channel = channel
  }

  /// The lane of a row.
  package init(of row: OutboxRow) {
    self.init(plugin: row.plugin, channel: row.kind == .notify ? row.name : "")
  }
}

/// Which rows of the outbox somebody does.
package enum OutboxScope: Equatable, Sendable {
  case all
  /// Those of one lane.
  case lane(OutboxLane)
  /// Those of no such lane.
  case besides([OutboxLane])
}
