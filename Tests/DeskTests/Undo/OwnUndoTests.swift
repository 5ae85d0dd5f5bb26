import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// `ticket.undo.own`: taking back what one did oneself, within a day.
@Suite struct OwnUndoTests {
  private func desk() throws -> TemporaryDesk {
    try TemporaryDesk(staffed: ["support", "close-reasons", "inbox"])
  }

  private static let hour: Int64 = 3_600_000

  @Test func `an agent takes back what they did themselves`() throws {
    let desk = try desk()
    let id = try desk.question()
    let own = try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    #expect(try desk.undo("ann", own.request).changed == 1)
    #expect(try desk.ticket(id)?.priority == .normal)
  }

  @Test func `an undo is a change of one's own, and can be undone`() throws {
    let desk = try desk()
    let id = try desk.question()
    let own = try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    try desk.undo("ann", own.request)
    let undo = try #require(try desk.requests(id).last)
    #expect(try desk.undo("ann", undo).changed == 1)
    #expect(try desk.ticket(id)?.priority == .high)
  }

  @Test(arguments: [(23, true), (24, true), (25, false)])
  func `a day later it is too late`(hours: Int64, isAllowed: Bool) throws {
    let desk = try desk()
    let id = try desk.question()
    let own = try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    desk.time.advance(milliseconds: hours * Self.hour)
    let result = try desk.undo("ann", own.request)
    #expect((result.changed == 1) == isAllowed)
    guard let refusal = result.refused.first?.refusal else { return }
    #expect(refusal.code == .denied && refusal.message.contains("within the last day"))
  }

  @Test func `what another did is not one's own, nor what was imported in one's name`() throws {
    let desk = try desk()
    let id = try desk.question()
    let others = try desk.act("bob", "update", id, ["priority": .text("high")]).receipt()
    let refusal = try desk.undo("ann", others.request).refused.first?.refusal
    #expect(refusal?.code == .denied, "\(String(describing: refusal))")
    #expect(refusal?.message.contains("ticket.undo") == true)
    var request = try desk.request("ann", "update", id, ["priority": .text("low")])
    (request.source, request.obeysRules) = (.import, false)
    let imported = try desk.perform(request, isDryRun: false).receipt()
    #expect(try desk.undo("ann", imported.request).refused.first?.refusal.code == .denied)
    #expect(try desk.undo("mia", imported.request).changed == 1)
  }

  @Test func `a part of another's request is not one's own`() throws {
    let desk = try desk()
    let id = try desk.question()
    try desk.act("bob", "update", id, ["priority": .text("high")]).receipt()
    try desk.act("ann", "update", id, ["tags": .texts(["a"])]).receipt()
    let seqs = try desk.entries(id).map(\.seq)
    #expect(try desk.desk.perform(desk.undoOrder("ann", .entry(seqs[2]))).changed == 1)
    #expect(try desk.desk.perform(desk.undoOrder("ann", .entry(seqs[1]))).changed == 0)
  }

  @Test func `what hooks added to one's own change goes back with it`() throws {
    let desk = try desk()
    try desk.enable(
      TestPlugin(
        "tagger", permissions: "'ticket.update'",
        """
        docket.before("field.priority", function(change)
          if change.after.priority == "high" then change:set("tags", { add = { "hot" } }) end
        end)
        """))
    let id = try desk.question()
    let own = try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    #expect(try desk.ticket(id)?.tags == ["hot"])
    #expect(try desk.undo("ann", own.request).changed == 1)
    #expect(try desk.ticket(id)?.tags == [])
  }

  @Test func `a bulk of one's own goes back ticket by ticket`() throws {
    let desk = try desk()
    let ids = try (1...3).map { _ in try desk.question() }
    let order = try desk.order("ann", "is:open", ["priority": .text("high")])
    let bulk = try desk.desk.perform(order)
    #expect(bulk.changed == 3)
    #expect(try desk.undo("ann", try #require(bulk.name)).changed == 3)
    #expect(try desk.ticket(ids[0])?.priority == .normal)
  }

  @Test func `it takes what the way back takes as well`() throws {
    let desk = try desk()
    let resolved = try desk.question(in: "resolved")
    let reopen = try desk.act("ann", "reopen", resolved).receipt()
    let refusal = try desk.undo("ann", reopen.request).refused.first?.refusal
    #expect(refusal?.message.contains("ticket.close") == true)
  }

  @Test func `why tells of the lesser permission`() throws {
    let desk = try desk()
    let id = Ticket.ID(rawValue: try desk.question())
    let account = try desk.desk.session(as: try desk.person("mia")) {
      try $0.why("ann", "ticket.undo", ticket: id)
    }
    #expect(!account.decision.isAllowed && account.lesser == .ticketUndoOwn)
    #expect(account.considerations.map(\.grant.grant.permission) == ["ticket.undo.own"])
    let manager = try desk.desk.session(as: try desk.person("mia")) {
      try $0.why("mia", "ticket.undo", ticket: id)
    }
    #expect(manager.decision.isAllowed && manager.lesser == nil)
  }
}
