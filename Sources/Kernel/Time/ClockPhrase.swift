import Texts

/// A time of day as people say it: `9:00`, `at 9`, `um halb neun`, `в 9 вечера`, `noon`.
struct ClockPhrase {
  /// Of which part of the day the hour is.
  private enum DayPart {
    case beforeNoon, aroundNoon, afterNoon, evening, night, midnight
  }

  /// The hour and its minutes; several where people differ in what they mean.
  private var times: [ClockForm.Time] = []
  /// `nil` where nothing says so.
  private var part: DayPart?
  /// Whether something besides a number says that it is a time.
  private var isTime = false
  /// Whether it is said by the word for midnight.
  private var hasMidnight = false

  /// Whether people differ in which end of a day they mean, as in `today at midnight`.
  var isMidnight: Bool {
    if hasMidnight { return !isEndOfDay }
    return (part == .night || part == .midnight) && times.map(\.hour) == [12]
  }

  /// Midnight of an evening or a night is the one that they end in.
  private var isEndOfDay: Bool {
    switch part {
    case .evening: hasMidnight || times.map(\.hour) == [12]
    case .afterNoon, .night: hasMidnight
    case nil, .beforeNoon, .aroundNoon, .midnight: false
    }
  }

  /// Whether a day stands with it, beside which `9.30` and `14h` are times.
  private let isBesideDay: Bool

  /// `nil` for what is no time of day, or might as well be something else, as a number alone.
  init?(_ tokens: ArraySlice<DateToken>, by words: DateWords, isBesideDay: Bool = false) {
    self.isBesideDay = isBesideDay
    var rest = tokens
    if rest.count > 1 { takePart(&rest) }
    while let next = rest.first, next.means(.at) || next.means(.filler), next.number == nil {
      isTime = isTime || next.means(.at)
      rest.removeFirst()
    }
    guard takeForm(&rest, by: words) || takeHour(&rest) else { return nil }
    if isOClock(rest.first) {
      isTime = true
      rest.removeFirst()
    }
    if rest.first?.means(.filler) == true { rest.removeFirst() }
    takePart(&rest)
    guard rest.isEmpty, isTime else { return nil }
  }

  /// `half past eight`, `Viertel nach acht`, `без четверти девять`: the longest that stands there.
  private mutating func takeForm(_ rest: inout ArraySlice<DateToken>, by words: DateWords) -> Bool {
    var longest = 0
    for form in words.clockForms where form.count > longest {
      guard let found = form.times(atStartOf: rest) else { continue }
      (times, longest) = (found, form.count)
    }
    guard longest > 0 else { return false }
    isTime = true
    rest = rest.dropFirst(longest)
    return true
  }

  /// The hour with its minutes, or the word for all of it.
  private mutating func takeHour(_ rest: inout ArraySlice<DateToken>) -> Bool {
    guard let token = rest.popFirst() else { return false }
    if let minutes = token.timeOfDay {
      (times, isTime, hasMidnight) = ([(minutes / 60, minutes % 60)], true, minutes == 0)
      return true
    }
    if let clock = token.clock {
      times = [(clock.hour, clock.minute)]
      isTime = isTime || token.hasColon || isBesideDay && !token.hasHyphen
    } else {
      guard let hour = token.number else { return false }
      times = [(hour, 0)]
    }
    if !token.hasColon, token.clock == nil || token.number != nil { takeMinutes(&rest) }
    return true
  }

  /// `Uhr 30`, `h 30`, `часов 30 минут` behind the hour.
  private mutating func takeMinutes(_ rest: inout ArraySlice<DateToken>) {
    guard rest.count > 1, isOClock(rest.first),
      let number = rest.dropFirst().first?.number
    else { return }
    times = times.map { ($0.hour, number) }
    isTime = true
    rest = rest.dropFirst(2)
    if rest.first?.unit?.unit == .minute { rest.removeFirst() }
  }

  private func isOClock(_ token: DateToken?) -> Bool {
    guard let token else { return false }
    return token.means(.oClock) || isBesideDay && token.unit?.unit == .hour
  }

  private mutating func takePart(_ rest: inout ArraySlice<DateToken>) {
    guard let word = rest.first, let found = ClockPhrase.part(word) else { return }
    (part, isTime) = (found, true)
    rest.removeFirst()
  }

  private static func part(_ word: DateToken) -> DayPart? {
    if word.means(.beforeNoon) { return .beforeNoon }
    // A word for the evening is one of both lists; its twelve is midnight.
    if word.means(.night) { return word.means(.afterNoon) ? .evening : .night }
    if word.means(.afterNoon) { return .afterNoon }
    return word.timeOfDay.map { $0 == 0 ? .midnight : .aroundNoon }
  }

  /// The time of day; throws where there is none such, or where it may be two.
  func time(in text: String) throws(TimeError) -> DatePhrase.Clock {
    var clocks: [DatePhrase.Clock] = []
    for time in times {
      guard let hour = isEndOfDay ? 24 : hour(of: time.hour),
        let clock = DatePhrase.Clock(hour: hour, minute: time.minute)
      else { throw .noSuchTime(text, reason: Text.timeClock) }
      clocks.append(clock)
    }
    guard let clock = clocks.first else { throw .noSuchTime(text, reason: Text.timeClock) }
    if let other = clocks.dropFirst().first(where: { $0 != clock }) {
      throw .noSuchTime(text, reason: Text.timeTwoReadings(one: "\(clock)", other: "\(other)"))
    }
    return clock
  }

  /// An hour of the whole day, of one that is said in its part of the day; `nil` for none of it.
  private func hour(of said: Int64) -> Int64? {
    switch (part, said) {
    case (nil, _): said
    case (.beforeNoon, 12), (.night, 12), (.midnight, 12): 0
    case (.beforeNoon, 13...): nil
    case (.afterNoon, ..<12), (.evening, 4...11), (.night, 6...11), (.aroundNoon, 1...4): said + 12
    case (.midnight, 1...): nil
    default: said
    }
  }
}
