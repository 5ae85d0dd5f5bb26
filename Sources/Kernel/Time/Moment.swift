import Texts

/// A moment as people write it: `now`, `+3d`, `-2h`, `2026-01-31`, `2026-01-31 12:00`, `friday`,
/// `tomorrow 9:00`, `in 3 days`.
package enum Moment: Hashable, Sendable {
  /// That long after now; before, where the span is negative.
  case relative(TimeSpan)
  case day(CivilDate)
  case exact(Instant)
  /// A day or a period by what it is called seen from today.
  case named(DatePhrase)

  /// Reads a moment without asking what time it is.
  ///
  /// Words of dates are read in English, and in the language of whoever wrote them.
  package init(
    parsing text: String, zone: Zone, language: Language? = nil,
  ) throws(TimeError) {
    if text == "now" {
      self = .relative(.zero)
    } else if text.hasPrefix("+") {
      self = .relative(try Self.length(String(text.dropFirst()), language))
    } else if text.hasPrefix("-") {
      self = .relative(try Self.length(String(text.dropFirst()), language).negated)
    } else {
      self = try Self.absolute(text, zone: zone, language)
    }
  }

  /// Reads a moment; a day or a period alone is its first moment in the zone.
  package static func parse(
    _ text: String, now: Instant, zone: Zone, language: Language? = nil,
  ) throws(TimeError) -> Instant {
    switch try Moment(parsing: text, zone: zone, language: language) {
    case .relative(let span): return try zone.adding(span, to: now).given(by: text)
    case .day(let date): return try zone.start(of: date).given(by: text)
    case .exact(let instant): return instant
    case .named(let phrase):
      try phrase.check(in: text, seenFrom: zone.date(now))
      return try phrase.moment(seenAt: now, zone: zone).given(by: text)
    }
  }

  /// The day that a text says, or that is in it; `nil` for a moment that is written out.
  package static func day(
    _ text: String, now: Instant, zone: Zone, language: Language? = nil,
  ) throws(TimeError) -> CivilDate? {
    switch try Moment(parsing: text, zone: zone, language: language) {
    case .relative(let span): return zone.date(zone.adding(span, to: now))
    case .day(let date): return date
    case .named(let phrase):
      try phrase.check(in: text, seenFrom: zone.date(now))
      return phrase.clock == nil ? phrase.days(seenFrom: zone.date(now)).lowerBound : nil
    case .exact: return nil
    }
  }

  /// What stands behind a sign: `3d`, or the same in words, `2 h 30`, `2 Tage`.
  private static func length(_ text: String, _ language: Language?) throws(TimeError) -> TimeSpan {
    do throws(TimeError) {
      return try TimeSpan(parsing: text)
    } catch {
      guard case .malformed = error, !text.contains("+"),
        let span = try DateReader.length(text, in: language)
      else {
        throw error
      }
      return span
    }
  }

  private static func absolute(
    _ text: String, zone: Zone, _ language: Language?,
  ) throws(TimeError) -> Moment {
    do throws(TimeError) {
      switch try ISOTime(parsing: text, zone: zone) {
      case .day(let date): return .day(date)
      case .moment(let instant): return .exact(instant)
      }
    } catch {
      if (try? TimeSpan(parsing: text)) != nil { throw .needsSign(text) }
      guard case .malformed = error else {
        // A day ends at 24:00, which ISO 8601 had no more for a while.
        if text.hasSuffix("24:00"), let end = try DateReader.moment(text, in: language) {
          return end
        }
        throw error
      }
      // Dates in digits are by far the most.
      if let moment = try DateReader.moment(text, in: language) { return moment }
      if try DateReader.length(text, in: language) != nil { throw .needsSign(text) }
      let hint = DateReader.suggestion(for: text, in: language).map {
        Text.hintNearestQuoted(name: $0)
      }
      // What is kept for others, and what plugins say, is in English whoever reads of it.
      throw .malformed(
        text,
        expected: language == nil
          ? Text.timeKeptForm(hint: hint) : Text.timeMomentForm(hint: hint))
    }
  }
}
