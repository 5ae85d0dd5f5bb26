import Texts

/// Reads dates as people say them, in one language: `friday 9:00`, `in 3 days`, `last week`.
struct DateReader: Sendable {
  /// What a word, or a few of them, stand for.
  private enum Meaning {
    case now
    case day(Int64)
    case weekday(Int64)
    case last, this, next
    case unit(DayWords.LengthUnit)
    case end(CalendarUnit)
    case ahead, ago, one, filler
    case number(Int64)
  }

  private let meanings: [String: Meaning]
  /// The words that say a day by themselves, to be suggested.
  private let names: [String]
  private static let mostWords = 8

  private init(_ words: DayWords) {
    var meanings: [String: Meaning] = [:]
    func take(_ all: [String], _ meaning: Meaning) {
      for word in all { meanings[TextFolding.stored(word)] = meaning }
    }
    take(words.fillers, .filler)
    take(words.one, .one)
    take(words.ahead, .ahead)
    take(words.ago, .ago)
    take(words.last, .last)
    take(words.this, .this)
    take(words.next, .next)
    for (unit, names) in words.units { take(names, .unit(unit)) }
    for (unit, names) in words.ends { take(names, .end(unit)) }
    for (day, names) in words.weekdays.enumerated() { take(names, .weekday(Int64(day) + 1)) }
    for (count, names) in words.days { take(names, .day(count)) }
    take(words.now, .now)
    self.meanings = meanings
    names =
      words.days.keys.sorted().flatMap { words.days[$0] ?? [] } + words.weekdays.map { $0[0] }
      + words.ends.values.compactMap(\.first).sorted()
  }

  private static let english = DateReader(.english)
  private static let others = DayWords.others.mapValues(DateReader.init)

  /// English, and the language where it has a table.
  private static func readers(of language: Language?) -> [DateReader] {
    [english] + [language.flatMap { others[$0.code] }].compactMap(\.self)
  }

  /// The moment that the text says in English or the language; `nil` where it says none.
  static func moment(_ text: String, in language: Language?) throws(TimeError) -> Moment? {
    for reader in readers(of: language) {
      if let moment = try reader.moment(text) { return moment }
    }
    return nil
  }

  /// The word for a day that is written nearly so.
  static func suggestion(for text: String, in language: Language?) -> String? {
    nearestName(to: text, among: readers(of: language).flatMap(\.names))
  }

  private func moment(_ text: String) throws(TimeError) -> Moment? {
    var words = text.split { $0.isWhitespace || $0 == "-" || $0 == "_" || $0 == "," }
    guard (1...DateReader.mostWords).contains(words.count) else { return nil }
    let clock = try words.last.flatMap { word throws(TimeError) in
      try DateReader.clock(word, in: text)
    }
    if clock != nil { words.removeLast() }
    guard let said = meanings(of: words.map { TextFolding.stored(String($0)) }),
      let moment = DateReader.moment(said)
    else { return nil }
    guard let clock else { return moment }
    switch moment {
    case .named(let phrase): return .named(DatePhrase(days: phrase.days, clock: clock))
    case .relative(let span) where span.months == 0 && span.milliseconds % 86_400_000 == 0:
      let days = span.milliseconds / 86_400_000
      return .named(DatePhrase(days: .day(days), clock: clock))
    case .relative, .day, .exact: return nil
    }
  }

  /// What the words mean one after the other, the longest ones first; `nil` where one means nothing.
  private func meanings(of words: [String]) -> [Meaning]? {
    var found: [Meaning] = []
    var rest = words[...]
    while let first = rest.first {
      let known = (1...min(4, rest.count)).reversed().lazy.compactMap { count in
        meanings[rest.prefix(count).joined(separator: " ")].map { (count, $0) }
      }.first
      if let (count, meaning) = known {
        rest = rest.dropFirst(count)
        if case .filler = meaning { continue }
        found.append(meaning)
      } else if first.utf8.count <= 6, let number = Int64(first) {
        rest = rest.dropFirst()
        found.append(.number(number))
      } else {
        return nil
      }
    }
    return found
  }

  private static func moment(_ said: [Meaning]) -> Moment? {
    switch said.count {
    case 1: alone(said[0])
    case 2: turned(said[0], said[1]) ?? turned(said[1], said[0])
    case 3:
      distance(said[0], said[1], said[2]) ?? distance(said[2], said[0], said[1])
    default: nil
    }
  }

  private static func alone(_ word: Meaning) -> Moment? {
    switch word {
    case .now: .relative(.zero)
    case .day(let count): named(.day(count))
    case .weekday(let day): named(.weekday(day))
    case .end(let unit): named(.end(of: unit))
    default: nil
    }
  }

  /// `next friday`, `last week`.
  private static func turned(_ turn: Meaning, _ word: Meaning) -> Moment? {
    switch (turn, word) {
    case (.next, .weekday(let day)): return named(.weekdayOf(day, weeks: 1))
    case (.this, .weekday(let day)): return named(.weekdayOf(day, weeks: 0))
    case (.last, .weekday(let day)): return named(.lastWeekday(day))
    case (.last, .unit(let unit)): return unit.period.flatMap { named(.period($0, -1)) }
    case (.this, .unit(let unit)): return unit.period.flatMap { named(.period($0, 0)) }
    case (.next, .unit(let unit)): return unit.period.flatMap { named(.period($0, 1)) }
    default: return nil
    }
  }

  /// `in 3 days`, `3 days ago`.
  private static func distance(
    _ direction: Meaning, _ number: Meaning, _ unit: Meaning,
  ) -> Moment? {
    let isAhead: Bool
    switch direction {
    case .ahead: isAhead = true
    case .ago: isAhead = false
    default: return nil
    }
    guard case .unit(let unit) = unit else { return nil }
    let count: Int64
    switch number {
    case .one: count = 1
    case .number(let value): count = value
    default: return nil
    }
    let span = unit.span(of: count)
    return .relative(isAhead ? span : span.negated)
  }

  private static func named(_ days: DatePhrase.Days) -> Moment {
    .named(DatePhrase(days: days, clock: nil))
  }

  /// Reads `9:00` or `09:00`; `nil` for what is written otherwise.
  private static func clock(
    _ word: Substring, in text: String,
  ) throws(TimeError) -> DatePhrase.Clock? {
    let parts = word.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
      let hour = Int64(parts[0]), let minute = Int64(parts[1])
    else { return nil }
    guard (0...23).contains(hour), (0...59).contains(minute) else {
      throw .noSuchTime(text, reason: Text.timeClock)
    }
    return DatePhrase.Clock(hour: hour, minute: minute)
  }
}

extension DayWords.LengthUnit {
  fileprivate func span(of count: Int64) -> TimeSpan {
    switch self {
    case .minute: TimeSpan(milliseconds: count * 60_000)
    case .hour: TimeSpan(milliseconds: count * 3_600_000)
    case .day: TimeSpan(milliseconds: count * 86_400_000)
    case .week: TimeSpan(milliseconds: count * 604_800_000)
    case .month: TimeSpan(months: count)
    case .year: TimeSpan(months: count * 12)
    }
  }
}
