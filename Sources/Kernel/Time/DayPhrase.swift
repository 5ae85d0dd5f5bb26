/// Days by what they are called: `next friday`, `end of january`, `week 50`, `monday in a week`.
struct DayPhrase {
  let days: DatePhrase.Days

  private typealias Tokens = ArraySlice<DateToken>

  /// `nil` for anything else.
  ///
  /// What means nothing is left out of what is said.
  init?(_ said: ArraySlice<DateToken>) {
    let days =
      DayPhrase.alone(said) ?? DayPhrase.turned(said) ?? DayPhrase.weekdayOfWeek(said)
      ?? DayPhrase.edge(said) ?? DayPhrase.numberedWeek(said) ?? DayPhrase.dayOfNumberedWeek(said)
      ?? DayPhrase.atWeekend(said) ?? DayPhrase.shifted(said)
    guard let days else { return nil }
    self.days = days
  }

  /// `next friday`, `last week`, `this december` and nothing else.
  init?(turned said: ArraySlice<DateToken>) {
    guard let days = DayPhrase.turned(said) else { return nil }
    self.days = days
  }

  private static func alone(_ said: Tokens) -> DatePhrase.Days? {
    guard said.count == 1, let token = said.first else { return nil }
    for case .day(let count) in token.meanings { return .day(count) }
    for case .end(let unit) in token.meanings { return .end(of: unit, 0) }
    if token.means(.weekend) { return .weekend(0) }
    return token.weekday.map { .weekday($0) }
  }

  /// `next friday`, `last week`, `this december`, in either order.
  private static func turned(_ said: Tokens) -> DatePhrase.Days? {
    guard said.count == 2, let turn = said.compactMap(\.turn).first,
      let word = said.first(where: { $0.turn == nil })
    else { return nil }
    if let day = word.weekday {
      return turn < 0 ? .lastWeekday(day) : .weekdayOf(day, weeks: turn)
    }
    if let unit = word.unit?.unit.period { return .period(unit, turn) }
    if word.means(.quarter) { return .quarter(turn) }
    if word.means(.weekend) { return .weekend(turn) }
    return word.month.map { .month($0, turn < 0 ? .last : .turned(turn)) }
  }

  /// `friday next week`, in any order.
  private static func weekdayOfWeek(_ said: Tokens) -> DatePhrase.Days? {
    guard said.count == 3, let turn = said.compactMap(\.turn).first,
      let day = said.compactMap(\.weekday).first,
      said.contains(where: { $0.unit?.unit == .week })
    else { return nil }
    return .weekdayOf(day, weeks: turn)
  }

  /// `at the weekend`, `en el próximo fin de semana`.
  private static func atWeekend(_ said: Tokens) -> DatePhrase.Days? {
    guard let first = said.first, first.means(.at) || first.means(.ahead) else { return nil }
    let rest = said.dropFirst()
    return rest.contains { $0.means(.weekend) } ? alone(rest) ?? turned(rest) : nil
  }

  /// `week 50`, `50. KW`, `50-я неделя`.
  private static func numberedWeek(_ said: Tokens) -> DatePhrase.Days? {
    number(ofWeek: said).map { .week($0) }
  }

  /// `isOf`: something of that week is meant, as in `конец 50-й недели`, where the word for it has
  /// the form of several.
  private static func number(ofWeek said: Tokens, isOf: Bool = false) -> Int64? {
    let rest = said.first?.means(.ahead) == true ? said.dropFirst() : said
    guard rest.count == 2, let first = rest.first, let last = rest.last else { return nil }
    let isWeekFirst = first.unit?.unit == .week
    let (week, token) = isWeekFirst ? (first, last) : (last, first)
    guard let unit = week.unit, unit.unit == .week, unit.isOne || isOf, token.digits > 0 else {
      return nil
    }
    return (isWeekFirst ? token.number : token.ordinal).flatMap { number(aWeekHas: $0) }
  }

  private static func number(aWeekHas number: Int64) -> Int64? {
    (1...53).contains(number) ? number : nil
  }

