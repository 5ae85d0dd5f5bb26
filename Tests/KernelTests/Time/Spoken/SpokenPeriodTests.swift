import Kernel
import Testing
import Texts

/// Days of weeks, months and quarters by where they are in them, read on Saturday, 31 January 2026,
/// at noon in Amsterdam.
@Suite struct SpokenPeriodTests {
  @Test(
    arguments: Saying.table(
      """
      en  monday in a week                 2026-02-09
      de  Montag in einer Woche            2026-02-09
      de  in 14 Tagen Montag               2026-02-16
      nl  maandag over een week            2026-02-09
      es  el lunes dentro de una semana    2026-02-09
      ru  в понедельник через неделю       2026-02-09
      de  heute in 8 Tagen                 2026-02-08
      en  today in 8 days                  2026-02-08
      nl  morgen over een week             2026-02-08
      ru  в понедельник через неделю в 9   2026-02-09 +540m
      es  el lunes en una semana           2026-02-09
      en  a week from monday               2026-02-09
      en  two weeks after friday at 9      2026-02-20 +540m
      en  3 days from tomorrow             2026-02-04
      en  3 days from now                  2026-02-03 +720m
      de  eine Woche nach Montag           2026-02-09
      nl  een week na maandag              2026-02-09
      es  una semana después del lunes     2026-02-09
      ru  через неделю после понедельника  2026-02-09
      """))
  func `a day may be told from another one`(saying: Saying) throws {
    try saying.isRead()
  }

  @Test(
    arguments: Saying.table(
      """
      en  week 50          2026-12-07
      en  50th week        2026-12-07
      de  KW 50            2026-12-07
      de  KW50             2026-12-07
      de  in der 50. KW    2026-12-07
      nl  week 50          2026-12-07
      es  semana 50        2026-12-07
      es  en la semana 50  2026-12-07
      ru  50-я неделя      2026-12-07
      ru  на 50-й неделе   2026-12-07
      en  week 5           2026-01-26
      en  week 4           2027-01-25
      en  week 53          2026-12-28
      """))
  func `a week by its number is the next such one, this one included`(saying: Saying) throws {
    try saying.isRead()
  }

  @Test(
    arguments: Saying.table(
      """
      en  end of week 50                2026-12-13
      en  monday of week 50             2026-12-07
      en  start of week 5               2026-01-26
      de  Ende KW 50                    2026-12-13
      de  Ende der 50. KW               2026-12-13
      de  Ende der Woche 50             2026-12-13
      de  Mitte KW50                    2026-12-09
      de  in KW 50 am Freitag           2026-12-11
      nl  eind week 50                  2026-12-13
      nl  eind van de week 50           2026-12-13
      nl  vrijdag week 50 om 9          2026-12-11 +540m
      es  fin de la semana 50           2026-12-13
      es  a principios de la semana 50  2026-12-07
      ru  конец недели 50               2026-12-13
      ru  до конца 50-й недели          2026-12-13
      ru  в начале 50-й недели          2026-12-07
      """))
  func `a week by its number has its days`(saying: Saying) throws {
    try saying.isRead()
  }

  @Test(
    arguments: Saying.table(
      """
      en  this weekend                 2026-02-07
      en  at the weekend               2026-02-07
      en  last weekend                 2026-01-31
      nl  in het weekend               2026-02-07
      nl  volgend weekend              2026-02-14
      de  am Wochenende                2026-02-07
      de  nächstes Wochenende um 9     2026-02-14 +540m
      es  el fin de semana             2026-02-07
      es  el fin de semana pasado      2026-01-31
      es  en el próximo fin de semana  2026-02-14
      ru  на выходных                  2026-02-07
      ru  в следующие выходные         2026-02-14
      """))
  func `a weekend is that of the week, and begins on its Saturday`(saying: Saying) throws {
    try saying.isRead(at: "2026-02-03T12:00")
  }

  @Test(arguments: ["2026-02-03", "2026-02-07", "2026-02-08"])
  func `this weekend is two days, seen from their week and from both of them`(
    today: String,
  ) throws {
    guard case .named(let phrase) = try Moment(parsing: "this weekend", zone: .utc),
      case .day(let date) = try Moment(parsing: today, zone: .utc)
    else {
      Issue.record("no named date")
      return
    }
    let days = phrase.days(seenFrom: date)
    #expect("\(days.lowerBound) \(days.upperBound)" == "2026-02-07 2026-02-09")
  }

