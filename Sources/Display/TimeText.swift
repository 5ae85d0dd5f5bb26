import Kernel
import Texts

/// Times in words for people: on the desk's clock, and how long ago.
package struct TimeText: Sendable {
  package let zone: Zone
  package let now: Instant
  /// The reader's language.
  package var language = Language.english {
    didSet { writing = language.writing }
  }
  /// How dates and numbers stand in it.
  package private(set) var writing: Writing

  package init(zone: Zone, now: Instant, language: Language = .english) {
    self.zone = zone
    self.now = now
    self.language = language
    writing = language.writing
  }

  /// `2026-01-31 12:00` on the desk's clock, as the reader's language writes dates.
  package func clock(_ instant: Instant) -> String {
    zone.clock(instant, by: writing)
  }

  /// The same with seconds, for histories.
  package func exactClock(_ instant: Instant) -> String {
    zone.exactClock(instant, by: writing)
  }

  /// `3 h ago`, `in 2 d`, `just now`.
  package func age(_ instant: Instant) -> String {
    let delta = now.milliseconds(since: instant)
    let length = TimeText.length(ofMilliseconds: delta.magnitude)
    guard let length else { return Text.ageNow.rendered(in: language) }
    let text =
      delta < 0 ? Text.ageToCome(length: length) : Text.agePast(length: length)
    return text.rendered(in: language)
  }

  /// `3 h`: how long ago it was, or how long it is until then.
  package func distance(to instant: Instant) -> String {
    let length = TimeText.length(ofMilliseconds: now.milliseconds(since: instant).magnitude)
    return (length ?? Text.ageNow).rendered(in: language)
  }

  /// `2026-01-31 12:00 (3 h ago)`.
  package func both(_ instant: Instant) -> String {
    "\(clock(instant)) (\(age(instant)))"
  }

  private static func length(ofMilliseconds milliseconds: UInt64) -> Text? {
    let minutes = Int64(milliseconds / 60_000)
    switch minutes {
    case 0: return nil
    case 1..<60: return Text.ageMinutes(count: minutes)
    case 60..<2_880: return Text.ageHours(count: minutes / 60)
    case 2_880..<86_400: return Text.ageDays(count: minutes / 1_440)
    case 86_400..<1_051_200: return Text.ageMonths(count: minutes / 43_200)
    default: return Text.ageYears(count: minutes / 525_600)
    }
  }
}
