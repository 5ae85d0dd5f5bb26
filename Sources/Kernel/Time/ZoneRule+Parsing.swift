extension ZoneRule {
  /// Reads the rule; `nil` where it is none.
  init?(parsing text: String) {
    var reader = RuleReader(rest: text.utf8[...])
    guard reader.skipName(), let west = reader.clock() else { return nil }
    standard = -west
    guard !reader.rest.isEmpty else {
      summer = nil
      return
    }
    guard reader.skipName() else { return nil }
    var offset = standard + 3600
    if reader.rest.first != UInt8(ascii: ",") {
      guard let west = reader.clock() else { return nil }
      offset = -west
    }
    guard let start = reader.moment(), let end = reader.moment(), reader.rest.isEmpty else {
      return nil
    }
    summer = Summer(offset: offset, start: start, end: end)
  }
}

private struct RuleReader {
  var rest: Substring.UTF8View

  /// Skips `CET` or `<+03>`; whether there was such a name.
  mutating func skipName() -> Bool {
    if skip("<") {
      let name = rest.prefix { $0 != UInt8(ascii: ">") }
      rest = rest.dropFirst(name.count)
      return !name.isEmpty && skip(">")
    }
    let name = rest.prefix { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 & 0xDF }
    rest = rest.dropFirst(name.count)
    return !name.isEmpty
  }

  /// Reads `[+-]h[h[h]][:mm[:ss]]` as seconds.
  mutating func clock() -> Int64? {
    let sign: Int64 = skip("-") ? -1 : 1
    if sign > 0 { _ = skip("+") }
    guard let hours = number(), hours <= 167 else { return nil }
    var seconds = hours * 3600
    for size: Int64 in [60, 1] where skip(":") {
      guard let count = number(), count < 60 else { return nil }
      seconds += count * size
    }
    return sign * seconds
  }

  /// Reads `,M3.5.0/2`, `,J60` or `,59`.
  mutating func moment() -> ZoneRule.YearlyMoment? {
    guard skip(","), let day = day() else { return nil }
    guard skip("/") else { return ZoneRule.YearlyMoment(day: day, time: 7200) }
    guard let time = clock() else { return nil }
    return ZoneRule.YearlyMoment(day: day, time: time)
  }

  private mutating func day() -> ZoneRule.YearlyMoment.Day? {
    if skip("J") {
      guard let day = number(), (1...365).contains(day) else { return nil }
      return .withoutLeapDay(day)
    }
    guard skip("M") else {
      guard let day = number(), (0...365).contains(day) else { return nil }
      return .ofYear(day)
    }
    guard let month = number(), skip("."), let week = number(), skip("."),
      let weekday = number(), (1...12).contains(month), (1...5).contains(week),
      (0...6).contains(weekday)
    else { return nil }
    return .weekday(month: month, week: week, weekday: weekday)
  }

  private mutating func number() -> Int64? {
    let digits = rest.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    rest = rest.dropFirst(digits.count)
    return digits.count <= 4 ? Int64(String(decoding: digits, as: UTF8.self)) : nil
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest = rest.dropFirst()
    return true
  }
}
