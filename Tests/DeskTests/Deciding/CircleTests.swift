import Desk
import Foundation
import Kernel
import TestSupport
import Testing
import Texts

/// References from ticket to ticket that must not lead back to where they began.
@Suite struct CircleTests {
  private static func plugin(acyclic: Bool) -> TestPlugin {
    TestPlugin(
      "links", permissions: "'ticket.view', 'ticket.update'",
      """
      docket.field{ name = "blocks", type = "ticket", many = true, acyclic = \(acyclic) }
      docket.field{ name = "see", type = "ticket" }
      docket.before("field.priority", function(change) change:set("parent", 3) end,
        { when = "priority:urgent" })
      """)
  }

  /// A desk with three questions; the second is part of the first, the third of the second.
  private static func desk() throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support", "close-reasons"])
    try desk.enable(plugin(acyclic: true))
    for _ in 1...3 { _ = try desk.question() }
    for id in 2...3 as ClosedRange<Int64> {
      try desk.act("ann", "update", id, ["parent": .ticket(Ticket.ID(rawValue: id - 1))]).receipt()
    }
    return desk
  }

  @Test func `hooks, undo and imports close no circle`() throws {
    let desk = try Self.desk()
    let hook = try desk.act("ann", "update", 1, ["priority": .text("urgent")])
    #expect(hook.refusedFields == ["parent"])
    // Taking the clearing back would close what was opened in the meantime.
    let cleared = try desk.act("ann", "update", 3, ["parent": .none]).receipt()
    try desk.act("ann", "update", 1, ["parent": .ticket(Ticket.ID(rawValue: 3))]).receipt()
    let undone = try desk.act("admin", "undo", 3) {
      $0.undoes = UndoScope(request: cleared.request)
    }
    #expect(undone.refusedFields == ["parent"])
  }

  @Test func `an export with a circle comes in without what closes it`() throws {
    let old = try TemporaryDesk(staffed: ["support"])
    for _ in 1...2 { _ = try old.question() }
    try old.act("admin", "update", 1, ["parent": .ticket(Ticket.ID(rawValue: 2))]).receipt()
    var lines = try ExportTests.lines(of: old)
    let update = try #require(lines.first { $0.contains("\"field\":\"parent\"") })
    lines.append(
      update.replacingOccurrences(of: "\"to\":{\"ticket\":2}", with: "\"to\":{\"ticket\":1}")
        .replacingOccurrences(of: "\"ticket\":1,", with: "\"ticket\":2,"))
    let report = try ExportTests.take(lines, into: ExportTests.fresh(after: old))
    #expect(report.bad.map(\.line) == [lines.count], "\(report.bad)")
    #expect(report.bad.first?.reason.description.contains("circle") == true)
  }

  @Test func `the doctor finds circles from before the rule`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.plugin(acyclic: false))
    for _ in 1...2 { _ = try desk.question() }
    for (from, to) in [(1, 2), (2, 1)] as [(Int64, Int64)] {
      let value = Value.list([.ticket(Ticket.ID(rawValue: to))])
      try desk.act("ann", "update", from, ["blocks": value]).receipt()
    }
    let habits = Doctor.Habits()
    #expect(Doctor.examine(desk.folder, habits, clock: desk.time.clock).findings.isEmpty)
    try Self.plugin(acyclic: true).write(toDesk: desk.folder, version: "1.0.1")
    try desk.desk.reloadPlugins("links", as: .desk)
    let findings = Doctor.examine(desk.folder, habits, clock: desk.time.clock).findings
    #expect(findings.map(\.code) == ["circle"])
    #expect(findings.first.map { "\($0.text)" }?.contains("1 → 2 → 1") == true)
  }
}
