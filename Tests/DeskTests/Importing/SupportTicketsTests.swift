import Desk
import Foundation
import Kernel
import TestSupport
import Testing
import Texts

/// The table of support tickets, and rows of its shape.
@Suite struct SupportTicketsTests {
  static let real = ImportTests.root + "/../shared/data/support-tickets.csv"
  static let script = ImportTests.root + "/scripts/import-support-tickets.lua"

  static func desk() throws -> TemporaryDesk {
    try TemporaryDesk(plugins: Desk.standardPlugins + ["support-tickets"])
  }

  static func take(_ rows: [String], into desk: TemporaryDesk) throws -> ImportReport {
    let files = try ImportFiles()
    let file = "\(files.folder)/table.csv"
    let text = ([names] + rows).joined(separator: "\n") + "\n"
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    return try desk.desk.importFile(file, script: script, as: try desk.admin)
  }

  static let names = """
    Ticket ID,Customer Name,Customer Email,Customer Age,Customer Gender,Product Purchased,\
    Date of Purchase,Ticket Type,Ticket Subject,Ticket Description,Ticket Status,Resolution,\
    Ticket Priority,Ticket Channel,First Response Time,Time to Resolution,\
    Customer Satisfaction Rating
    """

  /// A row with everything, but for what is given.
  static func row(
    _ id: Int, status: String = "Closed", resolution: String = "Changed the cable",
    priority: String = "Critical", response: String = "2023-06-01 11:14:38",
    resolved: String = "2023-06-01 18:05:38", rating: String = "3.0",
  ) -> String {
    """
    \(id),Ann Bright,ann\(id)@example.com,48,Female,"Lamp, ""old"" one",2020-07-14,Technical issue,\
    Product setup,"It does not work.

    Zip: 71701",\(status),\(resolution),\(priority),Social media,\(response),\(resolved),\(rating)
    """
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: real), "the real table is not here"))
  func `the real table comes in whole, and again adds nothing`() throws {
    let desk = try Self.desk()
    let report = try desk.desk.importFile(Self.real, script: Self.script, as: try desk.admin)
    #expect(report.bad == [])
    #expect(report.done == 1_352)
    #expect(try desk.desk.readTables() == (1_352, 1_352 + 459 + 3 * 450))
    let counts = try desk.desk.session(as: try desk.admin) { session in
      try ["is:closed", "stage:answered", "stage:new", "priority:urgent", "source:chat"].map {
        try session.count(try session.query($0))
      }
    }
    #expect(counts == [450, 459, 443, 367, 348])
    #expect(try desk.desk.session(as: desk.admin, \.people).count == 1_345 + 1)
    try Self.checkThird(in: desk)
    #expect(try desk.problems() == [])
    let again = try desk.desk.importFile(Self.real, script: Self.script, as: try desk.admin)
    #expect([again.done, again.skipped] == [0, 1_352])
  }

  /// The table's third row, field by field.
  static func checkThird(in desk: TemporaryDesk) throws {
    let ticket = try #require(try desk.ticket(3))
    #expect(ticket.subject == "Network problem")
    #expect(ticket.body.hasPrefix("I'm facing a problem with my {product_purchased}."))
    #expect(
      [ticket.stage, ticket.closeReason, ticket.source] == ["resolved", "solved", "social_media"])
    #expect(ticket.priority == .low)
    #expect(ticket.tags == ["network-problem"])
    #expect(ticket.requester == (try desk.person("gonzalestracy@example.com").id))
    #expect(ticket.fields["customer_name"] == .text("Christopher Robbins"))
    #expect(ticket.fields["customer_age"] == .integer(48))
    #expect(ticket.fields["product_name"] == .text("Dell XPS"))
    #expect(ticket.fields["purchased"] == .text("2020-07-14"))
    #expect(ticket.fields["satisfaction"] == .integer(3))
    #expect(ticket.closed?.iso == "2023-06-01T18:05:38.000Z")
    let entries = try desk.entries(3)
    #expect(entries.map(\.action) == ["create", "update", "close", "update"])
    #expect(entries[2].text == "Case maybe show recently my computer follow.")
  }

  @Test func `a closed row is a ticket with its answer, its close and its rating`() throws {
    let desk = try Self.desk()
    #expect(try Self.take([Self.row(1)], into: desk).bad == [])
    let ticket = try #require(try desk.ticket(1))
    #expect(ticket.stage == "resolved")
    #expect(ticket.priority == .urgent)
    #expect(ticket.body == "It does not work.\n\nZip: 71701")
    #expect(ticket.fields["product_name"] == .text("Lamp, \"old\" one"))
    #expect(ticket.created.iso == "2023-06-01T11:14:38.000Z")
    let entries = try desk.entries(1)
    #expect(entries[2].text == "Changed the cable")
    #expect(entries[3].actor == .person(try desk.person("ann1@example.com").id))
  }

  @Test func `a row that was closed before its first response keeps the order of times`() throws {
    let desk = try Self.desk()
    let row = Self.row(4, resolved: "2023-06-01 01:57:40")
    #expect(try Self.take([row], into: desk).bad == [])
    #expect(try desk.entries(1).map(\.action) == ["create", "close", "update", "update"])
    #expect(try desk.ticket(1)?.stage == "resolved")
    #expect(try desk.ticket(1)?.closed?.iso == "2023-06-01T01:57:40.000Z")
  }

  @Test func `an open row begins with the import, and a pending one was answered`() throws {
    let desk = try Self.desk()
    let open = Self.row(
      1, status: "Open", resolution: "", response: "", resolved: "", rating: "")
    let pending = Self.row(
      2, status: "Pending Customer Response", resolution: "", resolved: "", rating: "")
    #expect(try Self.take([open, pending], into: desk).bad == [])
    #expect(try desk.ticket(1)?.stage == "new")
    #expect(try desk.ticket(1)?.created == desk.time.clock.now())
    #expect(try desk.ticket(2)?.stage == "answered")
  }

  @Test func `rows that the table never had are bad, with line and reason`() throws {
    let desk = try Self.desk()
    let report = try Self.take(
      [
        Self.row(1), Self.row(2, status: "Lost"), Self.row(3, priority: "Huge"),
        Self.row(4, response: "yesterday"), Self.row(5, rating: "9.0"), Self.row(1), Self.row(7),
      ], into: desk)
    #expect(report.done == 2)
    #expect(report.bad.map(\.row) == [2, 3, 4, 5, 6])
    #expect(report.bad.map(\.line) == [5, 8, 11, 14, 17])
    let reasons = ["Lost", "Huge", "First Response Time", "satisfaction", "the key `1`"]
    for (bad, reason) in zip(report.bad, reasons) {
      #expect(bad.reason.description.contains(reason), "\(bad.reason)")
    }
    #expect(try desk.ticket(2)?.fields["ticket_number"] == .integer(7))
    #expect(try desk.auditProblems() == [])
  }

  @Test func `rows that went in after a refused import are known to every later one`() throws {
    let desk = try TemporaryDesk(plugins: Desk.standardPlugins)
    let rows = [Self.row(1), Self.row(2)]
    #expect(try Self.take(rows, into: desk).bad.map(\.row) == [1, 2])
    try desk.enable(named: ["support-tickets"])
    let first = try Self.take(rows, into: desk)
    #expect([first.done, first.skipped] == [2, 0], "\(first.bad)")
    for order in [rows, rows, rows.reversed()] {
      let again = try Self.take(order, into: desk)
      #expect([again.done, again.skipped] == [0, 2], "\(again.bad)")
      #expect(again.bad == [])
    }
  }
}
