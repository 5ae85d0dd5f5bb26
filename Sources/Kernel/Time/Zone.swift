import System

/// A time zone: what a clock on the wall shows at each moment, past and future.
///
/// An object, since whatever is judged by a clock carries it along.
package final class Zone: Equatable, Sendable {
  /// The IANA name, as `Europe/Amsterdam`.
  package let name: String
  /// Moments, in seconds since 1970, from which on the offset of the same index holds.
  let transitions: [Int64]
  let offsets: [Int64]
  /// The offset before the first transition.
  let firstOffset: Int64
  /// What holds after the last transition.
  let rule: ZoneRule?

  init(
    name: String, transitions: [Int64], offsets: [Int64], firstOffset: Int64, rule: ZoneRule?,
  ) {
    self.name = name
    self.transitions = transitions
    self.offsets = offsets
    self.firstOffset = firstOffset
    self.rule = rule
  }

  package static func == (one: Zone, other: Zone) -> Bool {
    one === other
      || one.name == other.name && one.transitions == other.transitions
        && one.offsets == other.offsets && one.firstOffset == other.firstOffset
        && one.rule == other.rule
  }

  /// Universal time, which needs no file.
  package static let utc = Zone(
    name: "UTC", transitions: [], offsets: [], firstOffset: 0, rule: nil)

  /// Reads a zone from the system's files.
  ///
  /// - Throws: `TimeError.unknownZone` for a name that is none or that no file has, and
  ///   `TimeError.unreadableZone` for a file that is no time zone.
  package static func named(
    _ name: String, directory: String = "/usr/share/zoneinfo",
  ) throws(TimeError) -> Zone {
    if name == "UTC" { return .utc }
    guard isName(name),
      let bytes = try? FileSystem.bytes(of: "\(directory)/\(name)", atMost: 1 << 20)
    else {
      throw .unknownZone(name)
    }
    return try Zone(name: name, contents: bytes)
  }

  /// How many seconds local time is ahead of UTC at that moment.
  package func offset(at instant: Instant) -> Int64 {
    offset(atSecond: instant.milliseconds.flooredQuotient(by: 1000))
  }

  func offset(atSecond second: Int64) -> Int64 {
    guard let last = transitions.last else {
      return rule?.offset(atSecond: second) ?? firstOffset
    }
    if second >= last, let rule { return rule.offset(atSecond: second) }
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= second { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? firstOffset : offsets[low - 1]
  }

  /// Letters, digits, `_+-` and single slashes between: nothing that leaves the directory.
  private static func isName(_ name: String) -> Bool {
    guard name.utf8.count <= 64 else { return false }
    return name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy(isNameByte)
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "+"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

extension Zone {
  /// The beginning of a day, a week or a month.
  package enum Period: String, CaseIterable, Sendable {
    case day
    /// Weeks begin on Monday.
    case week
    case month
  }

  /// What a clock in this zone shows at that moment.
  package func civil(_ instant: Instant) -> CivilTime {
    let local = instant.advanced(byMilliseconds: offset(at: instant) * 1000)
    return CivilTime(milliseconds: local.milliseconds)
  }

  /// The day that it is in this zone at that moment.
  package func date(_ instant: Instant) -> CivilDate {
    civil(instant).date
  }

  /// The moment at which a clock in this zone shows that.
  ///
  /// Where the clock is put forward over it, the moment is as much later as was left out; where
  /// the clock shows it twice, the first one counts.
  package func instant(_ civil: CivilTime) -> Instant {
    let local = civil.milliseconds
    let second = local.flooredQuotient(by: 1000)
    // No offset exceeds a day, so a day away from here the clock is on either side of a change.
    let before = offset(atSecond: second - 86_400)
    let after = offset(atSecond: second + 86_400)
    let isUnderFirst = offset(atSecond: second - before) == before
    let isUnderSecond = offset(atSecond: second - after) == after
    let offset = isUnderFirst || !isUnderSecond ? before : after
    return Instant(milliseconds: local - offset * 1000)
  }

  /// The moment at which a day begins.
  package func start(of date: CivilDate) -> Instant {
    instant(CivilTime(startOf: date))
  }

  /// The moment at which the day, week or month around a moment began.
  package func start(of period: Period, at instant: Instant) -> Instant {
    let date = date(instant)
    switch period {
    case .day: return start(of: date)
    case .week: return start(of: date.adding(days: 1 - date.weekday))
    case .month: return start(of: date.adding(days: 1 - date.day))
    }
  }

  /// The moment months and days of the calendar later, at the same time on the clock.
  package func adding(months: Int64 = 0, days: Int64 = 0, to instant: Instant) -> Instant {
    guard months != 0 || days != 0 else { return instant }
    var civil = civil(instant)
    civil.date = civil.date.adding(months: months).adding(days: days)
    return self.instant(civil)
  }

  /// The moment that a span later or, negated, earlier: months by the calendar, then the rest.
  package func adding(_ span: TimeSpan, to instant: Instant) -> Instant {
    adding(months: span.months, to: instant).advanced(byMilliseconds: span.milliseconds)
  }
}
