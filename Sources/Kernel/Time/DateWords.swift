import Synchronization
import Texts

/// What the words of a language mean in dates: the section `dates` of its folder.
///
/// Words are as `TextFolding` stores them, so case and accents do not matter; one word may mean
/// several things.
struct DateWords: Sendable {
  /// What a word, or a few of them, stand for.
  enum Meaning: Hashable, Sendable {
    case now
    case day(Int64)
    /// 1 for Monday.
    case weekday(Int64)
    /// 1 for January.
    case month(Int64)
    /// Last, this or next: -1, 0 or 1.
    case turn(Int64)
    /// What is counted in; `isOne` where the word is of one.
    case unit(LengthUnit, isOne: Bool)
    /// The last day of this week, month or year.
    case end(CalendarUnit)
    case startOf, middleOf, endOf
    case quarter, weekend
    /// What stands between a length of time and the day that it is counted from.
    case from
    /// What stands before or after a length of time that is still to come, or over.
    case ahead, ago
    /// What stands before a time of day, and behind its hours.
    case at, oClock
    case beforeNoon, afterNoon, night
    /// Minutes after midnight.
    case timeOfDay(Int64)
    case number(Int64)
    /// A number that counts: 1 for the first.
    case ordinalNumber(Int64)
    case oneAndHalf
    /// What makes two two and a half.
    case andHalf
    case length(TimeSpan)
    /// What stands behind a number that counts, as in 31st.
    case ordinal
    /// What may stand anywhere and means nothing.
    case filler
  }

  /// What people count in.
  enum LengthUnit: CaseIterable, Sendable {
    case millisecond, second, minute, hour, day, week, month, year

    /// The unit of the calendar that it is, if it is one of several days.
    var period: CalendarUnit? {
      switch self {
      case .millisecond, .second, .minute, .hour, .day: nil
      case .week: .week
      case .month: .month
      case .year: .year
      }
    }
  }

  /// The language that they are of.
  let language: Language
  private(set) var meanings: [String: [Meaning]] = [:]
  /// The first names of days and months, as the folder has them.
  private(set) var weekdays: [String] = []
  private(set) var months: [String] = []
  /// The words that say a day by themselves, to be suggested.
  private(set) var names: [String] = []
  /// How the minutes of an hour are said.
  private(set) var clockForms: [ClockForm] = []
  /// How a day of the month is said without its month; 15 stands for it.
  private(set) var dayForms: [SpokenForm] = []
  /// What stands for several words, as `tonight` does.
  private(set) var expansions: [String: [DateToken]] = [:]

  static let english = DateWords(reading: .english)

  /// The words of a language that has a folder; each is read once, when somebody types a date.
  static func of(_ language: Language) -> DateWords {
    if language == .english { return english }
    return known.withLock { known in
      if let words = known[language] { return words }
      let words = DateWords(reading: language)
      known[language] = words
      return words
    }
  }

  private static let known = Mutex<[Language: DateWords]>([:])

  private init(reading language: Language) {
    self.language = language
    takeDays()
    takeUnits()
    takeClock()
    takeSamples()
  }

  private mutating func takeDays() {
    for (day, words) in days { take(words, .day(day), isSuggested: true) }
    weekdays = take(each: Text.datesWeekdays) { .weekday($0) }
    months = take(each: Text.datesMonths) { .month($0) }
    names += weekdays + months
    take(Text.datesNow, .now)
    for (unit, words) in ends { take(words, .end(unit), isSuggested: true) }
    take(Text.datesStartOf, .startOf)
    take(Text.datesMiddleOf, .middleOf)
    take(Text.datesEndOf, .endOf)
    take(Text.datesQuarter, .quarter)
    take(Text.datesWeekend, .weekend)
    take(Text.datesLast, .turn(-1))
    take(Text.datesThis, .turn(0))
    take(Text.datesNext, .turn(1))
    take(Text.datesFillers, .filler)
  }

  private mutating func takeUnits() {
    for (unit, words) in units {
      let sides = words.rendered(in: language).split(separator: "|")
      for (place, side) in sides.enumerated() { take(side, .unit(unit, isOne: place == 0)) }
    }
    take(Text.datesFrom, .from)
    take(Text.datesAhead, .ahead)
    take(Text.datesAgo, .ago)
    _ = take(each: Text.datesNumbers) { .number($0) }
    _ = take(each: Text.datesOrdinalWords) { .ordinalNumber($0) }
    take(Text.datesOneAndHalf, .oneAndHalf)
    take(Text.datesAndHalf, .andHalf)
    for (words, length) in samples(Text.datesLengths) {
      guard let span = try? TimeSpan(parsing: length) else { continue }
      take(words, .length(span))
    }
    take(Text.datesOrdinals, .ordinal)
  }

