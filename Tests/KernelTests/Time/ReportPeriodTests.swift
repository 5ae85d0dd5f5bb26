import Kernel
import Testing

@Suite struct ReportPeriodTests {
  private func period(_ since: String?, _ until: String?, _ zone: String) throws -> ReportPeriod {
    try ReportPeriod(
      since: since, until: until, now: Instant(milliseconds: 0), zone: .named(zone), language: nil)
  }

  @Test(arguments: ["Asia/Tokyo", "America/Los_Angeles", "Europe/London"])
  func `a day at the end of the calendar bounds no period by a time that there is not`(
    zone: String,
  ) throws {
    for bound in [
      try period("0000-01-01", nil, zone).since, try period(nil, "9999-12-31", zone).until,
    ] {
      #expect(bound?.isOfCalendar ?? true)
    }
    #expect(try period(nil, "9999-12-31", "UTC").until == nil)
  }
}
