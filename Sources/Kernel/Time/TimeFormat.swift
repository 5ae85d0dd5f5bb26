import Texts

/// A form of times written with strftime's `%Y %y %m %b %B %d %j %H %I %p %M %S %z`, `%f` for a
/// fraction, and `%%`.
///
/// Months are called as in English. A year of two digits is one of 1969 to 2068, as POSIX has it.
package struct TimeFormat: Equatable, Sendable {
  private let text: String
  private let parts: [Part]

  private enum Part: Equatable {
    case literal([UInt8])
    case year, month, day, hour, minute, second, zone, fraction
    case shortYear, monthName, shortMonthName, dayOfYear, halfDayHour, halfDay
  }

  /// Reads a format; a letter that is not one of those is an error.
  package init(_ text: String) throws(TimeError) {
    self.text = text
    var parts: [Part] = []
    var literal: [UInt8] = []
    var bytes = text.utf8.makeIterator()
    while let byte = bytes.next() {
      guard byte == UInt8(ascii: "%") else {
        literal.append(byte)
        continue
      }
      let letter = bytes.next()
      if letter == UInt8(ascii: "%") {
        literal.append(byte)
        continue
      }
      if !literal.isEmpty { parts.append(.literal(literal)) }
      literal = []
      parts.append(try Self.part(letter, in: text))
    }
    if !literal.isEmpty { parts.append(.literal(literal)) }
    self.parts = parts
  }

  /// Writes a moment as the zone's clock shows it.
  package func format(_ instant: Instant, zone: Zone) -> String {
    let civil = zone.civil(instant)
    return parts.map { part in
      switch part {
      case .literal(let bytes): String(decoding: bytes, as: UTF8.self)
      case .year: civil.date.year.padded(to: 4)
      case .month: civil.date.month.padded(to: 2)
      case .day: civil.date.day.padded(to: 2)
      case .hour: civil.hour.padded(to: 2)
      case .minute: civil.minute.padded(to: 2)
      case .second: civil.second.padded(to: 2)
      case .fraction: civil.millisecond.padded(to: 3)
      case .zone: Self.offset(zone.offset(at: instant))
      case .shortYear: (civil.date.year % 100).padded(to: 2)
      case .monthName: Self.months[Int(civil.date.month) - 1]
      case .shortMonthName: String(Self.months[Int(civil.date.month) - 1].prefix(3))
      case .dayOfYear: Self.dayOfYear(civil.date).padded(to: 3)
      case .halfDayHour: ((civil.hour + 11) % 12 + 1).padded(to: 2)
      case .halfDay: Self.halves[civil.hour < 12 ? 0 : 1]
      }
    }.joined()
  }

  /// Reads a text that is of this form from beginning to end.
  ///
  /// Parts that the format does not name are the least: 1 January 1970, midnight.
  package func parse(_ text: String, zone: Zone) throws(TimeError) -> Instant {
    var reader = DigitReader(text)
    var found = Found()
    for part in parts {
      guard take(part, from: &reader, into: &found) else { throw malformed(text) }
    }
    guard reader.isAtEnd else { throw malformed(text) }
    guard
      let date = found.date, found.settleHour(),
      let civil = CivilTime(
        date: date, hour: found.hour, minute: found.minute, second: found.second,
        millisecond: found.millisecond)
    else { throw .noSuchTime(text, reason: Text.timeNoDayOrTime) }
    let instant =
      found.offset.map { Instant(milliseconds: civil.milliseconds - $0 * 1000) }
      ?? zone.instant(civil)
    return try instant.given(by: text)
  }

  private struct Found {
    var year: Int64 = 1970
    var month: Int64 = 1
    var day: Int64 = 1
    var hour: Int64 = 0
    var minute: Int64 = 0
    var second: Int64 = 0
    var millisecond: Int64 = 0
    var offset: Int64?
    var dayOfYear: Int64?
    /// An hour of 1 to 12, and which half of the day it is of.
    var halfDayHour: Int64?
    var half: Int?

    /// The day that the parts name; `nil` where there is none.
    var date: CivilDate? {
      guard let dayOfYear else { return CivilDate(year: year, month: month, day: day) }
      guard let first = CivilDate(year: year, month: 1, day: 1) else { return nil }
      let date = first.adding(days: dayOfYear - 1)
      return dayOfYear > 0 && date.year == year ? date : nil
    }

    /// Makes an hour of the whole day of one of its half.
    mutating func settleHour() -> Bool {
      guard let given = halfDayHour ?? half.map({ _ in hour }) else { return true }
      guard (1...12).contains(given) else { return halfDayHour == nil }
      hour = given % 12 + (half == 1 ? 12 : 0)
      return true
    }
  }

  private func take(_ part: Part, from reader: inout DigitReader, into found: inout Found) -> Bool {
    func put(_ value: Int64?, _ path: WritableKeyPath<Found, Int64>) -> Bool {
      guard let value else { return false }
      found[keyPath: path] = value
      return true
    }
    switch part {
    case .literal(let bytes): return reader.skip(bytes: bytes)
    case .year: return put(reader.number(digits: 4), \.year)
    case .month: return put(reader.number(digits: 2), \.month)
    case .day: return put(reader.number(digits: 2), \.day)
    case .hour: return put(reader.number(digits: 2), \.hour)
    case .minute: return put(reader.number(digits: 2), \.minute)
    case .shortYear:
      return put(reader.number(digits: 2).map { $0 < 69 ? 2000 + $0 : 1900 + $0 }, \.year)
    case .monthName, .shortMonthName: return put(month(from: &reader), \.month)
    case .dayOfYear:
      found.dayOfYear = reader.number(atMost: 3)
      return found.dayOfYear != nil
    case .halfDayHour:
      found.halfDayHour = reader.number(atMost: 2)
      return found.halfDayHour != nil
    case .halfDay:
      found.half = reader.word(among: Self.halves)
      return found.half != nil
    case .second: return put(reader.number(digits: 2), \.second)
    case .fraction: return put(reader.fraction(), \.millisecond)
    case .zone:
      found.offset = reader.zoneOffset()
      return found.offset != nil
    }
  }

  /// 1 on the first of January.
  private static func dayOfYear(_ date: CivilDate) -> Int64 {
    let first = CivilDate(year: date.year, month: 1, day: 1)
    return date.daysSince1970 - (first?.daysSince1970 ?? date.daysSince1970) + 1
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let halves = ["AM", "PM"]

  /// A month by its name, whole or cut to three letters.
  private func month(from reader: inout DigitReader) -> Int64? {
    reader.word(among: Self.months + Self.months.map { String($0.prefix(3)) })
      .map { Int64($0 % 12) + 1 }
  }

  private func malformed(_ read: String) -> TimeError {
    .malformed(read, expected: Text.timeThatForm(form: text))
  }

  private static func part(_ letter: UInt8?, in text: String) throws(TimeError) -> Part {
    switch letter.map(Unicode.Scalar.init) {
    case "Y": return .year
    case "m": return .month
    case "d": return .day
    case "H": return .hour
    case "M": return .minute
    case "S": return .second
    case "z": return .zone
    case "f": return .fraction
    case "y": return .shortYear
    case "b": return .shortMonthName
    case "B": return .monthName
    case "j": return .dayOfYear
    case "I": return .halfDayHour
    case "p": return .halfDay
    case nil: throw .badFormat(text, reason: Text.timeLonePercent)
    case let letter?:
      let written =
        letter.isASCII ? Text.timeNoLetterNamed(letter: letter) : Text.timeNoLetter
      throw .badFormat(
        text, reason: Text.timeFormatLetters(written: written))
    }
  }

  private static func offset(_ seconds: Int64) -> String {
    let (hours, minutes) = (seconds.magnitude / 60).quotientAndRemainder(dividingBy: 60)
    return (seconds < 0 ? "-" : "+") + hours.padded(to: 2) + minutes.padded(to: 2)
  }
}
