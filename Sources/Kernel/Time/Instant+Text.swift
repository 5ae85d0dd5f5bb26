import Texts

extension Instant: TextConvertible {
  /// The moment, for people on the desk's clock.
  package var textValue: TextValue { .time(milliseconds: milliseconds, iso: iso) }
}

extension Zone {
  /// `2026-01-31 12:00`, as a clock on the wall shows the moment.
  package func clock(_ instant: Instant) -> String {
    let civil = civil(instant)
    return "\(civil.date) \(Zone.pad(civil.hour)):\(Zone.pad(civil.minute))"
  }

  /// The same with seconds.
  package func exactClock(_ instant: Instant) -> String {
    "\(clock(instant)):\(Zone.pad(civil(instant).second))"
  }

  /// The zone's clock for texts.
  package var textClock: TextClock {
    { [self] in clock(Instant(milliseconds: $0)) }
  }

  private static func pad(_ number: Int64) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
