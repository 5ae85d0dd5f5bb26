import Kernel
import Testing

@Suite struct CivilDateTests {
  @Test(arguments: [
    (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2026, 1, 31, 20_484),
    (1, 1, 1, -719_162), (9999, 12, 31, 2_932_896),
  ])
  func `a day has a number`(year: Int64, month: Int64, day: Int64, number: Int64) throws {
    let date = try #require(CivilDate(year: year, month: month, day: day))
    #expect(date.daysSince1970 == number)
    #expect(CivilDate(daysSince1970: number) == date)
  }

  @Test func `each day follows the one before it`() throws {
    var date = try #require(CivilDate(year: 1895, month: 12, day: 28))
    for number in date.daysSince1970..<date.daysSince1970 + 80_000 {
      #expect(date.daysSince1970 == number)
      let next = CivilDate(daysSince1970: number + 1)
      #expect(date < next && next.weekday == date.weekday % 7 + 1)
      date = next
    }
  }

  @Test(arguments: [(2026, 2, 29), (1900, 2, 29), (2026, 13, 1), (2026, 0, 1), (2026, 4, 31)])
  func `a day that no calendar shows is none`(year: Int64, month: Int64, day: Int64) {
    #expect(CivilDate(year: year, month: month, day: day) == nil)
  }

  @Test func `a Thursday was the first day of 1970`() {
    #expect(CivilDate(daysSince1970: 0).weekday == 4)
  }

  @Test(arguments: [
    ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"),
    ("2026-03-31", -1, "2026-02-28"), ("2026-11-15", 14, "2028-01-15"),
    ("2024-02-29", -12, "2023-02-28"),
  ])
  func `a month later is the same day or the last one`(
    from: String, months: Int64, to: String,
  ) throws {
    guard case .day(let date) = try ISOTime(parsing: from, zone: .utc) else { return }
    #expect(date.adding(months: months).description == to)
  }
}
