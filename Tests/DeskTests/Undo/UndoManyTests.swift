import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// Undo of what concerns several tickets: bulks, imports, hooks.
@Suite struct UndoManyTests {
  @Test func `a bulk is undone as one request, but for tickets that were changed since`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    for _ in 1...4 { try desk.question() }
    let bulk = try desk.desk.perform(
      try desk.order("mia", "is:open", ["priority": .text("high")]))
    try desk.act("ann", "update", 3, ["priority": .text("low")]).receipt()
    let undo = try desk.undo("mia", try #require(bulk.name))
    #expect(undo.changed == 3)
    #expect(undo.refused.map(\.ticket.rawValue) == [3])
    #expect(try [1, 2, 4].allSatisfy { try desk.ticket($0)?.priority == .normal })
    #expect(try desk.undo("mia", try #require(undo.name)).changed == 3)
    #expect(try desk.ticket(4)?.priority == .high)
    #expect(try desk.auditProblems() == [])
  }

  @Test func `an entry of a bulk undoes that ticket only`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    for _ in 1...3 { try desk.question() }
    _ = try desk.desk.perform(try desk.order("mia", "is:open", ["priority": .text("high")]))
    let seq = try #require(try desk.entries(2).last?.seq)
    let order = try desk.undoOrder("mia", .entry(seq))
    #expect(order.targets.map(\.ticket.rawValue) == [2])
    #expect(try desk.desk.perform(order).changed == 1)
    #expect(try desk.ticket(1)?.priority == .high)
    #expect(try desk.ticket(2)?.priority == .normal)
  }

  @Test func `a bulk is undone only where the one who undoes it sees the ticket`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    for _ in 1...3 { try desk.question() }
    try desk.act("mia", "update", 2, ["queue": .none, "tags": .texts(["secret"])]).receipt()
    let bulk = try desk.desk.perform(
      try desk.order("mia", "is:open", ["priority": .text("high")]))
    try desk.desk.administer(as: .desk) {
      for name in ["ticket.undo", "bulk"] { try $0.grant(Grant(name), to: "agent") }
      try $0.grant(Grant("ticket.view", isDenial: true, when: "tags:secret"), to: "agent")
    }
    let order = try desk.undoOrder("ann", .request(try #require(bulk.name)))
    #expect(order.targets.map(\.ticket.rawValue) == [3, 1])
    #expect(try desk.desk.plan(order).changed == 2)
  }

  @Test func `what a hook had changed along with it goes back with it, on other tickets too`()
    throws
  {
    let desk = try TemporaryDesk(staffed: ["support"])
    let other = try desk.question()
    try desk.enable(
      TestPlugin(
        "twins", permissions: "'ticket.view', 'ticket.update', 'note.add'",
        """
        docket.before("field.priority", function(change)
          change:set("tags", { "moved" })
          if change.id ~= \(other) then
            change:also("update", \(other), { set = { priority = change.after.priority } })
          end
        end, { name = "both", when = "has:assignee or id:\(other)" })
        """))
    let id = try desk.question(["assignee": .text("ann")])
    let receipt = try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    #expect(try desk.ticket(other)?.priority == .high)
    let order = try desk.undoOrder("mia", .entry(try #require(receipt.seq)))
    #expect(order.isAtomic)
    #expect(order.targets.map(\.ticket.rawValue) == [other, id])
    let rows = try (1...2).map { try desk.entries($0).count }
    #expect(try desk.desk.plan(order).refused.isEmpty)
    #expect(try (1...2).map { try desk.entries($0).count } == rows)
    let refused = try desk.desk.perform(order).refused
    // The hook changes the other ticket once more: what it does on an undo is its own business.
    #expect(refused.isEmpty || refused.allSatisfy { $0.refusal.code == .conflict })
  }

  @Test(arguments: ["carl", "dora"])
  func `an undo passes over a ticket of which something was only said`(_ other: String) throws {
    let desk = try TemporaryDesk(staffed: ["support", "close-reasons"])
    try desk.question()
    let before = Ticket(id: Ticket.ID(rawValue: 1), folding: try desk.entries(1))
    let id = try desk.question(["requester": .text(other), "body": .text("mine too")])
    let into: [String: Value] = ["into": .ticket(Ticket.ID(rawValue: 1))]
    let receipt = try desk.act("mia", "merge", id, params: into).receipt()
    let order = try desk.undoOrder("mia", .entry(try #require(receipt.seq)))
    let undo = try desk.desk.perform(order)
    #expect(undo.refused.isEmpty, "\(undo.refused)")
    #expect(try desk.ticket(id)?.stage == "new")
    #expect(try desk.ticket(id)?.fields == [:])
    #expect(try desk.ticket(1)?.followers == before.followers)
    #expect(try desk.notes(1).count == 1, "words stay")
    #expect(try desk.undo("mia", try #require(undo.name)).refused.isEmpty)
    #expect(try desk.ticket(id)?.category == .closed)
    #expect(try desk.auditProblems() == [])
  }

  @Test func `what only said something has nothing to be undone`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    let note = try desk.act("ann", "note", id, text: "one").receipt()
    let refused = try desk.undo("mia", note.request).refused
    #expect(refused.first?.refusal.message.contains("only said something") == true)
  }

  @Test func `what an after hook asked for because of it is listed with how to undo it`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "tagger", permissions: ReactionTests.all,
        """
        docket.after("field.priority", function(change)
          docket.tickets.update(change.id, { set = { tags = { "seen" } } })
        end, { name = "tag", when = "priority:high" })
        """))
    let id = try desk.question()
    let receipt = try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    try desk.work()
    let followed = try #require(try desk.entries(id).last)
    let result = try desk.undo("mia", receipt.request)
    #expect(result.undone.followed.map(\.request) == [followed.request])
    #expect(result.undone.followed.first?.hook == "tagger@1.0.0:tag")
    #expect(try desk.ticket(id)?.tags == ["seen"])
    #expect(try desk.undo("mia", followed.request).changed == 1)
    #expect(try desk.ticket(id)?.tags == [])
  }

  @Test func `a plugin's check holds for an undo too`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    let receipt = try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    try desk.enable(
      TestPlugin(
        "never", permissions: "'ticket.view'",
        """
        docket.validate("ticket.update", function(change)
          if change.after.priority ~= "high" then change:refuse("priority", "stays high") end
        end)
        """))
    let refusal = try desk.undo("mia", receipt.request).refused.first?.refusal
    #expect(refusal?.problems.first?.message == "stays high")
  }

  @Test func `an import is undone, a row of it or all`() throws {
    let (desk, files) = (try TemporaryDesk(staffed: ["support"]), try ImportFiles())
    let report = try files.take(
      """
      a,2025-06-01T10:00:00Z,ann,new,Lamp
      a,2025-06-01T11:00:00Z,ann,priority,high
      b,2025-06-01T12:00:00Z,ann,new,Fuse

      """, into: desk)
    let seq = try #require(try desk.entries(1).last?.seq)
    #expect(try desk.desk.perform(try desk.undoOrder("mia", .entry(seq))).changed == 1)
    #expect(try desk.ticket(1)?.priority == .normal)
    let all = try desk.undoOrder("mia", .request(report.request))
    #expect(!all.isAtomic)
    #expect(try desk.desk.perform(all).changed == 2)
    #expect(try desk.stage(1) == "deleted")
    #expect(try desk.stage(2) == "deleted")
  }

  @Test func `a bulk that is not finished is not undone before it is`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    for _ in 1...2 { try desk.question() }
    let order = try desk.order("mia", "is:open", ["priority": .text("high")])
    let name = try #require(try desk.desk.perform(order, isStopped: { true }).name)
    let error = #expect(throws: Refusal.self) { try desk.undo("mia", name) }
    #expect(error?.message.contains("--resume \(name)") == true)
  }
}
