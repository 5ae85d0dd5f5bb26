import Desk
import Kernel
import Storage
import TestSupport
import Testing
import Texts

/// A row is known by what its ticket and its changes are called, wherever it stands.
@Suite struct ImportKeyTests {
  private static let bugs = """
    docket.importer{
      name = "bugs", format = "csv",
      each = function(row, import)
        import:create{
          key = row.case, subject = row.text, priority = row.what, tags = { row.who }, at = row.at,
        }
        import:note{ key = row.case, at = row.at, text = "from the old desk" }
      end,
    }
    """
  private static let updating = bugs.replacingOccurrence(
    of: "format = \"csv\",", with: "format = \"csv\", update = true,")

  private static func row(_ key: Int, _ text: String, _ priority: String = "low") -> String {
    "\(key),2025-01-0\(key)T10:00:00Z,red,\(priority),\(text)\n"
  }

  private func subjects(_ desk: TemporaryDesk) throws -> [String] {
    try desk.desk.read { reader, _ in
      try (1...9).compactMap { try reader.ticket(Ticket.ID(rawValue: $0))?.subject }
    }
  }

  @Test func `the second row that makes a ticket is bad, and the others go in`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let files = try ImportFiles()
    let rows =
      Self.row(1, "Lamp") + Self.row(2, "Door") + Self.row(2, "Again") + Self.row(3, "Bell")
    for round in 0..<2 {
      let report = try files.take(rows, into: desk, script: Self.bugs)
      #expect(report.bad.map(\.row) == [3])
      #expect(report.bad.first?.reason.description.contains("key `2`") == true)
      #expect([report.done, report.skipped] == (round == 0 ? [3, 0] : [0, 3]))
    }
    #expect(try subjects(desk) == ["Lamp", "Door", "Bell"])
  }

  @Test func `rows in another order are in already, and a new one among them goes in`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let files = try ImportFiles()
    _ = try files.take(Self.row(1, "Lamp") + Self.row(2, "Door"), into: desk, script: Self.bugs)
    let report = try files.take(
      Self.row(3, "Bell") + Self.row(2, "Door") + Self.row(1, "Lamp"), into: desk,
      script: Self.bugs)
    #expect([report.done, report.skipped] == [1, 2])
    #expect(report.changed == [])
    #expect(report.bad == [])
    #expect(try subjects(desk) == ["Lamp", "Door", "Bell"])
    #expect(try desk.notes(1) == ["from the old desk"])
  }

  @Test func `a row that was in and has changed is told`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let files = try ImportFiles()
    _ = try files.take(Self.row(1, "Lamp") + Self.row(2, "Door"), into: desk, script: Self.bugs)
    for _ in 0..<2 {
      let report = try files.take(
        Self.row(2, "Door") + Self.row(1, "Bulb", "high"), into: desk, script: Self.bugs)
      #expect([report.done, report.skipped] == [0, 2])
      #expect(report.changed.map(\.fields) == [["subject", "priority"]])
      #expect(report.changed.map(\.isUpdated) == [false])
    }
    #expect(try desk.ticket(1)?.subject == "Lamp")
  }

  @Test func `where the importer updates, a changed row changes its ticket once`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let files = try ImportFiles()
    for (priority, updated) in [("low", []), ("high", [true]), ("high", []), ("low", [true])] {
      let report = try files.take(
        Self.row(1, "Lamp", priority), into: desk, script: Self.updating)
      #expect(report.changed.map(\.isUpdated) == updated)
      #expect(try desk.ticket(1)?.priority.rawValue == priority)
    }
    #expect(try desk.entries(1).map(\.action) == ["create", "note", "update", "update"])
  }

  @Test func `what people changed here stays where the source says what it said`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let files = try ImportFiles()
    _ = try files.take(Self.row(1, "Lamp"), into: desk, script: Self.updating)
    try desk.act("admin", "update", 1, ["priority": .text("urgent")]).receipt()
    let report = try files.take(
      Self.row(2, "Door") + Self.row(1, "Lamp"), into: desk, script: Self.updating)
    #expect(report.changed == [])
    #expect(try desk.ticket(1)?.priority == .urgent)
  }

  @Test func `a dry run tells what would be taken in and leaves nothing`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let files = try ImportFiles()
    let rows = Self.row(1, "Lamp") + Self.row(1, "Again") + Self.row(2, "Door")
    let tried = try files.take(rows, into: desk, script: Self.bugs, isDryRun: true)
    #expect([tried.done, Int64(tried.bad.count)] == [2, 1])
    #expect(try subjects(desk) == [])
    let meant = try files.take(rows, into: desk, script: Self.bugs)
    #expect([meant.done, Int64(meant.bad.count)] == [2, 1])
    #expect(try subjects(desk) == ["Lamp", "Door"])
  }

  @Test func `a file without rows is no import`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let error = #expect(throws: DeskError.self) {
      _ = try ImportFiles().take("", into: desk, script: Self.bugs)
    }
    #expect(error?.description.contains("there are no rows in it") == true)
  }

  @Test func `a blank item of a list is none`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let report = try ImportFiles().take(
      "1,2025-01-01T10:00:00Z,\u{200B} ,low,Lamp\n", into: desk, script: Self.bugs)
    #expect(report.bad == [])
    #expect(try desk.ticket(1)?.tags == [])
  }
}
