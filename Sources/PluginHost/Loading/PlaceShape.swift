import Kernel
import Texts

/// How a value stands in a text: `{till:date}` has a day as the text's language writes days.
///
/// Values are as plugins have them: moments and lengths of time in seconds, and days and moments also
/// as docket.time.format gives them, which are written as they say whatever the zone.
enum PlaceShape: String, CaseIterable {
  case date
  case time
  case duration
  case number

  /// The value of that name in words; `nil` for one that is nothing of the kind.
  func words(
    of name: String, in values: ShownValues, _ language: Language, _ zone: Zone,
  ) -> String? {
    if let number = values.number(name) { return words(number, language, zone) }
    guard let text = values[name] else { return nil }
    switch self {
    case .date, .time: return PlaceShape.words(ofMoment: text, self, language.writing)
    case .duration: return (try? TimeSpan(parsing: text))?.text.rendered(in: language)
    case .number: return nil
    }
  }

  private func words(_ number: Double, _ language: Language, _ zone: Zone) -> String? {
    let writing = language.writing
    switch self {
    case .date: return Instant(givenSeconds: number).map { zone.date($0).written(by: writing) }
    case .time: return Instant(givenSeconds: number).map { zone.clock($0, by: writing) }
    case .duration:
      guard let length = Int64(exactly: (number * 1000).rounded()) else { return nil }
      let words = TimeSpan(milliseconds: length).text
      return (length < 0 ? Text.spanNegative(span: words) : words).rendered(in: language)
    case .number:
      return Int64(exactly: number).map { writing.grouped($0) } ?? writing.decimal("\(number)")
    }
  }

  /// What `2026-01-31` or `2026-01-31 12:00` says; a day has no time to show.
  private static func words(
    ofMoment text: String, _ shape: PlaceShape, _ writing: Writing,
  ) -> String? {
    switch try? ISOTime(parsing: text, zone: .utc) {
    case .day(let day)?: day.written(by: writing)
    case .moment(let instant)?:
      shape == .date
        ? Zone.utc.date(instant).written(by: writing) : Zone.utc.clock(instant, by: writing)
    case nil: nil
    }
  }
}
