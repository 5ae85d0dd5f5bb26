import Kernel
import Testing

@Suite struct DeliveryPauseTests {
  /// How long a host is left alone after each of so many timeouts, in seconds.
  private static func pauses(_ count: Int) -> [Int64] {
    let now = Instant(milliseconds: 1_000)
    var pause = DeliveryPause(lane: OutboxLane(plugin: "p"), host: "h", since: now)
    return (1...count).map { _ in
      pause.fail(at: now)
      return (pause.until.milliseconds - now.milliseconds) / 1_000
    }
  }

  @Test func `the third timeout brings a pause, and each further one doubles it up to an hour`() {
    #expect(Self.pauses(12) == [0, 0, 30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600])
    #expect(Self.pauses(100).last == 3_600)
  }
}
