import Texts

/// Reads dates as people say them, in one language: `friday 9:00`, `in 3 days`, `last week`,
/// `31 декабря`, `nächsten Montag um 9`.
struct DateReader {
  /// The moment that the text says in English or the language; `nil` where it says none.
  static func moment(_ text: String, in language: Language?) throws(TimeError) -> Moment? {
    var refusal: TimeError?
    for words in DateWords.all(for: language) {
      guard let tokens = DateToken.all(in: text, by: words) else { continue }
      let reader = DateReader(text: text, words: words, writing: language?.writing)
      do throws(TimeError) {
        if let moment = try reader.moment(DateToken.joined(tokens)[...]) { return moment }
      } catch {
        // What means nothing, or two things, in English may mean one in the language.
        refusal = error
      }
    }
    if let refusal { throw refusal }
    return nil
  }

  /// The length of time that the text says in English or the language, as `2 hours 30 minutes`;
  /// `nil` where it says none.
  ///
  /// Throws where one of its numbers may be two. The language comes first: `1.500 h`, which English
  /// people read as less than two, is that in German.
  static func length(_ text: String, in language: Language?) throws(TimeError) -> TimeSpan? {
    for words in DateWords.all(for: language).reversed() {
      guard let tokens = DateToken.all(in: text, by: words) else { continue }
      if let phrase = LengthPhrase(tokens[...]) { return phrase.span }
      guard !tokens.contains(where: \.isTwofold) else {
        throw .noSuchTime(text, reason: Text.timeNumberTwofold)
      }
    }
    return nil
  }

  /// The time of day that the text says in English or the language, as `half past eight`; `nil` where
  /// it says none.
  ///
  /// Throws where there is none such, or where it may be two.
  static func clock(
    _ text: String, in language: Language?,
  ) throws(TimeError) -> DatePhrase.Clock? {
    var refusal: TimeError?
    for words in DateWords.all(for: language) {
      guard let tokens = DateToken.all(in: text, by: words),
        let phrase = ClockPhrase(tokens[...], by: words)
      else { continue }
      do throws(TimeError) {
        return try phrase.time(in: text)
      } catch {
        refusal = error
      }
    }
    if let refusal { throw refusal }
    return nil
  }

  /// The word for a day that is written nearly so.
  static func suggestion(for text: String, in language: Language?) -> String? {
    nearestName(to: text, among: DateWords.all(for: language).flatMap(\.names))
  }

  private typealias Tokens = ArraySlice<DateToken>

  private let text: String
  private let words: DateWords
  /// How the language of whoever wrote the text writes dates; `nil` where that is not known.
  private let writing: Writing?

  private var isDayFirst: Bool { writing?.isDayFirst ?? false }

  /// All of it as days, or as days with a time of day behind or before them.
  private func moment(_ tokens: Tokens) throws(TimeError) -> Moment? {
    if let moment = try shortDate(tokens) { return moment }
    // A number behind `at` is an hour before it is a week's or a day's, as in `через неделю в 9`.
    let endsInHour = endsInHour(tokens)
    if !endsInHour, let moment = try days(tokens) { return moment }
    for count in (1..<max(1, tokens.count)).reversed() {
      let sides = [
        (tokens.suffix(count), tokens.dropLast(count)),
        (tokens.prefix(count), tokens.dropFirst(count)),
      ]
      for (side, rest) in sides {
        guard let clock = ClockPhrase(side, by: words, isBesideDay: true),
          let moment = try days(rest), let timed = try moment.at(clock.time(in: text))
        else { continue }
        guard !clock.isMidnight || !moment.isToday else { throw twofoldMidnight }
        return timed
      }
    }
    if endsInHour, let moment = try days(tokens) { return moment }
    guard try !lacksHour(tokens) else { throw .needsHour(text) }
    guard let clock = ClockPhrase(tokens, by: words) else { return nil }
    _ = try clock.time(in: text)
    throw .noSuchTime(text, reason: Text.timeNeedsDay)
  }

  private func endsInHour(_ tokens: Tokens) -> Bool {
    guard let last = tokens.last, last.number != nil, last.ordinal == nil else { return false }
    return tokens.dropLast().last?.means(.at) == true
  }

  /// What to say of the midnight of today: one is over, and the other is of tomorrow.
  private var twofoldMidnight: TimeError {
    let names = [words.name(ofDay: 0), words.name(ofDay: 1)].map { "\($0) 0:00" }
    return .noSuchTime(text, reason: Text.timeTwoReadings(one: names[0], other: names[1]))
  }

  /// Whether all that is said is a part of the day, as in `tomorrow morning`, with its day or alone.
  private func lacksHour(_ tokens: Tokens) throws(TimeError) -> Bool {
    let said = tokens.filter { !$0.isPartOfDay && !$0.means(.at) }
    guard tokens.contains(where: \.isPartOfDay) else { return false }
    guard !said.allSatisfy({ $0.means(.filler) }) else { return true }
    return try days(said[...]) != nil
  }

