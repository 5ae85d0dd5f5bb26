import Texts

/// A day and its month in digits without a mark behind them, as `15.12`, which may be a time of day.
struct ShortDate: Sendable {
  let mark: Character
  let date: DigitDate
  private let written: (first: String, second: String)
  /// Whether a clock shows it, too.
  let isTime: Bool

  /// `nil` for what no month has.
  init?(day: Int64, month: Int64, mark: Character) {
    guard let date = DigitDate(day: day, month: month) else { return nil }
    (self.date, self.mark) = (date, mark)
    isTime = (0...23).contains(day)
    written = ("\(day)", month.padded(to: 2))
  }

  /// What to say where both are meant: the date as nobody takes it for a time, and the time.
  func twofold(_ text: String, day: String) -> TimeError {
    let (first, second) = written
    let sides = ["\(first).\(second).", "\(day) \(first):\(second)"]
    return .noSuchTime(text, reason: Text.timeTwoReadings(one: sides[0], other: sides[1]))
  }
}

extension DateToken {
  /// The same with dates in digits whole that are written with blanks: `4. 12. 2026`, `4.12. 2026`.
  static func joined(_ tokens: [DateToken]) -> [DateToken] {
    var joined: [DateToken] = []
    var rest = tokens[...]
    while let first = rest.first {
      guard let (date, count) = date(atStartOf: rest) else {
        joined.append(first)
        rest = rest.dropFirst()
        continue
      }
      joined.append(DateToken(date: date))
      rest = rest.dropFirst(count)
    }
    return joined
  }

  private static func date(atStartOf rest: ArraySlice<DateToken>) -> (DigitDate, count: Int)? {
    let tokens = Array(rest.prefix(3))
    func year(at place: Int) -> Int64? {
      guard tokens.count > place, tokens[place].digits == 4 else { return nil }
      return tokens[place].number
    }
    guard let first = tokens.first else { return nil }
    if let date = first.date ?? first.short.flatMap({ $0.mark == "." ? $0.date : nil }),
      let year = year(at: 1), let whole = date.of(year: year)
    {
      return (whole, 2)
    }
    guard tokens.count > 1, let day = first.countedByPoint, let month = tokens[1].countedByPoint,
      let date = DigitDate(day: day, month: month)
    else { return nil }
    guard let year = year(at: 2), let whole = date.of(year: year) else { return (date, 2) }
    return (whole, 3)
  }

  /// The number of one that counts by its point, as 31 in `31.` does.
  private var countedByPoint: Int64? { countMark == .point && digits <= 2 ? number : nil }
}
