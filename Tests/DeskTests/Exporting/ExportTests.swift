import Desk
import Foundation
import Kernel
import TestSupport
import Testing

/// Histories that move from one desk to another.
@Suite struct ExportTests {
  static let plugins = ["support", "close-reasons", "inbox"]

  /// What that person exports, line by line.
  static func lines(
    of desk: TemporaryDesk, _ query: String? = nil, as name: String = "admin",
  ) throws -> [String] {
    var bytes: [UInt8] = []
    _ = try desk.desk.session(as: try desk.person(name)) { session in
      try session.export(try query.map { try session.query($0) }) { bytes += $0 }
    }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @discardableResult
  static func take(
    _ lines: [String], into desk: TemporaryDesk, source: String? = nil, as name: String = "admin",
  ) throws -> ImportReport {
    let files = try ImportFiles()
    let file = "\(files.folder)/desk.ndjson"
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: file, atomically: true, encoding: .utf8)
    return try desk.desk.importExport(file, source: source, as: try desk.person(name))
  }

  /// A desk on which people did a lot, and whose clock the others share.
  static func worked(seed: UInt64, steps: Int = 150) throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: plugins + ["round-robin"])
    var work = RandomWork(on: desk, seed: seed)
    for _ in 0..<steps { _ = try work.step() }
    return desk
  }

  static func fresh(after other: TemporaryDesk) throws -> TemporaryDesk {
    let desk = try TemporaryDesk(plugins: plugins + ["round-robin"])
    let distance = other.time.clock.now().milliseconds - desk.time.clock.now().milliseconds
    desk.time.advance(milliseconds: distance)
    return desk
  }

  @Test(arguments: [3, 4] as [UInt64])
  func `what was exported, imported and exported again is the same`(seed: UInt64) throws {
    let old = try Self.worked(seed: seed)
    let new = try Self.fresh(after: old)
    let lines = try Self.lines(of: old)
    let report = try Self.take(lines, into: new)
    #expect(report.bad == [])
    #expect(report.notes == [])
    #expect(report.done > 60)
    #expect(try Self.lines(of: new).dropFirst() == lines.dropFirst())
    #expect(try new.auditProblems() == [])
    for id in 1...20 as ClosedRange<Int64> {
      let (before, after) = (try old.ticket(id), try new.ticket(id))
      #expect(before?.subject == after?.subject)
      #expect(before?.stagesBefore == after?.stagesBefore)
      #expect(before?.version == after?.version)
    }
  }

  @Test func `importing again adds nothing, and a later export only what is new`() throws {
    let old = try Self.worked(seed: 5, steps: 60)
    let new = try Self.fresh(after: old)
    let first = try Self.take(Self.lines(of: old), into: new)
    let again = try Self.take(Self.lines(of: old), into: new)
    #expect([again.done, again.skipped] == [0, first.done])
    try old.act("ann", "note", 1, text: "later").receipt()
    let ticket = try old.question()
    new.time.advance(milliseconds: 1)
    let later = try Self.take(Self.lines(of: old), into: new)
    #expect(later.bad == [])
    #expect([later.done, later.skipped] == [2, first.done])
    #expect(try new.notes(1).last == "later")
    #expect(try new.ticket(ticket)?.subject == "No light")
  }

  @Test func `on a desk with tickets the numbers move together, references too`() throws {
    let old = try TemporaryDesk(staffed: Self.plugins)
    for _ in 1...3 { try old.question() }
    try old.act("ann", "update", 1, ["parent": .ticket(.init(rawValue: 3))]).receipt()
    let new = try TemporaryDesk(staffed: Self.plugins)
    for _ in 1...2 { try new.question(["subject": .text("own")]) }
    #expect(try Self.take(Self.lines(of: old), into: new).bad == [])
    #expect(try new.ticket(2)?.subject == "own")
    #expect(try new.ticket(3)?.parent == .init(rawValue: 5))
    #expect(try new.question() == 6)
    #expect(try new.auditProblems() == [])
  }

  @Test func `who sees no notes exports none, and nothing that tells of them`() throws {
    let old = try TemporaryDesk(staffed: Self.plugins)
    try old.question()
    try old.act("ann", "note", 1, text: "secret words").receipt()
    try old.act("ann", "reply", 1, text: "hello").receipt()
    try old.desk.administer(as: .desk) {
      for permission in ["export", "history.view", "ticket.view"] {
        try $0.grant(Grant(permission), to: "reader")
      }
    }
    try old.add("eve", roles: ["reader"])
    let lines = try Self.lines(of: old, as: "eve")
    #expect(!lines.joined().contains("secret"))
    #expect(!lines.joined().contains("internal"))
    let numbers = lines.filter { $0.hasPrefix("{\"entry\"") }
    #expect(numbers.count == 2)
    #expect(numbers[1].contains("\"number\":2"))
    let new = try TemporaryDesk(plugins: Self.plugins)
    #expect(try Self.take(lines, into: new).bad == [])
    #expect(try new.entries(1).map(\.text) == ["", "hello"])
  }

  @Test(arguments: [("ann", "export"), ("carl", "export")])
  func `exporting needs its permission`(name: String, permission: String) throws {
    let desk = try TemporaryDesk(staffed: Self.plugins)
    let refusal = #expect(throws: Refusal.self) { _ = try Self.lines(of: desk, as: name) }
    #expect(refusal?.code == .denied)
    #expect(refusal?.message.contains(permission) == true)
  }

  @Test func `a query says which tickets, and only their people come along`() throws {
    let old = try TemporaryDesk(staffed: Self.plugins)
    try old.question()
    try old.question(["priority": .text("urgent"), "requester": .text("dora")])
    let lines = try Self.lines(of: old, "priority:urgent")
    let new = try TemporaryDesk(plugins: Self.plugins)
    #expect(try Self.take(lines, into: new).bad == [])
    #expect(try new.ticket(1) == nil)
    #expect(try new.ticket(2)?.priority == .urgent)
    #expect(try new.desk.moment({ try $0.person(named: "carl") }) == nil)
    #expect(try new.person("dora").roles == ["customer"])
    #expect(try new.question(["requester": .none]) == 3)
  }

  @Test func `a postponed ticket wakes on its new desk`() throws {
    let old = try TemporaryDesk(staffed: Self.plugins)
    let id = try old.question(in: "postponed")
    let new = try TemporaryDesk(plugins: Self.plugins)
    #expect(try Self.take(Self.lines(of: old), into: new).bad == [])
    try new.work(after: .seconds(2 * 86_400))
    #expect(try new.ticket(id)?.category == .open)
  }
}