  private func days(_ tokens: Tokens) throws(TimeError) -> Moment? {
    let said = tokens.filter { !$0.means(.filler) || $0.means(.ahead) }[...]
    if !isTimed(tokens), let date = try digitDate(said) { return date }
    var named = DayPhrase(said)?.days
    if named == nil { named = try dayOfMonth(tokens) }
    if named == nil { named = try dayOfTurnedMonth(tokens) }
    if let named { return .named(DatePhrase(days: named, clock: nil)) }
    if said.count == 1, said.first?.means(.now) == true { return .relative(.zero) }
    if let date = try MonthPhrase(said)?.moment(in: text) { return date }
    return LengthPhrase(distance: said).map { .relative($0.span) }
  }

  /// A day and its month by the mark that the language has in dates: `15.12` in German.
  private func short(_ token: DateToken) -> ShortDate? {
    guard let short = token.short, isDayFirst, short.mark == writing?.dateMark else { return nil }
    return short
  }

  /// Whether a word such as `at` makes a time of what may be a day and its month.
  private func isTimed(_ tokens: Tokens) -> Bool {
    guard let place = tokens.firstIndex(where: { $0.short?.isTime == true }) else { return false }
    return tokens[place].clock != nil && tokens[..<place].last?.means(.at) == true
  }

  /// `15.12` with nothing else, or its day of the week; throws where it may be a time as well.
  private func shortDate(_ tokens: Tokens) throws(TimeError) -> Moment? {
    let said = tokens.filter { !$0.means(.filler) && !$0.means(.at) }[...]
    let weekday = said.first(where: { $0.weekday != nil })
    guard said.count == (weekday == nil ? 1 : 2),
      let place = tokens.firstIndex(where: { $0.short != nil }), let date = tokens[place].short
    else { return nil }
    let isDate = short(tokens[place]) != nil
    guard date.isTime, tokens[place].clock != nil else { return isDate ? try digitDate(said) : nil }
    let hasAt = isTimed(tokens)
    if isDate, weekday == nil, !hasAt { return try digitDate(said) }
    guard weekday == nil || !hasAt else { return nil }
    // Hours stand before a point for many, but before a hyphen only where more says so.
    guard isDate || weekday == nil && !hasAt && date.mark == "." else { return nil }
    throw date.twofold(text, day: weekday?.word ?? words.name(ofDay: 0))
  }

  /// `31.12.2026`, `thursday, 2026-12-31`: a date in digits, also with its day of the week.
  private func digitDate(_ said: Tokens) throws(TimeError) -> Moment? {
    let weekday = said.compactMap(\.weekday).first
    guard said.count == (weekday == nil ? 1 : 2),
      let date = said.lazy.compactMap({ $0.date ?? short($0)?.date }).first
    else { return nil }
    return try date.moment(in: text, isDayFirst: isDayFirst, weekday: weekday)
  }

  /// `the 15th`, `am 15.`, `el día 15`, `15-го числа`, also with its day of the week before it.
  private func dayOfMonth(_ tokens: Tokens) throws(TimeError) -> DatePhrase.Days? {
    var rest = tokens
    var weekday: Int64?
    while rest.last?.means(.filler) == true { rest.removeLast() }
    while !rest.isEmpty {
      for form in words.dayForms where form.count == rest.count {
        guard let day = form.numbers(atStartOf: rest)?.values.first else { continue }
        guard (1...31).contains(day) else {
          throw .noSuchTime(text, reason: Text.timeDays(last: 31))
        }
        return .dayOfMonth(day, weekday: weekday ?? rest.lazy.compactMap(\.weekday).first)
      }
      let first = rest.removeFirst()
      if weekday == nil, first.weekday != nil {
        weekday = first.weekday
      } else if !first.means(.filler) {
        return nil
      }
    }
    return nil
  }

  /// `the 10th of next month`, `10 числа следующего месяца`.
  private func dayOfTurnedMonth(_ tokens: Tokens) throws(TimeError) -> DatePhrase.Days? {
    let places = tokens.indices.filter { !tokens[$0].means(.filler) }.suffix(2)
    guard places.count == 2, let place = places.first,
      case .period(.month, let months)? = DayPhrase(turned: places.map { tokens[$0] }[...])?.days
    else { return nil }
    let head = tokens[..<place]
    if case .dayOfMonth(let day, nil)? = try dayOfMonth(head) {
      return .dayOfMonthAfter(day, months: months)
    }
    let said = head.filter { !$0.means(.filler) }
    guard said.count == 1, let token = said.first, (1...2).contains(token.digits),
      let day = token.number, (1...31).contains(day)
    else { return nil }
    return .dayOfMonthAfter(day, months: months)
  }
}

extension Moment {
  fileprivate var isToday: Bool {
    if case .named(let phrase) = self { phrase.days == .day(0) } else { false }
  }

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
