import Foundation
import Kernel
import Testing

@Suite struct ZoneTests {
  static let hasZoneDump = FileManager.default.isExecutableFile(atPath: "/usr/bin/zdump")

  @Test(
    .enabled(if: hasZoneDump, "zdump is not installed"),
    arguments: [
      "Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu",
      "Europe/Dublin", "Africa/Casablanca", "Pacific/Apia", "America/Sao_Paulo", "Etc/GMT+5",
      "Asia/Gaza", "America/Nuuk",
    ])
  func `a zone has the offsets that zdump prints`(name: String) throws {
    let zone = try Zone.named(name)
    let lines = try zoneDump(name)
    for (second, offset) in lines {
      let found = zone.offset(at: Instant(milliseconds: second * 1000))
      #expect(found == offset, "\(name) at \(second)")
    }
    #expect(!lines.isEmpty || name.hasPrefix("Etc"))
  }

  @Test(arguments: [
    ("2026-03-29 02:30", "2026-03-29T01:30:00.000Z"),
    ("2026-10-25 02:30", "2026-10-25T00:30:00.000Z"),
    ("2026-10-25 03:00", "2026-10-25T02:00:00.000Z"),
    ("2026-07-01 12:00", "2026-07-01T10:00:00.000Z"),
    ("2090-07-01 12:00", "2090-07-01T10:00:00.000Z"),
  ])
  func `a gap goes forward and a fold takes the first`(local: String, utc: String) throws {
    let amsterdam = try Zone.named("Europe/Amsterdam")
    #expect(try Instant(iso: local, zone: amsterdam).iso == utc)
  }

  @Test func `a day that the clock left out begins with the next one`() throws {
    let apia = try Zone.named("Pacific/Apia")
    let skipped = try #require(CivilDate(year: 2011, month: 12, day: 30))
    #expect(apia.date(apia.start(of: skipped)).description == "2011-12-31")
  }

  @Test func `days and months are added on the clock`() throws {
    let amsterdam = try Zone.named("Europe/Amsterdam")
    let start = try Instant(iso: "2026-03-28 12:00", zone: amsterdam)
    let dayLater = try Instant(iso: "2026-03-29 12:00", zone: amsterdam)
    let monthLater = try Instant(iso: "2026-04-28 12:00", zone: amsterdam)
    #expect(amsterdam.adding(days: 1, to: start) == dayLater)
    #expect(amsterdam.adding(months: 1, to: start) == monthLater)
    #expect(amsterdam.adding(try TimeSpan(parsing: "1d"), to: start) != dayLater)
  }

  @Test(arguments: [
    (Zone.Period.day, "2026-03-31T22:00:00.000Z"), (.week, "2026-03-29T22:00:00.000Z"),
    (.month, "2026-03-31T22:00:00.000Z"),
  ])
  func `a day, a week and a month begin at local midnight`(
    period: Zone.Period, start: String,
  ) throws {
    let amsterdam = try Zone.named("Europe/Amsterdam")
    let moment = try Instant(iso: "2026-04-01T10:00Z")
    #expect(amsterdam.start(of: period, at: moment).iso == start)
  }

  @Test(arguments: [
    "", "/etc/passwd", "../../../etc/passwd", "Europe/../UTC", "Europe//Amsterdam", "Europe",
    "Europe/Amsterdam/", "Atlantis", "zone.tab", "a\0b",
  ])
  func `a name that is no zone is refused`(name: String) {
    #expect(throws: TimeError.unknownZone(name)) { try Zone.named(name) }
  }

  @Test func `a damaged file is refused wherever it is cut`() throws {
    let bytes = [UInt8](
      try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Europe/Amsterdam")))
    for count in stride(from: 0, to: bytes.count - 1, by: 7) {
      #expect(throws: TimeError.self) { try Zone(name: "cut", contents: Array(bytes[..<count])) }
    }
  }

  @Test func `a moment beyond the calendar does not trap`() throws {
    let amsterdam = try Zone.named("Europe/Amsterdam")
    for end in [Int64.min, Int64.max] {
      let moment = Instant(milliseconds: end)
      _ = amsterdam.start(of: .month, at: moment)
      _ = amsterdam.adding(months: end, days: end, to: moment)
    }
  }

  private static let months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(
    separator: " ")

  /// The moments around each change with the offset that zdump gives for them.
  private func zoneDump(_ name: String) throws -> [(Int64, Int64)] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/zdump")
    process.arguments = ["-v", "-c", "1880,2100", name]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).split(separator: "\n").compactMap(parse)
  }

  /// Reads a line.
  ///
  /// `NAME  Sun Mar 29 00:59:59 2026 UT = Sun Mar 29 01:59:59 2026 CET isdst=0 gmtoff=3600`
  private func parse(_ line: Substring) -> (Int64, Int64)? {
    let words = line.split(separator: " ")
    guard words.count >= 16, let last = words.last, last.hasPrefix("gmtoff="),
      let offset = Int64(last.dropFirst(7)), let day = Int64(words[3]),
      let year = Int64(words[5]), let month = Self.months.firstIndex(of: words[2])
    else { return nil }
    let clock = words[4].split(separator: ":").compactMap { Int64($0) }
    let civil = CivilTime(
      normalizingYear: year, month: Int64(month) + 1, day: day, hour: clock[0], minute: clock[1],
      second: clock[2])
    return (civil.milliseconds / 1000, offset)
  }
}
