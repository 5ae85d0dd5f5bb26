import Kernel
import Testing
import Texts

@Suite struct TypedNumberTests {
  @Test(arguments: [
    ("en", "1.5", 1.5), ("de", "1,5", 1.5), ("de", "1.5", 1.5), ("nl", "-0,25", -0.25),
    ("es", "1.234,5", 1234.5), ("de", "1.234.567", 1_234_567), ("ru", "1\u{A0}234,5", 1234.5),
    ("ru", "1 234", 1234), ("ru", "1.234", 1.234), ("en", "1,234.5", 1234.5), ("de", " 12 ", 12),
    ("es", "0.125", 0.125), ("nl", "+7", 7), ("de", "1,234", 1.234), ("en", "1e3", 1000),
  ])
  func `a number is read in English and as the language writes it`(
    language: String, text: String, number: Double,
  ) throws {
    #expect(try TypedNumber(text, in: Language(language)).number() == number)
  }

  @Test(arguments: [
    ("de", "1.234", "1234", "1,234"), ("es", "12.345", "12345", "12,345"),
    ("en", "1,234", "1234", "1.234"), ("nl", "-1.234", "-1234", "-1,234"),
  ])
  func `a number that may be thousands or a fraction is refused with both`(
    language: String, text: String, one: String, other: String,
  ) {
    #expect(throws: TypedNumber.Problem.twofold(one: one, other: other)) {
      try TypedNumber(text, in: Language(language)).number()
    }
  }

  @Test func `a comma in English is refused with the point that it should be`() {
    #expect(throws: TypedNumber.Problem.otherMark(right: "1.5")) {
      try TypedNumber("1,5", in: nil).number()
    }
  }

  @Test(arguments: [
    ("de", ""), ("de", "1,2,3"), ("de", "1..5"), ("ru", "1 23"), ("en", "1,23,4"), ("es", "--1"),
    ("nl", "1.23.456"), ("de", "inf"), ("de", "1,"), ("de", "zwei"), ("ru", "1\u{A0}2345"),
  ])
  func `what is no number is refused`(language: String, text: String) {
    #expect(throws: TypedNumber.Problem.self) {
      try TypedNumber(text, in: Language(language)).number()
    }
  }

  @Test(arguments: [
    ("de", "1.234", 1234), ("en", "1,234", 1234), ("ru", "12 345", 12345), ("nl", "7", 7),
  ])
  func `a whole number may have its thousands apart`(language: String, text: String, number: Int64)
  {
    #expect(TypedNumber(text, in: Language(language)).integer() == number)
    #expect(TypedNumber("1,5", in: Language(language)).integer() == nil)
  }

  @Test(arguments: [
    ("de", "ja", true), ("de", "J", true), ("de", "nein", false), ("es", "sí", true),
    ("es", "si", true), ("es", "no", false), ("nl", "nee", false), ("ru", "да", true),
    ("ru", "Н", false), ("ru", "yes", true), ("de", "false", false), ("en", "y", true),
    ("en", "ja", nil), ("de", "", nil), ("ru", "давай", nil),
  ])
  func `yes and no are read in English and in the language`(
    language: String, text: String, answer: Bool?,
  ) {
    #expect(TypedAnswer.isYes(text, in: Language(language)) == answer)
  }

  @Test(arguments: [
    ("en", "90m", 5_400_000), ("en", "2 hours 30 minutes", 9_000_000), ("en", "1.5 h", 5_400_000),
    ("en", "2 h 30", 9_000_000), ("de", "2 Stunden 30 Minuten", 9_000_000),
    ("de", "1,5 Std", 5_400_000), ("nl", "2 uur en 30 minuten", 9_000_000),
    ("nl", "een half uur", 1_800_000), ("es", "2 h 30", 9_000_000), ("es", "3 días", 259_200_000),
    ("ru", "1,5 ч", 5_400_000), ("ru", "2 ч 30 мин", 9_000_000), ("ru", "2 недели", 1_209_600_000),
    ("ru", "полчаса", 1_800_000), ("de", "ein Tag", 86_400_000), ("de", "1h30m", 5_400_000),
  ])
  func `a duration is read as people write it`(language: String, text: String, length: Int64) throws
  {
    #expect(try TimeSpan.duration(text, in: Language(language)) == length)
  }

  @Test(arguments: [
    ("en", "2"), ("en", "minutes"), ("de", "30 Minuten 2 Stunden"), ("de", "2 Monate"),
    ("ru", "-2 часа"), ("es", "2 h 30 h"), ("en", "1,5 h"), ("nl", "over 2 uur"), ("en", "a"),
  ])
  func `what has no length is no duration`(language: String, text: String) {
    #expect(throws: TimeError.self) { try TimeSpan.duration(text, in: Language(language)) }
  }
}
