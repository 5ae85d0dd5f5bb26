extension DatePhrase: CustomStringConvertible {
  /// In English, which everybody's dates are read in.
  package var description: String {
    guard let clock else { return dayNames.joined(separator: "-") }
    return "\(dayNames.joined(separator: " ")) \(clock)"
  }

  private static func suffix(of day: Int64) -> String {
    switch (day, day % 10) {
    case (11...13, _): "th"
    case (_, 1): "st"
    case (_, 2): "nd"
    case (_, 3): "rd"
    default: "th"
    }
  }

  private var dayNames: [String] {
    func name(_ weekday: Int64) -> String { DateWords.english.weekdays[Int(weekday) - 1] }
    func name(ofMonth month: Int64) -> String { DateWords.english.months[Int(month) - 1] }
    func named(_ unit: CalendarUnit, _ count: Int64) -> [String] {
      (count == 0 ? [] : [turn(count)]) + [unit.rawValue]
    }
    func turn(_ count: Int64) -> String { count < 0 ? "last" : count > 0 ? "next" : "this" }
    switch days {
    case .day(0): return ["today"]
    case .day(1): return ["tomorrow"]
    case .day(-1): return ["yesterday"]
    case .day(2): return ["day", "after", "tomorrow"]
    case .day(-2): return ["day", "before", "yesterday"]
    case .day(let count):
      let distance = count < 0 ? ["\(-count)", "days", "ago"] : ["in", "\(count)", "days"]
      // Alone that would be a moment as far from now.
      return clock == nil ? ["today"] + distance : distance
    case .weekday(let day): return [name(day)]
    case .lastWeekday(let day): return ["last", name(day)]
    case .weekdayOf(let day, let weeks): return [turn(weeks), name(day)]
    case .weekdayAfter(let day, let weeks):
      return [name(day), "in", "\(weeks)", weeks == 1 ? "week" : "weeks"]
    case .week(let number): return ["week", "\(number)"]
    case .weekdayOfWeek(let day, let number): return [name(day), "of", "week", "\(number)"]
    case .weekend(let count): return [turn(count), "weekend"]
    case .quarter(let count): return [turn(count), "quarter"]
    case .period(let unit, let count): return [turn(count), unit.rawValue]
    case .start(let unit, let count): return ["start", "of"] + named(unit, count)
    case .middle(let unit, let count): return ["middle", "of"] + named(unit, count)
    case .end(let unit, let count): return ["end", "of"] + named(unit, count)
    case .startOfQuarter(let count): return ["start", "of", turn(count), "quarter"]
    case .endOfQuarter(let count): return ["end", "of", turn(count), "quarter"]
    // A date and a time alone are a moment of ISO 8601.
    case .on(let date): return ["\(date)"] + (clock == nil ? [] : ["at"])
    case .date(let month, let day, let weekday):
      return (weekday.map { [name($0)] } ?? []) + ["\(day)", name(ofMonth: month)]
    case .dayOfMonth(let day, let weekday):
      return (weekday.map { [name($0)] } ?? []) + ["the", "\(day)\(DatePhrase.suffix(of: day))"]
    case .dayOfMonthAfter(let day, let months):
      return ["the", "\(day)\(DatePhrase.suffix(of: day))", "of", turn(months), "month"]
    case .month(let month, .coming): return [name(ofMonth: month)]
    case .month(let month, .last): return ["last", name(ofMonth: month)]
    case .month(let month, .turned(let years)): return [turn(years), name(ofMonth: month)]
    case .month(let month, .number(let year)): return [name(ofMonth: month), year.padded(to: 4)]
    case .endOfMonth(let month): return ["end", "of", name(ofMonth: month)]
    }
  }
}
