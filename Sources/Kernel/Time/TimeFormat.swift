import Texts

/// A form of times written with strftime's `%Y %m %d %H %M %S %z`, `%f` for a fraction, and `%%`.
package struct TimeFormat: Equatable, Sendable {
  private let text: String
  private let parts: [Part]

  private enum Part: Equatable {
    case literal([UInt8])
    case year, month, day, hour, minute, second, zone, fraction
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
      let date = CivilDate(year: found.year, month: found.month, day: found.day),
      let civil = CivilTime(
        date: date, hour: found.hour, minute: found.minute, second: found.second,
        millisecond: found.millisecond)
    else { throw .noSuchTime(text, reason: Text("time.no_day_or_time")) }
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
    case .second: return put(reader.number(digits: 2), \.second)
    case .fraction: return put(reader.fraction(), \.millisecond)
    case .zone:
      found.offset = reader.zoneOffset()
      return found.offset != nil
    }
  }

  private func malformed(_ read: String) -> TimeError {
    .malformed(read, expected: Text("time.that_form", ["form": text]))
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
    case nil: throw .badFormat(text, reason: Text("time.lone_percent"))
    case let letter?:
      let written =
        letter.isASCII ? Text("time.no_letter_named", ["letter": letter]) : Text("time.no_letter")
      throw .badFormat(
        text, reason: Text("time.format_letters", ["written": written]))
    }
  }

  private static func offset(_ seconds: Int64) -> String {
    let (hours, minutes) = (seconds.magnitude / 60).quotientAndRemainder(dividingBy: 60)
    return (seconds < 0 ? "-" : "+") + hours.padded(to: 2) + minutes.padded(to: 2)
  }
}