  private mutating func takeClock() {
    take(Text.datesAt, .at)
    take(Text.datesOClock, .oClock)
    take(Text.datesBeforeNoon, .beforeNoon)
    take(Text.datesAfterNoon, .afterNoon)
    take(Text.datesNight, .night)
    take(Text.datesNoon, .timeOfDay(720))
    take(Text.datesMidnight, .timeOfDay(0))
  }

  /// What is said by samples, whose words are known by then and mean nothing else.
  private mutating func takeSamples() {
    let clocks = samples(Text.datesClock)
    let days = Text.datesDayOfMonth.rendered(in: language).split(separator: ",")
    for sample in clocks.flatMap({ $0.words.split(separator: ",") }) + days { know(sample) }
    for (words, times) in clocks {
      clockForms += words.split(separator: ",").compactMap {
        ClockForm($0, meaning: times, by: self)
      }
    }
    dayForms = days.compactMap { SpokenForm($0, by: self) }
    for (words, others) in samples(Text.datesShortFor) {
      guard let tokens = DateToken.all(in: others, by: self) else { continue }
      for word in words.split(separator: ",") {
        let word = TextFolding.stored(String(word))
        meanings[word] = meanings[word] ?? []
        expansions[word] = tokens
      }
    }
  }

  /// Keeps the words of a sample from being unknown.
  private mutating func know(_ sample: Substring) {
    for part in sample.split(separator: " ") {
      for case .word(let word) in DateToken.pieces(of: part, by: self)
      where meanings[word] == nil {
        meanings[word] = []
      }
    }
  }

  /// Words with what they stand for, as `words, words = value; …` has them.
  private func samples(_ text: Text) -> [(words: Substring, value: String)] {
    text.rendered(in: language).split(separator: ";").compactMap { sample in
      let sides = sample.split(separator: "=")
      return sides.count == 2 ? (sides[0], String(sides[1]).trimmingBlanks) : nil
    }
  }

  private mutating func take(_ text: Text, _ meaning: Meaning, isSuggested: Bool = false) {
    let taken = take(text.rendered(in: language), meaning)
    if isSuggested { names += taken }
  }

  /// Takes words with commas between them; gives them as written.
  @discardableResult
  private mutating func take(_ words: some StringProtocol, _ meaning: Meaning) -> [String] {
    let words = words.split(separator: ",").map { String($0).trimmingBlanks }
    for word in words { meanings[TextFolding.stored(word), default: []].append(meaning) }
    return words
  }

  /// Takes lists of words with semicolons between them; gives the first word of each.
  private mutating func take(each text: Text, _ meaning: (Int64) -> Meaning) -> [String] {
    let lists = text.rendered(in: language).split(separator: ";")
    return lists.enumerated().compactMap { place, words in
      take(words, meaning(Int64(place) + 1)).first
    }
  }

  /// The first name of the day that many after today: today, or next to it or to that.
  func name(ofDay count: Int64) -> String {
    let names = days.first { $0.0 == count }?.1.rendered(in: language) ?? ""
    return String(names.prefix { $0 != "," })
  }

  private let days: [(Int64, Text)] = [
    (0, Text.datesToday), (1, Text.datesTomorrow), (-1, Text.datesYesterday),
    (2, Text.datesDayAfterTomorrow), (-2, Text.datesDayBeforeYesterday),
  ]

  private let ends: [(CalendarUnit, Text)] = [
    (.week, Text.datesEndOfWeek), (.month, Text.datesEndOfMonth), (.year, Text.datesEndOfYear),
  ]

  private let units: [(LengthUnit, Text)] = [
    (.millisecond, Text.datesMillisecond), (.second, Text.datesSecond),
    (.minute, Text.datesMinute), (.hour, Text.datesHour), (.day, Text.datesDay),
    (.week, Text.datesWeek), (.month, Text.datesMonth), (.year, Text.datesYear),
  ]
}

extension DateWords {
  /// English, and the language's own words where it has a folder.
  static func all(for language: Language?) -> [DateWords] {
    guard let language, language != .english, !language.isPseudo,
      Catalogue.languageCodes.contains(language.code)
    else { return [english] }
    return [english, of(language)]
  }

  /// 1 for Monday up to 7 for Sunday, by a name in English or in that language.
  static func weekday(named name: String, language: Language?) -> Int64? {
    let folded = TextFolding.stored(name)
    for case .weekday(let day) in all(for: language).flatMap({ $0.meanings[folded] ?? [] }) {
      return day
    }
    return nil
  }
}
