import Texts

/// What an ISO 8601 text says: a whole day, or a moment.
package enum ISOTime: Equatable, Sendable {
  case day(CivilDate)
  case moment(Instant)

  /// Reads `2026-01-31`, `2026-01-31T12:00`, with a space for the `T`, with seconds and a
  /// fraction, and with `Z`, `+01:00`, `+0100` or `+01`; without those, the zone's clock is meant.
  package init(parsing text: String, zone: Zone) throws(TimeError) {
    var reader = DigitReader(text)
    let date = try Self.date(&reader, in: text)
    if reader.isAtEnd {
      self = .day(date)
      return
    }
    guard reader.skip("T") || reader.skip(" ") else { throw Self.malformed(text) }
    let civil = try Self.clock(&reader, on: date, in: text)
    if reader.isAtEnd {
      self = .moment(try zone.instant(civil).given(by: text))
      return
    }
    guard let offset = reader.zoneOffset(), reader.isAtEnd else { throw Self.malformed(text) }
    let instant = Instant(milliseconds: civil.milliseconds - offset * 1000)
    self = .moment(try instant.given(by: text))
  }

  private static func date(
    _ reader: inout DigitReader, in text: String,
  ) throws(TimeError) -> CivilDate {
    guard let year = reader.number(digits: 4), reader.skip("-"),
      let month = reader.number(digits: 2), reader.skip("-"), let day = reader.number(digits: 2)
    else { throw malformed(text) }
    guard (1...12).contains(month) else {
      throw .noSuchTime(text, reason: Text.timeNoMonth(month: month))
    }
    guard let date = CivilDate(year: year, month: month, day: day) else {
      let last = CivilDate.days(in: month, of: year)
      throw .noSuchTime(text, reason: Text.timeDays(last: last))
    }
    return date
  }

  private static func clock(
    _ reader: inout DigitReader, on date: CivilDate, in text: String,
  ) throws(TimeError) -> CivilTime {
    guard let hour = reader.number(digits: 2), reader.skip(":"),
      let minute = reader.number(digits: 2)
    else { throw malformed(text) }
    var second: Int64? = 0
    var millisecond: Int64? = 0
    if reader.skip(":") {
      second = reader.number(digits: 2)
      if reader.skip(".") || reader.skip(",") { millisecond = reader.fraction() }
    }
    guard let second, let millisecond else { throw malformed(text) }
    let civil = CivilTime(
      date: date, hour: hour, minute: minute, second: second, millisecond: millisecond)
    guard let civil else {
      throw .noSuchTime(text, reason: Text.timeClock)
    }
    return civil
  }

  private static func malformed(_ text: String) -> TimeError {
    .malformed(text, expected: Text.timeIsoForm)
  }
}

extension Instant {
  /// The moment in ISO 8601, in UTC and with milliseconds: `2026-01-31T12:00:00.000Z`.
  package var iso: String {
    let civil = CivilTime(milliseconds: milliseconds)
    let clock = [civil.hour, civil.minute, civil.second].map { $0.padded(to: 2) }
    return "\(civil.date)T\(clock.joined(separator: ":")).\(civil.millisecond.padded(to: 3))Z"
  }

  /// Reads an ISO 8601 text; a day alone is its first moment in the zone.
  package init(iso text: String, zone: Zone = .utc) throws(TimeError) {
    switch try ISOTime(parsing: text, zone: zone) {
    case .day(let date): self = try zone.start(of: date).given(by: text)
    case .moment(let instant): self = instant
    }
  }
}
