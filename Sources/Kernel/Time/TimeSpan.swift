import Texts

/// A length of time: months, which depend on the calendar, and milliseconds, which do not.
///
/// A day is 24 hours and a week seven days; a year is twelve months.
package struct TimeSpan: Hashable, Sendable {
  package let months: Int64
  package let milliseconds: Int64

  package init(months: Int64 = 0, milliseconds: Int64 = 0) {
    self.months = months
    self.milliseconds = milliseconds
  }

  /// No time at all.
  package static let zero = TimeSpan()

  /// Reads `90m`, `4h`, `10d`, `2w`, `1mo`, `1y`, and several one after the other as `1h30m`.
  ///
  /// `s` and `ms` are read too. There is no sign, no space and no fraction.
  package init(parsing text: String) throws(TimeError) {
    var months: Int64 = 0
    var milliseconds: Int64 = 0
    var rest = text.utf8[...]
    repeat {
      let digits = rest.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
      rest = rest.dropFirst(digits.count)
      let letters = rest.prefix { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }
      rest = rest.dropFirst(letters.count)
      guard !digits.isEmpty, let unit = Unit(rawValue: String(decoding: letters, as: UTF8.self))
      else { throw .malformed(text, expected: Self.expected) }
      guard let count = Int64(String(decoding: digits, as: UTF8.self)), count <= 1 << 40,
        let sum = Self.sum(unit.isCalendar ? months : milliseconds, count, times: unit.size)
      else { throw .tooLarge(text) }
      if unit.isCalendar { months = sum } else { milliseconds = sum }
    } while !rest.isEmpty
    guard months <= 12 * 10_000, TimeSpan.durations.contains(milliseconds) else {
      throw .tooLarge(text)
    }
    self.init(months: months, milliseconds: milliseconds)
  }

  /// Reads a duration: the same without months and years; gives its milliseconds.
  package static func duration(_ text: String) throws(TimeError) -> Int64 {
    let span = try TimeSpan(parsing: text)
    guard span.months == 0 else { throw .calendarUnit(text) }
    return span.milliseconds
  }

  /// Reads a duration as people write it, with words of English and the language too: `2 h 30`,
  /// `1,5 ч`, `2 Stunden 30 Minuten`.
  package static func duration(_ text: String, in language: Language?) throws(TimeError) -> Int64 {
    do throws(TimeError) {
      return try duration(text)
    } catch {
      guard case .malformed = error, let span = try DateReader.length(text, in: language) else {
        throw error
      }
      guard span.months == 0 else { throw .calendarUnit(text) }
      guard durations.contains(span.milliseconds) else { throw .tooLarge(text) }
      return span.milliseconds
    }
  }

  /// The milliseconds that a duration from outside may have: 10,000 years either way.
  package static let durations: ClosedRange<Int64> =
    -10_000 * 366 * 86_400_000...10_000 * 366 * 86_400_000

  /// As far the other way.
  package var negated: TimeSpan {
    TimeSpan(
      months: (0 as Int64).subtractingSaturated(months),
      milliseconds: (0 as Int64).subtractingSaturated(milliseconds))
  }

  private static let expected = Text.timeSpanForm

  private static func sum(_ base: Int64, _ count: Int64, times size: Int64) -> Int64? {
    let (product, overflow) = count.multipliedReportingOverflow(by: size)
    let (sum, overflowToo) = base.addingReportingOverflow(product)
    return overflow || overflowToo ? nil : sum
  }

  fileprivate enum Unit: String, CaseIterable {
    case year = "y"
    case month = "mo"
    case week = "w"
    case day = "d"
    case hour = "h"
    case minute = "m"
    case second = "s"
    case millisecond = "ms"

    var isCalendar: Bool { self == .year || self == .month }

    /// In months or in milliseconds.
    var size: Int64 {
      switch self {
      case .year: 12
      case .month, .millisecond: 1
      case .week: 604_800_000
      case .day: 86_400_000
      case .hour: 3_600_000
      case .minute: 60_000
      case .second: 1000
      }
    }
  }
}

extension TimeSpan: CustomStringConvertible {
  /// As `TimeSpan(parsing:)` reads it, by the largest unit that divides it: `20m`, `2w`, `1mo2h`;
  /// what no hour divides has hours and minutes apart: `1h30m`.
  ///
  /// The sign is left out: both parts are taken as they are without it.
  package var description: String {
    parts.map { "\($0.count)\($0.unit.rawValue)" }.joined()
  }

  private typealias Part = (count: Int64, unit: Unit)

  private var parts: [Part] {
    var parts: [Part] = []
    if months != 0 { parts += Self.parts(of: Int64(clamping: months.magnitude), isCalendar: true) }
    if milliseconds != 0 || months == 0 {
      parts += Self.parts(of: Int64(clamping: milliseconds.magnitude), isCalendar: false)
    }
    return parts
  }

  private static func parts(of amount: Int64, isCalendar: Bool) -> [Part] {
    guard amount != 0 else { return [(0, .minute)] }
    for unit in Unit.allCases where unit.isCalendar == isCalendar {
      if amount.isMultiple(of: unit.size) { return [(amount / unit.size, unit)] }
      if [.hour, .minute].contains(unit), amount > unit.size {
        return [(amount / unit.size, unit)] + parts(of: amount % unit.size, isCalendar: false)
      }
    }
    return [(amount, .millisecond)]
  }
}

extension TimeSpan: TextConvertible {
  /// The same for people: in English as it is typed, in another language with the units as they are
  /// written there, `1 Std 30 Min`.
  package var text: Text { Text(spans: parts.map { $0.unit.text($0.count) }) }

  package var textValue: TextValue { .text(text) }

  /// The two largest units of a length of time, rounded, for tables: `3d4h`, `2h5m`, `40s`.
  package static func brief(_ milliseconds: Int64) -> Text {
    let units: [Unit] = [.day, .hour, .minute, .second]
    // Rounding must not leave the numbers that there are.
    let length = Int64(min(milliseconds.magnitude, UInt64(Int64.max - Unit.day.size)))
    let first = units.firstIndex { length >= $0.size } ?? units.count - 1
    let last = units[min(first + 1, units.count - 1)]
    // Rounding may carry into the larger unit: 59m59s500 is an hour.
    var rest = (length + last.size / 2) / last.size * last.size
    var parts: [Text] = []
    for unit in units where unit.size >= last.size {
      if rest >= unit.size { parts.append(unit.text(rest / unit.size)) }
      rest %= unit.size
    }
    guard !parts.isEmpty else { return Unit.second.text(0) }
    let text = Text(spans: parts)
    return milliseconds < 0 ? Text.spanNegative(span: text) : text
  }
}

extension Text {
  /// Lengths of time that together are one, the largest first.
  fileprivate init(spans: [Text]) {
    let first = spans.first ?? TimeSpan.zero.text
    self = spans.dropFirst().reduce(first) { Text.spanTwo(larger: $0, smaller: $1) }
  }
}

extension TimeSpan.Unit {
  /// So many of it, in words.
  fileprivate func text(_ count: Int64) -> Text {
    switch self {
    case .year: Text.spanYears(count: count)
    case .month: Text.spanMonths(count: count)
    case .week: Text.spanWeeks(count: count)
    case .day: Text.spanDays(count: count)
    case .hour: Text.spanHours(count: count)
    case .minute: Text.spanMinutes(count: count)
    case .second: Text.spanSeconds(count: count)
    case .millisecond: Text.spanMilliseconds(count: count)
    }
  }
}
