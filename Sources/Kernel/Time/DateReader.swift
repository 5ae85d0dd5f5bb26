import Texts

/// Reads dates as people say them, in one language: `friday 9:00`, `in 3 days`, `last week`,
/// `31 декабря`, `nächsten Montag um 9`.
enum DateReader {
  /// The moment that the text says in English or the language; `nil` where it says none.
  static func moment(_ text: String, in language: Language?) throws(TimeError) -> Moment? {
    for words in DateWords.all(for: language) {
      let isDayFirst = language?.writing.isDayFirst ?? false
      guard let tokens = DateToken.all(in: text, by: words) else { continue }
      if let moment = try moment(tokens, in: text, isDayFirst: isDayFirst) { return moment }
    }
    return nil
  }

  /// The length of time that the text says in English or the language, as `2 hours 30 minutes`;
  /// `nil` where it says none.
  static func length(_ text: String, in language: Language?) -> TimeSpan? {
    for words in DateWords.all(for: language) {
      guard let tokens = DateToken.all(in: text, by: words) else { continue }
      if let phrase = LengthPhrase(tokens[...]) { return phrase.span }
    }
    return nil
  }

  /// The word for a day that is written nearly so.
  static func suggestion(for text: String, in language: Language?) -> String? {
    nearestName(to: text, among: DateWords.all(for: language).flatMap(\.names))
  }

  private typealias Tokens = ArraySlice<DateToken>

  /// All of it as days, or as days with a time of day behind or before them.
  private static func moment(
    _ tokens: [DateToken], in text: String, isDayFirst: Bool,
  ) throws(TimeError) -> Moment? {
    if let moment = try days(tokens[...], in: text, isDayFirst) { return moment }
    guard tokens.count > 1 else { return nil }
    for count in (1..<tokens.count).reversed() {
      let sides = [
        (tokens.suffix(count), tokens.dropLast(count)),
        (tokens.prefix(count), tokens.dropFirst(count)),
      ]
      for (side, rest) in sides {
        guard let clock = ClockPhrase(side), let moment = try days(rest, in: text, isDayFirst),
          let timed = try moment.at(clock.time(in: text))
        else { continue }
        return timed
      }
    }
    return nil
  }

  private static func days(
    _ tokens: Tokens, in text: String, _ isDayFirst: Bool,
  ) throws(TimeError) -> Moment? {
    let said = tokens.filter { !$0.means(.filler) || $0.means(.ahead) }[...]
    if said.count == 1, let date = said.first?.date {
      return try date.moment(in: text, isDayFirst: isDayFirst)
    }
    if let phrase = alone(said) ?? turned(said) ?? weekdayOfWeek(said) ?? ending(said) {
      return .named(DatePhrase(days: phrase, clock: nil))
    }
    if said.count == 1, said.first?.means(.now) == true { return .relative(.zero) }
    if let date = try MonthPhrase(said)?.moment(in: text) { return date }
    return LengthPhrase(distance: said).map { .relative($0.span) }
  }

  private static func alone(_ said: Tokens) -> DatePhrase.Days? {
    guard said.count == 1, let token = said.first else { return nil }
    for case .day(let count) in token.meanings { return .day(count) }
    for case .end(let unit) in token.meanings { return .end(of: unit, 0) }
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

  /// `end of next month`, `end of december`.
  private static func ending(_ said: Tokens) -> DatePhrase.Days? {
    if said.count == 2, let turn = said.last?.turn {
      for case .end(let unit) in said.first?.meanings ?? [] { return .end(of: unit, turn) }
    }
    guard said.first?.means(.endOf) == true else { return nil }
    let rest = said.dropFirst()
    if rest.count == 1, let word = rest.first {
      if let unit = word.unit?.unit.period { return .end(of: unit, 0) }
      return word.month.map { .endOfMonth($0) }
    }
    guard case .period(let unit, let count)? = turned(rest) else { return nil }
    return .end(of: unit, count)
  }
}

extension Moment {
  /// The same day at a time of day; `nil` for what is no day.
  fileprivate func at(_ clock: DatePhrase.Clock) throws(TimeError) -> Moment? {
    switch self {
    case .named(let phrase): return .named(DatePhrase(days: phrase.days, clock: clock))
    case .day(let date): return .named(DatePhrase(days: .on(date), clock: clock))
    case .relative(let span) where span.months == 0 && span.milliseconds != 0:
      let (days, rest) = span.milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
      return rest == 0 ? .named(DatePhrase(days: .day(days), clock: clock)) : nil
    case .relative, .exact: return nil
    }
  }
}
