import Texts

/// A date with its month by name: `31 december`, `December 31, 2026`, `in December`, `декабрь 2026 г.`.
struct MonthPhrase {
  private let month: Int64
  private var day: Int64?
  private var year: Int64?
  /// 1 for Monday, where it is said.
  private var weekday: Int64?

  /// `nil` for what is no such date.
  init?(_ tokens: ArraySlice<DateToken>) {
    var rest = tokens
    let isIn = rest.first?.means(.ahead) == true
    if isIn { rest.removeFirst() }
    if rest.count > 2, let weekday = rest.first?.weekday {
      self.weekday = weekday
      rest.removeFirst()
    } else if rest.count > 2, let weekday = rest.last?.weekday {
      self.weekday = weekday
      rest.removeLast()
    }
    if rest.count > 1, rest.last?.unit?.unit == .year, rest.dropLast().last?.digits == 4 {
      rest.removeLast()
    }
    let isTurned = MonthPhrase.takeTurn(&rest)
    guard rest.count <= 3, let place = rest.firstIndex(where: { $0.month != nil }),
      let month = rest[place].month
    else { return nil }
    self.month = month
    for (index, token) in rest.enumerated() where rest.startIndex + index != place {
      guard token.clock == nil, let number = token.number ?? token.ordinal else { return nil }
      if token.digits == 4, year == nil, index > 0 {
        year = number
      } else if token.digits <= 2, day == nil {
        day = number
      } else {
        return nil
      }
    }
    // In a month, but on a day.
    guard !isIn || day == nil, weekday == nil || day != nil else { return nil }
    guard !isTurned || day != nil && year == nil else { return nil }
  }

  /// Takes what says that a day is still to come, as in `el próximo 2 de febrero`.
  private static func takeTurn(_ rest: inout ArraySlice<DateToken>) -> Bool {
    guard rest.count == 3 else { return false }
    if let turn = rest.first?.turn, turn >= 0 {
      rest.removeFirst()
    } else if let turn = rest.last?.turn, turn >= 0 {
      rest.removeLast()
    } else {
      return false
    }
    return true
  }

  /// The day or the month that it is; throws where there is none such.
  func moment(in text: String) throws(TimeError) -> Moment {
    guard let day else {
      let days = DatePhrase.Days.month(month, year.map { .number($0) } ?? .coming)
      return .named(DatePhrase(days: days, clock: nil))
    }
    // Any leap year has all the days that there are.
    guard let date = CivilDate(year: year ?? 2024, month: month, day: day) else {
      throw .noSuchTime(
        text, reason: Text.timeDays(last: CivilDate.days(in: month, of: year ?? 2024)))
    }
    if year != nil {
      try date.check(weekday: weekday, in: text)
      return .day(date)
    }
    return .named(DatePhrase(days: .date(month: month, day: day, weekday: weekday), clock: nil))
  }
}

/// A length of time in words: `2 Stunden 30 Minuten`, `1,5 ч`, `2 h 30`, `half an hour`, `hora y
/// media`.
struct LengthPhrase {
  private(set) var span = TimeSpan.zero
  /// What was counted in last.
  private var unit: DateWords.LengthUnit?

  /// So far from now: the length with a word for its direction before or behind it; `nil` for
  /// anything else.
  init?(distance said: ArraySlice<DateToken>) {
    let isBefore = said.first.map { $0.means(.ahead) || $0.means(.ago) } ?? false
    guard let direction = isBefore ? said.first : said.last else { return nil }
    let isOver = direction.means(.ago)
    guard isOver || direction.means(.ahead),
      let length = LengthPhrase(isBefore ? said.dropFirst() : said.dropLast(), impliesOne: true)
    else { return nil }
    span = isOver ? length.span.negated : length.span
  }

  /// Numbers with their units, the largest first; minutes may stand behind hours by themselves.
  ///
  /// `impliesOne`: a unit alone is one, as in `через неделю`.
  init?(_ said: ArraySlice<DateToken>, impliesOne: Bool = false) {
    var rest = said.filter { !$0.means(.filler) || $0.unit != nil || $0.number != nil }[...]
    if impliesOne, rest.count == 1, let word = rest.first?.unit, word.isOne,
      let length = word.unit.span(ofThousandths: 1000)
    {
      span = length
      return
    }
    var last: DateWords.LengthUnit?
    while !rest.isEmpty {
      guard takeWords(&rest) || takeCount(&rest, behind: last) else { return nil }
      last = unit
    }
    guard last != nil else { return nil }
  }

