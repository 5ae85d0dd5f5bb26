import Desk
import Foundation
import Kernel
import TestSupport
import Testing
import Texts

/// Exports that do not fit the desk that is to take them in.
@Suite struct ExportTroubleTests {
  static func export() throws -> [String] {
    let desk = try TemporaryDesk(staffed: ExportTests.plugins)
    try desk.question()
    try desk.act("ann", "note", 1, text: "one").receipt()
    try desk.act("ann", "reply", 1, text: "two").receipt()
    return try ExportTests.lines(of: desk, "id:1")
  }

  @Test func `a line that is wrong is bad, and what follows it in its ticket waits`() throws {
    var lines = try Self.export()
    let note = try #require(lines.firstIndex { $0.contains("\"one\"") })
    let whole = lines
    lines[note] = String(lines[note].dropLast())
    let new = try TemporaryDesk(plugins: ExportTests.plugins)
    let report = try ExportTests.take(lines, into: new)
    #expect(report.bad.map(\.line) == [note + 1, note + 2])
    #expect(report.bad.last?.reason.description.contains("did not go in") == true)
    let mended = try ExportTests.take(whole, into: new)
    #expect(mended.bad == [])
    #expect([mended.done, mended.skipped] == [2, 1])
    #expect(try new.entries(1).map(\.text) == ["", "one", "two"])
  }

  @Test(arguments: [
    ("\"field\":\"subject\"", "\"field\":\"subjekt\"", "did you mean subject"),
    ("\"actor\":\"ann\"", "\"actor\":\"anne\"", "no person `anne`"),
    ("\"visibility\":\"internal\"", "\"visibility\":\"hidden\"", "public or internal"),
    ("{\"stage\":[\"new\",\"open\"]}", "{\"stage\":[\"new\",\"shut\"]}", "no value of an export"),
    ("{\"stage\":[\"new\",\"open\"]}", "\"new\"", "no stage"),
    ("\"to\":\"question\"", "\"to\":\"incident\"", "no type `incident`"),
    ("\"number\":2", "\"number\":1", "did not go in"),
  ])
  func `what this desk cannot hold is refused, and says why`(
    old: String, new: String, words: String,
  ) throws {
    let lines = try Self.export().map { line in
      line.hasPrefix("{\"entry\"") ? line.replacingOccurrences(of: old, with: new) : line
    }
    let desk = try TemporaryDesk(plugins: ExportTests.plugins)
    let report = try ExportTests.take(lines, into: desk)
    #expect(report.bad.contains { $0.reason.description.contains(words) }, "\(report.bad)")
    #expect(try desk.auditProblems() == [])
  }

  @Test func `a role that is not here is left out and told, and nobody gains by an import`() throws
  {
    let lines = try Self.export().map {
      $0.replacingOccurrences(of: "[\"agent\"]", with: "[\"admin\",\"agent\",\"wizard\"]")
    }
    let desk = try TemporaryDesk(staffed: ExportTests.plugins)
    let other = lines.map { $0.replacingOccurrences(of: "\"ann\"", with: "\"zoe\"") }
    let report = try ExportTests.take(other, into: desk, as: "mia")
    #expect(report.bad == [])
    #expect(try desk.person("zoe").roles == ["agent"])
    #expect(report.notes.count == 1)
    #expect(report.notes.first?.description.contains("admin, wizard") == true)
  }

  @Test func `a desk's own export is not taken in twice, unless that is meant`() throws {
    let desk = try TemporaryDesk(staffed: ExportTests.plugins)
    try desk.question()
    let lines = try ExportTests.lines(of: desk)
    #expect(throws: DeskError.self) { _ = try ExportTests.take(lines, into: desk) }
    #expect(try ExportTests.take(lines, into: desk, source: "copy").bad == [])
    #expect(try desk.ticket(2)?.subject == "No light")
  }

  @Test func `who lacks the permission imports nothing`() throws {
    let desk = try TemporaryDesk(staffed: ExportTests.plugins)
    let lines = try Self.export()
    let refusal = #expect(throws: Refusal.self) {
      _ = try ExportTests.take(lines, into: desk, as: "ann")
    }
    #expect(refusal?.code == .denied)
  }

  @Test(arguments: [
    ("\"format\":1", "\"format\":9", "newer Docket"), ("\"last\":1", "\"lost\":1", "`last`"),
    ("\"docket\":\"export\"", "\"docket\":\"x\"", "no export"),
  ])
  func `a first line of another kind is refused`(old: String, new: String, words: String) throws {
    var lines = try Self.export()
    lines[0] = lines[0].replacingOccurrences(of: old, with: new)
    let desk = try TemporaryDesk(plugins: ExportTests.plugins)
    let error = #expect(throws: DeskError.self) { _ = try ExportTests.take(lines, into: desk) }
    #expect(error?.description.contains(words) == true)
  }
}
