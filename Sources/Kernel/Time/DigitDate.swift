import Texts

/// A date in digits that is not ISO 8601: `31.12.2026`, `31-12-2026`, `31/12/26`, `31.12.`,
/// `2026/12/31`.
///
/// The day stands first, then the month; a month is never first. With dots that holds for everybody;
/// with hyphens and slashes for those whose language writes days first, and for others where no
/// second reading is possible.
struct DigitDate: Sendable, Equatable {
  private let first: Int64
  private let second: Int64
  /// `nil` for the next such day.
  private let third: Int64?
  private let isYearFirst: Bool
  private let hasDots: Bool

  /// Takes a word of digits and two equal signs between them apart; `nil` for anything else.
  init?(_ word: Substring) {
    let parts = word.split(omittingEmptySubsequences: false) { ".-/".contains($0) }
    let signs = word.filter { ".-/".contains($0) }
    let isShort = parts.count == 3 && parts[2].isEmpty && signs == ".."
    let isShorter = parts.count == 2 && signs == "/"
    guard parts.count == 3 || isShorter, Set(signs).count == 1 else { return nil }
    let numbers = parts.prefix(isShort ? 2 : parts.count).map(DigitDate.number)
    guard !numbers.contains(nil), numbers.count >= 2, let first = numbers[0],
      let second = numbers[1]
    else { return nil }
    let lengths = parts.map(\.utf8.count)
    isYearFirst = lengths[0] == 4
    guard lengths[1] <= 2, isYearFirst ? numbers.count == 3 && lengths[2] <= 2 : lengths[0] <= 2,
      isYearFirst || numbers.count == 2 || [2, 4].contains(lengths[2])
    else { return nil }
    (self.first, self.second, hasDots) = (first, second, signs.first == ".")
    let third = numbers.count == 3 ? numbers[2] : nil
    // As POSIX reads %y.
    self.third =
      isYearFirst || lengths.last == 4 ? third : third.map { $0 < 69 ? $0 + 2000 : $0 + 1900 }
  }

  /// A day and its month in the language's order, written without a mark behind them.
  init?(day: Int64, month: Int64) {
    // Any leap year has all the days that there are.
    guard CivilDate(year: 2024, month: month, day: day) != nil else { return nil }
    (first, second, third, isYearFirst, hasDots) = (day, month, nil, false, true)
  }

  /// The same in that year; `nil` for one that has a year.
  func of(year: Int64) -> DigitDate? {
    guard third == nil, hasDots else { return nil }
    return DigitDate("\(first).\(second).\(year)"[...])
  }

  private static func number(_ part: Substring) -> Int64? {
    part.utf8.allSatisfy({ (48...57).contains($0) }) ? Int64(part) : nil
  }

  /// The day that it is to a reader; a day without a year is `.named`.
  ///
  /// Throws where there is no such day, where it may be two, or where it is not on the day of the
  /// week that is said with it.
  func moment(
    in text: String, isDayFirst: Bool, weekday: Int64? = nil,
  ) throws(TimeError) -> Moment {
    if isYearFirst {
      let date = try date(year: first, month: second, day: third ?? 1, in: text)
      try date.check(weekday: weekday, in: text)
      return .day(date)
    }
    let isPlain = isDayFirst || hasDots || first > 12 || second > 12 || first == second
    guard isPlain else { throw try twofold(text) }
    guard second <= 12 else {
      throw .noSuchTime(text, reason: Text.timeDayFirst(month: second))
    }
    guard let third else {
      // Any leap year has all the days that there are.
      _ = try date(year: 2024, month: second, day: first, in: text)
      return .named(
        DatePhrase(days: .date(month: second, day: first, weekday: weekday), clock: nil))
    }
    let date = try date(year: third, month: second, day: first, in: text)
    try date.check(weekday: weekday, in: text)
    return .day(date)
  }

  /// What to say where the day may be the month.
  private func twofold(_ text: String) throws(TimeError) -> TimeError {
    guard let third else { return .noSuchTime(text, reason: Text.timeDayOrMonth) }
    let one = try date(year: third, month: second, day: first, in: text)
    let other = try date(year: third, month: first, day: second, in: text)
    return .noSuchTime(text, reason: Text.timeTwoReadings(one: "\(one)", other: "\(other)"))
  }

  private func date(
    year: Int64, month: Int64, day: Int64, in text: String,
  ) throws(TimeError) -> CivilDate {
    guard (1...12).contains(month) else {
      throw .noSuchTime(text, reason: Text.timeNoMonth(month: month))
    }
    guard let date = CivilDate(year: year, month: month, day: day) else {
      throw .noSuchTime(
        text, reason: Text.timeDays(last: CivilDate.days(in: month, of: year)))
    }
    return date
  }
}
