import Kernel
import Testing
import Texts

/// What holds for dates in every language.
@Suite struct SpokenDateTests {
  @Test(
    arguments: Saying.table(
      """
      de  morgen um 2:30   2026-03-29 +150m
      nl  morgen om 3 uur  2026-03-29 +120m
      es  mañana a las 9   2026-03-29 +480m
      ru  через день       2026-03-29 +720m
      """))
  func `a time of day is one of the clock on the wall, also where clocks go forward`(
    saying: Saying,
  ) throws {
    try saying.isRead(at: "2026-03-28T12:00")
  }

  @Test(
    arguments: Saying.table(
      """
      en  tomorrow at 2:30  2026-10-25 +150m
      ru  завтра в 9        2026-10-25 +600m
      de  in einem Tag      2026-10-25 +720m
      """))
  func `a time of day is one of the clock on the wall, also where clocks go back`(
    saying: Saying,
  ) throws {
    try saying.isRead(at: "2026-10-24T12:00")
  }

  @Test(
    arguments: Saying.table(
      """
      en  5/6/2026                    2026-06-05 or 2026-05-06
      en  5-6-2026                    2026-06-05 or 2026-05-06
      fr  5/6/2026                    2026-06-05 or 2026-05-06
      en  5/6                         either number may be the month
      en  12/31/2026                  there is no month 31: the day stands before
      de  12.31.2026                  there is no month 31: the day stands before
      es  31/02/2026                  days 1 to 28
      ru  31 июня                     days 1 to 30
      nl  29 februari 2027            days 1 to 28
      de  Freitag, 31. Dezember 2026  another day of the week
      nl  morgen om 25 uur            the clock goes
      ru  завтра в 9:60               the clock goes
      """))
  func `a date that is none, or two, is refused with the reason`(saying: Saying) {
    saying.isRefused()
  }

  @Test(
    arguments: Saying.table(
      """
      de   завтра
      ru   übermorgen
      en   morgen
      qps  morgen
      de   morgen 9
      de   Montag Dienstag
      nl   3 dagen
      es   en días
      ru   9 утра
      de   in 1,5 Monaten
      en   in 1,5 hours
      de   31. 12. 2026 5
      de   Mai Juni
      es   1/2/3/4
      en   31-12
      ru   .
      de   32 33 Mai
      en   1.2.3.4
      """))
  func `what says no date in English or the language is refused`(saying: Saying) {
    saying.isRefused()
  }

  @Test(
    arguments: Saying.table(
      """
      de  Feritag       “Freitag”
      nl  decembr       “december”
      es  mañaana       “mañana”
      ru  понедельникк  “понедельник”
      """))
  func `a word that is nearly right is told in its language`(saying: Saying) {
    saying.isRefused()
  }

  @Test(arguments: Catalogue.languageCodes)
  func `what an error offers in a language can be typed in it`(language: String) throws {
    let reader = try #require(Language(language))
    let form = Text.timeMomentForm(hint: nil as Text?).rendered(in: reader)
    let offered = form.split(separator: ",").map { $0.drop { $0 == " " } }
    #expect(offered.count >= 8)
    let quoted = form.matches(of: /[“„«]([^“”„«»]+)[”“»]/).map { String($0.output.1) }
    #expect(quoted.count == 2)
    for text in quoted + offered.dropLast().map(String.init).filter({ !$0.contains("“") }) {
      #expect(throws: Never.self, "\(text)") { try SpokenDate.read(text, in: language) }
    }
  }

  @Test(
    arguments: Saying.table(
      """
      de  3 Tage        +3 Tage
      ru  30 мин        +30 мин
      en  2 weeks       -2 weeks
      nl  een half uur  +een half uur
      es  1 mes         -1 mes
      """))
  func `a length of time without a direction is told with both`(saying: Saying) {
    saying.isRefused()
    #expect(throws: Never.self) { try SpokenDate.read(saying.expected, in: saying.language) }
  }

  @Test(
    arguments: Saying.table(
      """
      ru  +2ч        2026-01-31 +840m
      ru  +3д        2026-02-03 +720m
      ru  -1,5 часа  2026-01-31 +630m
      de  +2 Tage    2026-02-02 +720m
      de  + 2 Std    2026-01-31 +840m
      en  +3 d       2026-02-03 +720m
      en  -2 h 30    2026-01-31 +570m
      nl  +2 weken   2026-02-14 +720m
      nl  +2u        2026-01-31 +840m
      es  +1 mes     2026-02-28 +720m
      es  -3 días    2026-01-28 +720m
      fr  +3 days    2026-02-03 +720m
      """))
  func `a length behind a sign may have words and blanks`(saying: Saying) throws {
    try saying.isRead()
  }

  @Test(arguments: ["+", "-", "+2", "-morgen", "+ 2 Elefanten", "++2 Tage", "+-2 Tage"])
  func `what is no length behind a sign is refused`(text: String) {
    #expect(throws: TimeError.self) { try SpokenDate.read(text, in: "de") }
  }

  @Test func `where only English is read, the error says so in every language`() throws {
    let error = #expect(throws: TimeError.self) { try SpokenDate.read("завтра", in: nil) }
    let russian = try #require(Language("ru"))
    let words = error?.text.rendered(in: russian) ?? ""
    #expect(words.contains("английские") && words.contains("tomorrow"), "\(words)")
  }

  /// What a kept query has in place of a date is read again as the same, whatever it was said in.
  @Test(
    arguments: Saying.table(
      """
      de  Freitag nächster Woche
      ru  в прошлом декабре
      nl  volgende december
      de  Montag in einer Woche
      de  heute in 8 Tagen
      nl  over 8 dagen om 9
      ru  в понедельник через 2 недели
      ru  50-я неделя
      de  Anfang nächster Woche
      es  a mediados de mes
      nl  half januari
      ru  конец квартала
      es  próximo trimestre
      ru  10 числа следующего месяца
      es  el martes 3
      de  Donnerstag, der 3.
      en  start of last quarter
      nl  medio dit jaar
      de  Freitag 24 Uhr
      ru  31 декабря 2026 г. в 18:00
      es  martes 8 de diciembre
      de  Dienstag, den 8.12.
      es  fin del próximo mes
      de  Ende KW 50
      nl  vrijdag week 50 om 9
      de  am Wochenende
      ru  в следующие выходные
      nl  vorig weekend om 9
      en  a week from monday
      de  Ende Dezember
      ru  31 декабря в 9
      en  31.12.2026 9:00
      es  marzo de 2027
      nl  deze maand
      de  29. Februar
      ru  декабрь
      nl  over 3 dagen om 9
      es  este mes
      de  vorige Woche
      """))
  func `what is kept of a date means the same in English`(saying: Saying) throws {
    guard
      case .named(let phrase) = try Moment(
        parsing: saying.words, zone: .utc, language: Language(saying.language))
    else {
      Issue.record("\(saying.words) is no named date")
      return
    }
    #expect(try Moment(parsing: phrase.description, zone: .utc) == .named(phrase))
  }

  @Test(arguments: Catalogue.languageCodes)
  func `a language has all days, months and numbers up to 31`(code: String) throws {
    let language = try #require(Language(code))
    let lists = [
      (Text.datesWeekdays, 7), (Text.datesMonths, 12), (Text.datesNumbers, 31),
      (Text.datesOrdinalWords, 31),
    ]
    for (words, count) in lists {
      #expect(words.rendered(in: language).split(separator: ";").count == count)
    }
  }
}
