import Kernel
import TestSupport
import Testing
import Texts

/// What is shown to people in a language can be typed in it again, and means the same.
@Suite struct WrittenLawTests {
  private static let languages = Catalogue.languageCodes

  private func typing(_ code: String) throws -> Typing {
    Typing(
      in: Language(code), zone: try Zone.named("Europe/Amsterdam"),
      now: try Instant(iso: "2026-01-31T12:00Z"))
  }

  @Test(arguments: languages)
  func `a whole number is read as it is written`(code: String) throws {
    let typing = try typing(code)
    let writing = try #require(typing.language).writing
    var random = RepeatableRandom(seed: 1)
    for _ in 0..<2000 {
      let large = Int64.random(in: -1_000_000_000_000...1_000_000_000_000, using: &random)
      let number = large >> Int64.random(in: 0..<40, using: &random)
      #expect(typing.integer(writing.grouped(number)) == number, "\(writing.grouped(number))")
    }
  }

  @Test(arguments: languages)
  func `a number with a fraction is read as it is written`(code: String) throws {
    let typing = try typing(code)
    let writing = try #require(typing.language).writing
    var random = RepeatableRandom(seed: 2)
    for _ in 0..<2000 {
      let size = [1.0, 1_000, 1_000_000, 1_000_000_000][Int.random(in: 0..<4, using: &random)]
      let number = (Double.random(in: -size...size, using: &random) * 1000).rounded() / 1000
      let written = writing.decimal("\(number)")
      #expect(try typing.number(written) == number, "\(written)")
      #expect(try typing.number("\(written) %") == number, "\(written)")
    }
  }

  @Test(arguments: languages)
  func `a day and a moment are read as they are written`(code: String) throws {
    let typing = try typing(code)
    let writing = try #require(typing.language).writing
    var random = RepeatableRandom(seed: 3)
    for _ in 0..<2000 {
      let day = CivilDate(daysSince1970: Int64.random(in: -700_000...2_900_000, using: &random))
      #expect(try typing.day(day.written(by: writing)) == day)
      let minute = day.daysSince1970 * 1440 + Int64.random(in: 0..<1440, using: &random)
      let moment = Instant(milliseconds: minute * 60_000)
      let clock = typing.zone.clock(moment, by: writing)
      let read = try typing.moment(clock)
      // In autumn an hour of the clock is there twice.
      #expect(typing.zone.clock(read, by: writing) == clock, "\(clock)")
    }
  }

  @Test(arguments: languages)
  func `a length of time is read as it is written`(code: String) throws {
    let typing = try typing(code)
    let language = try #require(typing.language)
    var random = RepeatableRandom(seed: 4)
    let units: [Int64] = [1, 1000, 60_000, 3_600_000, 86_400_000, 604_800_000]
    for _ in 0..<2000 {
      let unit = units[Int.random(in: 0..<6, using: &random)]
      let length = Int64.random(in: 0..<20_000, using: &random) * unit
      let written = TimeSpan(milliseconds: length).text.rendered(in: language)
      #expect(try typing.duration(written) == length, "\(written)")
    }
  }

  @Test(arguments: languages)
  func `a size is read as one that is written so`(code: String) throws {
    let typing = try typing(code)
    let language = try #require(typing.language)
    var random = RepeatableRandom(seed: 5)
    for _ in 0..<2000 {
      let most: Int64 = 1 << Int64.random(in: 1..<42, using: &random)
      let bytes = Int64.random(in: 0..<most, using: &random)
      let written = ByteCount(bytes).text.rendered(in: language)
      let read = try typing.size(written)
      #expect(read.text.rendered(in: language) == written, "\(written): \(read.bytes)")
      #expect(ByteCount(parsing: read.exact) == read)
    }
  }

  @Test(arguments: [
    ("en", "25 MB", 25 << 20), ("ru", "25 МБ", 25 << 20), ("de", "1,5 MB", 3 << 19),
    ("ru", "1,5 ГБ", 3 << 29), ("es", "10 kB", 10_240), ("ru", "5 байт", 5),
    ("ru", "1.5 MB", 3 << 19), ("nl", "1 byte", 1), ("en", "1048576", 1 << 20),
    ("de", "512 Byte", 512),
  ])
  func `a size is read in English and in the language`(
    language: String, text: String, bytes: Int,
  ) throws {
    #expect(try typing(language).size(text).bytes == Int64(bytes))
  }

  @Test(arguments: [("en", "25 МБ"), ("ru", "МБ"), ("nl", "-1 MB"), ("es", "10 Mo"), ("de", "")])
  func `what is no size is refused`(language: String, text: String) throws {
    let typing = try typing(language)
    #expect(throws: TypedNumber.Problem.self) { try typing.size(text) }
  }

  @Test(arguments: [
    ("de", "anderthalb Stunden", 90), ("de", "zweieinhalb Stunden", 150),
    ("ru", "полтора часа", 90), ("ru", "два с половиной часа", 150), ("es", "hora y media", 90),
    ("es", "dos horas y media", 150), ("nl", "anderhalf uur", 90),
    ("nl", "twee en een half uur", 150), ("nl", "drie kwartier", 45),
    ("en", "an hour and a half", 90), ("en", "two and a half hours", 150),
    ("en", "three quarters of an hour", 45), ("ru", "три четверти часа", 45),
    ("de", "eine Dreiviertelstunde", 45), ("es", "un cuarto de hora", 15), ("de", "1,5 h", 90),
    ("ru", "90 сек", 1), ("en", "half a day", 720), ("ru", "an hour and a half", 90),
  ])
  func `a duration is read in words`(language: String, text: String, minutes: Int64) throws {
    let length = try typing(language).duration(text)
    #expect(length / 60_000 == minutes)
  }

  @Test(arguments: [("de", "1.234 Stunden"), ("es", "1.500 h"), ("en", "1,234 h")])
  func `a duration whose number may be two is refused with that`(language: String, text: String) {
    let error = #expect(throws: TimeError.self) { try typing(language).duration(text) }
    #expect(error?.description.contains("thousands") == true)
  }

  @Test(arguments: [("de", "80 %", 80), ("ru", "12,5%", 12.5), ("en", "7%", 7)])
  func `a percent sign behind a number says nothing more`(
    language: String, text: String, number: Double,
  ) throws {
    #expect(try typing(language).number(text) == number)
  }
}
