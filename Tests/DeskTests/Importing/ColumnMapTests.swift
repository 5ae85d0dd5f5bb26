import Desk
import Foundation
import Kernel
import TestSupport
import Testing

/// Tables that come in by the names of their columns, without a script.
@Suite struct ColumnMapTests {
  private let desk: TemporaryDesk
  private let files: ImportFiles

  init() throws {
    desk = try TemporaryDesk(staffed: ["support"])
    files = try ImportFiles()
  }

  private func take(_ table: String, _ map: KeyValuePairs<String, String>) throws -> ImportReport {
    let file = "\(files.folder)/table.csv"
    try table.write(toFile: file, atomically: true, encoding: .utf8)
    let pairs = map.map { ColumnMap.Pair(field: $0.key, column: $0.value) }
    return try desk.desk.importFile(file, ImportOrder(.columns(pairs)), as: try desk.admin)
  }

  @Test func `columns that are named become fields`() throws {
    let report = try take(
      "Nr;Title;Who;When;Labels\n7;Lamp;dora;2025-01-02;hall, red\n8;Door;;;\n",
      ["subject": "Title", "key": "Nr", "requester": "Who", "at": "When", "tags": "Labels"])
    #expect([report.done, Int64(report.bad.count)] == [2, 0])
    #expect(report.source == "table")
    let ticket = try #require(try desk.ticket(1))
    #expect(ticket.subject == "Lamp")
    #expect(ticket.tags == ["hall", "red"])
    #expect(ticket.requester == (try desk.person("dora").id))
    #expect(ticket.created.iso == "2025-01-02T00:00:00.000Z")
  }

  @Test func `with a key a row may move, and without one it may not`() throws {
    _ = try take("k,t\n1,Lamp\n2,Door\n", ["subject": "t", "key": "k"])
    let moved = try take("k,t\n2,Door\n1,Lamp\n", ["subject": "t", "key": "k"])
    #expect([moved.done, moved.skipped] == [0, 2])
    let other = try TemporaryDesk(staffed: ["support"])
    let file = "\(files.folder)/table.csv"
    let order = ImportOrder(.columns([.init(field: "subject", column: "t")]))
    _ = try other.desk.importFile(file, order, as: try other.admin)
    try "k,t\n1,Lamp\n2,Door\n".write(toFile: file, atomically: true, encoding: .utf8)
    #expect(throws: DeskError.changedImport(source: "table", row: 1)) {
      _ = try other.desk.importFile(file, order, as: try other.admin)
    }
  }

  @Test func `fields and columns that are not there are told together`() throws {
    let error = #expect(throws: Refusal.self) {
      _ = try take("a,b\n1,2\n", ["subject": "title", "prioritty": "b"])
    }
    #expect(error?.problems.compactMap(\.field) == ["subject", "prioritty"])
  }
}