  @Test func `a week by its number is a period`() throws {
    guard case .named(let phrase) = try Moment(parsing: "week 50", zone: .utc) else {
      Issue.record("no named date")
      return
    }
    let today = CivilDate(daysSince1970: 20_484)
    #expect(phrase.days(seenFrom: today).upperBound.description == "2026-12-14")
  }

  @Test(
    arguments: Saying.table(
      """
      de  Anfang Januar                  2027-01-01
      de  Mitte Februar                  2026-02-15
      nl  begin februari                 2026-02-01
      nl  half februari                  2026-02-15
      es  a principios de febrero        2026-02-01
      es  a mediados de mes              2026-01-15
      ru  в начале февраля               2026-02-01
      ru  в середине следующего месяца   2026-02-15
      en  mid february                   2026-02-15
      en  beginning of next week         2026-02-02
      de  Anfang nächster Woche          2026-02-02
      de  Wochenmitte                    2026-01-28
      ru  первый день следующего месяца  2026-02-01
      """))
  func `the beginning of a period is its first day, and its middle one between`(
    saying: Saying,
  ) throws {
    try saying.isRead()
  }

  @Test(
    arguments: Saying.table(
      """
      en  end of quarter                  2026-03-31
      en  eoq                             2026-03-31
      de  Quartalsende                    2026-03-31
      de  Ende nächsten Quartals          2026-06-30
      nl  eind van het kwartaal           2026-03-31
      es  fin de trimestre                2026-03-31
      ru  в конце квартала                2026-03-31
      ru  прошлый квартал                 2025-10-01
      es  último día del mes              2026-01-31
      de  letzter Tag des Monats          2026-01-31
      nl  laatste dag van volgende maand  2026-02-28
      ru  последний день месяца           2026-01-31
      en  last day of february            2026-02-28
      """))
  func `the last day of a period is its end, also of a quarter`(saying: Saying) throws {
    try saying.isRead()
  }

  @Test(
    arguments: Saying.table(
      """
      en  the 10th of next month      2026-02-10
      de  am 10. des nächsten Monats  2026-02-10
      nl  de 10e van volgende maand   2026-02-10
      es  el 10 del próximo mes       2026-02-10
      ru  10 числа следующего месяца  2026-02-10
      ru  10-го прошлого месяца       2025-12-10
      es  el próximo 2 de febrero     2026-02-02
      en  next 2 february             2026-02-02
      es  el martes 3                 2026-02-03
      en  tuesday the 3rd             2026-02-03
      de  Dienstag, der 3.            2026-02-03
      nl  dinsdag de 3e               2026-02-03
      ru  во вторник 3-го             2026-02-03
      es  el martes 3 a las 9         2026-02-03 +540m
      """))
  func `a day of a month may be said with its month or its day of the week`(saying: Saying) throws {
    try saying.isRead()
  }

  @Test(
    arguments: Saying.table(
      """
      es  el jueves 3                 2026-02-03 is a tuesday
      en  friday the 3rd              2026-02-03 is a tuesday
      en  the 30th of next month      days 1 to 28
      ru  32 числа следующего месяца  days 1 to 31
      """))
  func `a day that the month lacks, or has on another day of the week, is refused`(saying: Saying) {
    saying.isRefused()
  }

  @Test(
    arguments: Saying.table(
      """
      de  in 2 1/2 Stunden  2026-01-31 +870m
      en  in 1/2 hour       2026-01-31 +750m
      ru  через 1 1/2 часа  2026-01-31 +810m
      nl  +2 1/4 uur        2026-01-31 +855m
      """))
  func `a length may have a written fraction`(saying: Saying) throws {
    try saying.isRead()
  }

  @Test(
    arguments: Saying.table(
      """
      de  kommenden Freitag        2026-12-04
      de  am kommenden Dienstag    2026-12-08
      de  kommende Woche           2026-12-07
      de  Freitag kommender Woche  2026-12-11
      de  Ende kommenden Monats    2027-01-31
      de  nächsten Freitag         2026-12-11
      nl  komende vrijdag          2026-12-04
      en  this coming friday       2026-12-04
      en  coming week              2026-12-07
      """))
  func `what is coming is the first to come, said on a Tuesday`(saying: Saying) throws {
    try saying.isRead(at: "2026-12-01T12:00")
  }

  @Test(
    arguments: Saying.table(
      """
      en  week 54
      en  week 0
      en  end of week 54
      en  from monday
      en  50 week
      de  Mitte Quartal
      es  viernes 9 10
      en  friday in 3 days
      en  last 2 february
      nl  half 31
      """))
  func `what is no such day is refused`(saying: Saying) {
    saying.isRefused()
  }
}
