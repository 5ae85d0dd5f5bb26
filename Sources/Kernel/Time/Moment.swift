import Texts

/// A moment as people write it: `now`, `+3d`, `-2h`, `2026-01-31`, `2026-01-31 12:00`.
package enum Moment: Hashable, Sendable {
  /// That long after now; before, where the span is negative.
  case relative(TimeSpan)
  case day(CivilDate)
  case exact(Instant)

  /// Reads a moment without asking what time it is.
  package init(parsing text: String, zone: Zone) throws(TimeError) {
    if text == "now" {
      self = .relative(.zero)
    } else if text.hasPrefix("+") {
      self = .relative(try TimeSpan(parsing: String(text.dropFirst())))
    } else if text.hasPrefix("-") {
      self = .relative(try TimeSpan(parsing: String(text.dropFirst())).negated)
    } else {
      self = try Self.absolute(text, zone: zone)
    }
  }

  /// Reads a moment; a day alone is its first moment in the zone.
  package static func parse(
    _ text: String, now: Instant, zone: Zone,
  ) throws(TimeError) -> Instant {
    switch try Moment(parsing: text, zone: zone) {
    case .relative(let span): try zone.adding(span, to: now).given(by: text)
    case .day(let date): try zone.start(of: date).given(by: text)
    case .exact(let instant): instant
    }
  }

  private static func absolute(_ text: String, zone: Zone) throws(TimeError) -> Moment {
    do throws(TimeError) {
      switch try ISOTime(parsing: text, zone: zone) {
      case .day(let date): return .day(date)
      case .moment(let instant): return .exact(instant)
      }
    } catch {
      if (try? TimeSpan(parsing: text)) != nil { throw .needsSign(text) }
      guard case .malformed = error else { throw error }
      throw .malformed(
        text, expected: Text.timeMomentForm)
    }
  }
}
