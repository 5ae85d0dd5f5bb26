import Kernel
import Testing
import Texts

/// Days and months in digits without a year, and times like them, read on Saturday, 31 January
/// 2026, at noon in Amsterdam.
@Suite struct ShortDateTests {
  @Test(
    arguments: Saying.table(
      """
      de  15.12          2026-12-15
      ru  15.12          2026-12-15
      ru  1.5            2026-05-01
      nl  15-12          2026-12-15
      de  am 15.12       2026-12-15
      es  15/12          2026-12-15
      de  15.12 9:00     2026-12-15 +540m
      ru  15.12 в 9      2026-12-15 +540m
      ru  до 31.12       2026-12-31
      de  Do, 31.12      2026-12-31
      nl  do 31-12 om 9  2026-12-31 +540m
      de  31.12 9.30     2026-12-31 +570m
      """))
  func `a day and its month need no mark behind them`(saying: Saying) throws {
    try saying.isRead()
  }

  @Test(
    arguments: Saying.table(
      """
      de  4. 12. 2026                   2026-12-04
      de  am 4. 12. um 9                2026-12-04 +540m
      ru  4. 12. 2026                   2026-12-04
      en  4.12. 2026                    2026-12-04
      de  Freitag, 4. 12. 2026, 17 Uhr  2026-12-04 +1020m
      de  4.12 2026                     2026-12-04
      es  4. 12. 2026                   2026-12-04
      """))
  func `a date in digits may have blanks behind its points`(saying: Saying) throws {
    try saying.isRead()
  }

  @Test(
    arguments: Saying.table(
      """
      nl  maandag 9.30      2026-02-02 +570m
      en  1 feb 12.00       2026-02-01 +720m
      de  morgen 9.10       2026-02-01 +550m
      en  tomorrow 14h      2026-02-01 +840m
      de  morgen 14h30      2026-02-01 +870m
      nl  morgen 14h        2026-02-01 +840m
      es  mañana 14h        2026-02-01 +840m
      ru  завтра 14ч        2026-02-01 +840m
      ru  завтра в 9-30     2026-02-01 +570m
      ru  завтра в 9-10     2026-02-01 +550m
      nl  maandag 9.10      2026-02-02 +550m
      de  Montag 9.30       2026-02-02 +570m
      de  Montag um 9.10    2026-02-02 +550m
      ru  в пятницу в 9.10  2026-02-06 +550m
      """))
  func `a day may have its time with a point, a hyphen or an h`(saying: Saying) throws {
    try saying.isRead()
  }

  @Test(
    arguments: Saying.table(
      """
      en  9.10          9.10. or today 9:10
      nl  15.12         15.12. or vandaag 15:12
      de  um 9.10       9.10. or heute 9:10
      de  Montag 9.10   9.10. or montag 9:10
      nl  maandag 9-10  9.10. or maandag 9:10
      ru  в 9.10        9.10. or сегодня 9:10
      """))
  func `what may be a date or a time is refused with both`(saying: Saying) throws {
    saying.isRefused()
    for reading in saying.expected.split(separator: " or ") {
      #expect(throws: Never.self) { try SpokenDate.read(String(reading), in: saying.language) }
    }
  }

  @Test(
    arguments: Saying.table(
      """
      de  9.30
      nl  9.30
      en  31.12
      en  1.5
      en  friday 9-17
      de  9-30
      ru  31-12
      de  1.13
      """))
  func `what is neither is refused`(saying: Saying) {
    saying.isRefused()
  }

  @Test func `a number with a point stays one where a length is read`() throws {
    #expect(try TimeSpan.duration("1.5 h", in: Language("de")) == 5_400_000)
    #expect(try SpokenDate.read("in 1.5 Stunden", in: "de") == "2026-01-31 +810m")
  }
}
