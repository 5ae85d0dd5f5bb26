import Texts

/// A time of day as people say it: `9:00`, `at 9`, `um 9 Uhr 30`, `в 9 вечера`, `noon`.
struct ClockPhrase {
  private var hour: Int64 = 0
  private var minute: Int64 = 0
  /// Whether the hour is of the second half of the day; `nil` where nothing says so.
  private var isAfterNoon: Bool?
  /// Whether something besides a number says that it is a time.
  private var isTime = false

  /// `nil` for what is no time of day, or might as well be something else, as a number alone.
  init?(_ tokens: ArraySlice<DateToken>) {
    var rest = tokens
    takeHalf(&rest)
    while let next = rest.first, next.means(.at) || next.means(.filler), next.number == nil {
      isTime = isTime || next.means(.at)
      rest.removeFirst()
    }
    guard let time = rest.popFirst(), take(time) else { return nil }
    if !time.hasColon, time.clock == nil || time.number != nil { takeMinutes(&rest) }
    if rest.first?.means(.oClock) == true {
      isTime = true
      rest.removeFirst()
    }
    if rest.first?.means(.filler) == true { rest.removeFirst() }
    takeHalf(&rest)
    guard rest.isEmpty, isTime else { return nil }
  }

  /// The hour, or the whole of it.
  private mutating func take(_ token: DateToken) -> Bool {
    for case .timeOfDay(let minutes) in token.meanings {
      (hour, minute, isTime) = (minutes / 60, minutes % 60, true)
      return true
    }
    if let clock = token.clock {
      (hour, minute) = clock
      isTime = isTime || token.hasColon
      return true
    }
    guard let number = token.number else { return false }
    hour = number
    return true
  }

  /// `Uhr 30`, `h 30`, `часов 30 минут` behind the hour.
  private mutating func takeMinutes(_ rest: inout ArraySlice<DateToken>) {
    guard rest.count > 1, rest.first?.means(.oClock) == true,
      let number = rest.dropFirst().first?.number
    else { return }
    (minute, isTime) = (number, true)
    rest = rest.dropFirst(2)
    if rest.first?.unit?.unit == .minute { rest.removeFirst() }
  }

  private mutating func takeHalf(_ rest: inout ArraySlice<DateToken>) {
    guard let word = rest.first, word.means(.beforeNoon) || word.means(.afterNoon) else { return }
    (isAfterNoon, isTime) = (word.means(.afterNoon), true)
    rest.removeFirst()
  }

  /// The time of day; throws where there is none such.
  func time(in text: String) throws(TimeError) -> DatePhrase.Clock {
    var hour = hour
    switch isAfterNoon {
    case true? where hour < 12: hour += 12
    case false? where hour == 12: hour = 0
    case false? where hour > 12: throw .noSuchTime(text, reason: Text.timeClock)
    default: break
    }
    guard (0...23).contains(hour), (0...59).contains(minute) else {
      throw .noSuchTime(text, reason: Text.timeClock)
    }
    return DatePhrase.Clock(hour: hour, minute: minute)
  }
}

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
    }
    if rest.count > 1, rest.last?.unit?.unit == .year, rest.dropLast().last?.digits == 4 {
      rest.removeLast()
    }
    guard rest.count <= 3, let place = rest.firstIndex(where: { $0.month != nil }),
      let month = rest[place].month
    else { return nil }
    self.month = month
    for (index, token) in rest.enumerated() where rest.startIndex + index != place {
      guard let number = token.number, token.digits > 0 else { return nil }
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
      guard weekday == nil || weekday == date.weekday else {
        throw .noSuchTime(text, reason: Text.timeOtherWeekday)
      }
      return .day(date)
    }
    return .named(DatePhrase(days: .date(month: month, day: day), clock: nil))
  }
}

/// A length of time in words: `2 Stunden 30 Minuten`, `1,5 ч`, `2 h 30`, `half an hour`.
struct LengthPhrase {
  private(set) var span = TimeSpan.zero

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
    while let first = rest.popFirst() {
      if first.means(.halfHour) {
        add(TimeSpan(milliseconds: 1_800_000))
        last = .minute
        continue
      }
      if first.thousandths == nil, first.number == 1, rest.first?.means(.halfHour) == true {
        continue
      }
      guard let count = first.thousandths ?? first.number.map({ $0 * 1000 }) else { return nil }
      let unit = rest.popFirst()?.unit?.unit ?? (last == .hour ? .minute : nil)
      guard let unit, unit.isSmaller(than: last), let length = unit.span(ofThousandths: count)
      else {
        return nil
      }
      add(length)
      last = unit
    }
    guard last != nil else { return nil }
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
