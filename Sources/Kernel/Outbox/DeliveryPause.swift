/// A host that a lane leaves alone for a while, since it lets requests time out again and again.
package struct DeliveryPause: Equatable, Sendable {
  package let lane: OutboxLane
  /// The host, as messages call it.
  package let host: String
  /// How often it has timed out one time after the other.
  package private(set) var failures: Int64
  /// When it first did.
  package let since: Instant
  /// Until when nothing is asked of it; a moment that is over for one that is asked again.
  package private(set) var until: Instant

  /// So many timeouts one after the other bring a pause.
  package static let mostFailures: Int64 = 3
  /// How long the first pause is, in milliseconds; each further one is twice as long.
  package static let first: Int64 = 30_000
  package static let longest: Int64 = 3_600_000

  package init(
    lane: OutboxLane, host: String, failures: Int64 = 0, since: Instant, until: Instant? = nil,
  ) {
    self.lane = lane
    self.host = host
    self.failures = failures
    self.since = since
    self.until = until ?? since
  }

  /// Takes one more timeout.
  ///
  /// Once a pause is over, the next request is a trial: where it times out as well, the next pause
  /// begins at once.
  package mutating func fail(at now: Instant) {
    failures += 1
    let pauses = failures - DeliveryPause.mostFailures
    guard pauses >= 0 else { return }
    let length = min(DeliveryPause.first << min(pauses, 12), DeliveryPause.longest)
    until = now.advanced(byMilliseconds: length)
  }

  /// Whether it is left alone at that moment.
  package func holds(at now: Instant) -> Bool { until > now }
}

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
