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