  /// `end of week 50`, `Anfang KW 50`, `monday of week 50`, `в конце 50-й недели`.
  private static func dayOfNumberedWeek(_ said: Tokens) -> DatePhrase.Days? {
    guard let first = said.first, let last = said.last else { return nil }
    // `Ende der Woche` is one word here.
    if said.count == 2, first.means(.end(.week)), last.digits > 0 {
      return last.number.flatMap { number(aWeekHas: $0) }.map { .weekdayOfWeek(7, number: $0) }
    }
    if let day = Edge(first)?.weekday ?? first.weekday,
      let number = number(ofWeek: said.dropFirst(), isOf: true)
    {
      return .weekdayOfWeek(day, number: number)
    }
    guard let day = last.weekday, let number = number(ofWeek: said.dropLast()) else { return nil }
    return .weekdayOfWeek(day, number: number)
  }

  /// `monday in a week`, `heute in 8 Tagen`, `в понедельник через неделю`, in either order, and
  /// `a week from monday`.
  private static func shifted(_ said: Tokens) -> DatePhrase.Days? {
    guard let first = said.first, let last = said.last else { return nil }
    let head = said.dropLast()
    if head.last?.means(.from) == true {
      let length = first.means(.ahead) ? head.dropFirst().dropLast() : head.dropLast()
      return moved(last, by: LengthPhrase(length, impliesOne: true))
    }
    return moved(first, by: LengthPhrase(distance: said.dropFirst()))
      ?? moved(last, by: LengthPhrase(distance: head))
  }

  /// The day that is so long after that one.
  private static func moved(_ base: DateToken, by length: LengthPhrase?) -> DatePhrase.Days? {
    guard let span = length?.span, span.months == 0, span.milliseconds.isMultiple(of: 86_400_000)
    else { return nil }
    let days = span.milliseconds / 86_400_000
    for case .day(let count) in base.meanings { return .day(count + days) }
    guard let weekday = base.weekday, days > 0, days.isMultiple(of: 7) else { return nil }
    return .weekdayAfter(weekday, weeks: days / 7)
  }
}

extension DayPhrase {
  private enum Edge {
    case start, middle, end

    init?(_ token: DateToken) {
      if token.means(.startOf) {
        self = .start
      } else if token.means(.middleOf) {
        self = .middle
      } else if token.means(.endOf) {
        self = .end
      } else {
        return nil
      }
    }

    /// The day of a week that it is, 1 for Monday.
    var weekday: Int64 {
      switch self {
      case .start: 1
      case .middle: 3
      case .end: 7
      }
    }

    func days(of unit: CalendarUnit, _ count: Int64) -> DatePhrase.Days {
      switch self {
      case .start: .start(of: unit, count)
      case .middle: .middle(of: unit, count)
      case .end: .end(of: unit, count)
      }
    }

    func days(ofMonth month: Int64) -> DatePhrase.Days {
      switch self {
      case .start: .date(month: month, day: 1)
      case .middle: .date(month: month, day: 15)
      case .end: .endOfMonth(month)
      }
    }

    func days(ofQuarter count: Int64) -> DatePhrase.Days? {
      switch self {
      case .start: .startOfQuarter(count)
      case .middle: nil
      case .end: .endOfQuarter(count)
      }
    }
  }

  /// `end of next month`, `end of december`, `mid january`, `Anfang nächster Woche`.
  private static func edge(_ said: Tokens) -> DatePhrase.Days? {
    if said.count == 2, let turn = said.last?.turn {
      for case .end(let unit) in said.first?.meanings ?? [] { return .end(of: unit, turn) }
    }
    guard let edge = said.first.flatMap({ Edge($0) }) else { return nil }
    let rest = said.dropFirst()
    if rest.count == 1, let word = rest.first {
      if let unit = word.unit?.unit.period { return edge.days(of: unit, 0) }
      if word.means(.quarter) { return edge.days(ofQuarter: 0) }
      return word.month.map { edge.days(ofMonth: $0) }
    }
    switch turned(rest) {
    case .period(let unit, let count): return edge.days(of: unit, count)
    case .quarter(let count): return edge.days(ofQuarter: count)
    default: return nil
    }
  }
}