  /// A length that is said in a few words; nothing smaller is behind it.
  private mutating func takeWords(_ rest: inout ArraySlice<DateToken>) -> Bool {
    var left = rest
    guard let first = left.popFirst(), let length = first.length ?? LengthPhrase.times(first, &left)
    else { return false }
    add(length)
    (rest, unit) = (left, .millisecond)
    return true
  }

  /// A number with its unit, and what makes it a half more.
  private mutating func takeCount(
    _ rest: inout ArraySlice<DateToken>, behind last: DateWords.LengthUnit?,
  ) -> Bool {
    guard let first = rest.popFirst() else { return false }
    let isUnit = LengthPhrase.isHalvedUnit(first, before: rest)
    guard var count = isUnit ? 1000 : first.count ?? first.fraction else { return false }
    if let fraction = rest.first?.fraction, first.thousandths?.isMultiple(of: 1000) == true {
      count += fraction
      rest.removeFirst()
    }
    if LengthPhrase.takeHalf(&rest) { count += 500 }
    let said = isUnit ? first.unit?.unit : rest.popFirst()?.unit?.unit
    guard let unit = said ?? (last == .hour ? .minute : nil), unit.isSmaller(than: last),
      let length = unit.span(ofThousandths: count)
    else { return false }
    add(length)
    self.unit = unit
    guard LengthPhrase.takeHalf(&rest) else { return true }
    let other = rest.first?.unit?.unit
    if other != nil { rest.removeFirst() }
    guard let half = (other ?? unit).span(ofThousandths: 500) else { return false }
    add(half)
    return true
  }

  /// `три четверти часа`, `an half hour`: so many of a length that is said in a few words.
  private static func times(
    _ first: DateToken, _ rest: inout ArraySlice<DateToken>,
  ) -> TimeSpan? {
    guard let number = first.number, number <= 1000, let length = rest.first?.length else {
      return nil
    }
    rest.removeFirst()
    return TimeSpan(months: length.months * number, milliseconds: length.milliseconds * number)
  }

  /// A unit alone before `and a half` is one of it, as in `hora y media`.
  private static func isHalvedUnit(_ first: DateToken, before rest: ArraySlice<DateToken>) -> Bool {
    first.count == nil && first.unit?.isOne == true && rest.first?.means(.andHalf) == true
  }

  /// `and a half`, before the unit or behind it.
  private static func takeHalf(_ rest: inout ArraySlice<DateToken>) -> Bool {
    guard rest.first?.means(.andHalf) == true else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func add(_ length: TimeSpan) {
    span = TimeSpan(
      months: span.months + length.months, milliseconds: span.milliseconds + length.milliseconds)
  }
}

extension DateWords.LengthUnit {
  /// That many thousandths of it; `nil` for a part of a month.
  fileprivate func span(ofThousandths count: Int64) -> TimeSpan? {
    func months(_ length: Int64) -> TimeSpan? {
      (count * length).isMultiple(of: 1000) ? TimeSpan(months: count * length / 1000) : nil
    }
    return switch self {
    case .millisecond:
      count.isMultiple(of: 1000) ? TimeSpan(milliseconds: count / 1000) : nil
    case .second: TimeSpan(milliseconds: count)
    case .minute: TimeSpan(milliseconds: count * 60)
    case .hour: TimeSpan(milliseconds: count * 3_600)
    case .day: TimeSpan(milliseconds: count * 86_400)
    case .week: TimeSpan(milliseconds: count * 604_800)
    case .month: months(1)
    case .year: months(12)
    }
  }

  fileprivate func isSmaller(than other: DateWords.LengthUnit?) -> Bool {
    guard let other, let mine = Self.allCases.firstIndex(of: self),
      let others = Self.allCases.firstIndex(of: other)
    else { return true }
    return mine < others
  }
}
