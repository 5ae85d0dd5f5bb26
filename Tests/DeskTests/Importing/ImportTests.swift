import Desk
import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct ImportTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
  static let realLog = root + "/../shared/data/helpdesk-log.csv"
  static let script = root + "/scripts/import-helpdesk-log.lua"

  @Test(.enabled(if: FileManager.default.fileExists(atPath: realLog)))
  func `the log of a real help desk comes in whole, one entry for each row`() throws {
    let desk = try TemporaryDesk(plugins: Desk.standardPlugins + ["helpdesk-log"])
    let report = try desk.desk.importFile(
      Self.realLog, script: Self.script, as: try desk.admin)
    #expect(report.bad == [])
    #expect(report.done == 21_348)
    let counts = try desk.desk.readTables()
    #expect(counts.tickets == 4_580)
    #expect(counts.entries == 21_348)
    #expect(try desk.problems() == [])
    let again = try desk.desk.importFile(Self.realLog, script: Self.script, as: try desk.admin)
    #expect(again.done == 0)
    #expect(again.skipped == 21_348)
  }
}

extension Desk {
  /// How many tickets there are, and entries of tickets.
  func readTables() throws -> (tickets: Int, entries: Int) {
    try read { reader, _ in
      var tickets = 0
      var entries = 0
      while let ticket = try reader.ticket(Ticket.ID(rawValue: Int64(tickets + 1))) {
        tickets += 1
        entries += Int(ticket.number)
      }
      return (tickets, entries)
    }
  }
}

extension TemporaryDesk {
  /// What an audit finds wrong.
  func problems() throws -> [String] {
    try desk.read { reader, _ in
      var problems: [String] = []
      _ = try Audit.verify(reader) { problems.append($0.words) }
      return problems
    }
  }
}
