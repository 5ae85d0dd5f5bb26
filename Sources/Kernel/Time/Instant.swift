import Texts

/// A moment in UTC, in whole milliseconds since 1970-01-01T00:00:00Z without leap seconds.
///
/// What comes in from outside is of the years 0 to 9999: `init(given:)`, or a text that is read. A
/// database may hold any other, which is shown as well as it can be: nothing here traps.
package struct Instant: Hashable, Comparable, Sendable {
  /// Milliseconds since 1970; negative before.
  package let milliseconds: Int64

  package init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// The moment that many milliseconds later, at most the last one there is.
  package func advanced(byMilliseconds delta: Int64) -> Instant {
    Instant(milliseconds: milliseconds.addingSaturated(delta))
  }

  /// How many milliseconds it is after another moment, as far as there is such a number.
  package func milliseconds(since other: Instant) -> Int64 {
    milliseconds.subtractingSaturated(other.milliseconds)
  }

  package static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

extension Instant {
  /// The moments that may come in from outside: the years 0 to 9999 in UTC.
  package static let calendar =
    Instant(milliseconds: -62_167_219_200_000)...Instant(milliseconds: 253_402_300_799_999)

  /// Whether it is of the years 0 to 9999.
  package var isOfCalendar: Bool { Instant.calendar.contains(self) }

  /// A moment that somebody gives; `nil` outside of the years 0 to 9999.
  package init?(given milliseconds: Int64) {
    self.init(milliseconds: milliseconds)
    guard isOfCalendar else { return nil }
  }

  /// The same of seconds since 1970 with a fraction; `nil` for what is no number too.
  package init?(givenSeconds seconds: Double) {
    guard let milliseconds = Int64(exactly: (seconds * 1000).rounded()) else { return nil }
    self.init(given: milliseconds)
  }

  /// This moment, which the text says; throws where it is outside of the years 0 to 9999.
  func given(by text: String) throws(TimeError) -> Instant {
    guard isOfCalendar else { throw .noSuchTime(text, reason: Text.timeYears) }
    return self
  }
}

extension Instant: TextConvertible {
  /// The moment, for people on the desk's clock.
  package var textValue: TextValue { .time(milliseconds: milliseconds, iso: iso) }
}

extension CivilDate {
  /// The day in digits, as readers of a language know it; a year outside 0 to 9999 as in ISO 8601.
  package func written(by writing: Writing) -> String {
    guard (0...9999).contains(year) else { return description }
    return writing.date(
      year: year.padded(to: 4), month: month.padded(to: 2), day: day.padded(to: 2))
  }
}

extension Zone {
  /// `2026-01-31 12:00`, as a clock on the wall shows the moment; for readers of another language
  /// than English as it is written there: `31.01.2026 12:00`.
  package func clock(_ instant: Instant, by writing: Writing? = nil) -> String {
    let civil = civil(instant)
    let date = writing.map(civil.date.written) ?? "\(civil.date)"
    return "\(date) \(Zone.pad(civil.hour)):\(Zone.pad(civil.minute))"
  }

  /// The same with seconds.
  package func exactClock(_ instant: Instant, by writing: Writing? = nil) -> String {
    "\(clock(instant, by: writing)):\(Zone.pad(civil(instant).second))"
  }

  /// The zone's clock for texts that readers of that language see.
  package func textClock(in language: Language) -> TextClock {
    // Most texts have no moment in them, and then nothing is looked up.
    { [self] in clock(Instant(milliseconds: $0), by: language.writing) }
  }

  private static func pad(_ number: Int64) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
