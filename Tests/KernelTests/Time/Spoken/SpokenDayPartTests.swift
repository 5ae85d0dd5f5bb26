import Kernel
import Testing
import Texts

/// Parts of the day and its ends, read on Saturday, 31 January 2026, at noon in Amsterdam.
@Suite struct SpokenDayPartTests {
  @Test(arguments: [
    ("en", "tomorrow morning", "tomorrow 9:00"), ("en", "tonight", "tomorrow 9:00"),
    ("en", "friday in the evening", "tomorrow 9:00"), ("en", "morning", "tomorrow 9:00"),
    ("nl", "vanavond", "morgen 9:00"), ("nl", "morgenochtend", "morgen 9:00"),
    ("nl", "vannacht", "morgen 9:00"), ("de", "morgen früh", "morgen 9:00"),
    ("de", "heute Abend", "morgen 9:00"), ("de", "morgen gegen Abend", "morgen 9:00"),
    ("de", "Freitagabend", "morgen 9:00"), ("de", "am 15. abends", "morgen 9:00"),
    ("es", "mañana por la mañana", "mañana 9:00"), ("es", "esta noche", "mañana 9:00"),
    ("es", "el 24 por la tarde", "mañana 9:00"), ("es", "el 8 por la tarde", "mañana 9:00"),
    ("ru", "завтра утром", "завтра 9:00"), ("ru", "завтра после обеда", "завтра 9:00"),
    ("ru", "15-го вечером", "завтра 9:00"), ("ru", "завтра к вечеру", "завтра 9:00"),
  ])
  func `a day with a part of it is refused, as its hour is missing`(
    language: String, text: String, example: String,
  ) throws {
    let error = #expect(throws: TimeError.self) { try SpokenDate.read(text, in: language) }
    #expect(error == .needsHour(text))
    let reader = try #require(Language(language))
    #expect(error?.text.rendered(in: reader).contains(example) == true)
    #expect(try SpokenDate.read(example, in: language) == "2026-02-01 +540m")
  }
}
