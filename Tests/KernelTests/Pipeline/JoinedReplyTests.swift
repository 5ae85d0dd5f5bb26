import Kernel
import TestSupport
import Testing

/// Replies on a ticket whose conversation stands on another one, as a merged ticket's does.
@Suite struct JoinedReplyTests {
  /// A desk where ticket 2, of carl, is closed and stands on ticket 1, of dora and ann's.
  private static func desk() throws -> KernelDesk {
    var registry = Registry.support
    var field = FieldSpec(name: "merged_into", kind: .ticket, plugin: "support")
    (field.acyclic, field.joins) = (true, true)
    var aside = field
    (aside.name, aside.aside) = ("beside", true)
    registry.fields = [field, aside]
    let desk = KernelDesk(registry)
    try desk.question(["requester": .text("dora"), "assignee": .text("ann")])
    try desk.question()
    try desk.act("mia", "close", 2, ["merged_into": .ticket(Ticket.ID(rawValue: 1))]).receipt()
    return desk
  }

  private static func last(_ id: Int64, on desk: KernelDesk) throws -> Entry {
    try #require(try desk.entries(id).last)
  }

  @Test(arguments: ["answered", "resolved", "postponed"])
  func `a customer's reply opens the ticket that it stands on`(_ stage: String) throws {
    let desk = try Self.desk()
    switch stage {
    case "resolved": try desk.act("mia", "close", 1).receipt()
    case "postponed": try desk.postpone(1)
    default: try desk.act("ann", "reply", 1, text: "Is the plug in?").receipt()
    }
    let reply = try desk.act("carl", "reply", 2, text: "still dark").receipt()
    #expect(try desk.ticket(1)?.stage == "open")
    #expect(try desk.ticket(2)?.stage == "resolved")
    #expect(reply.edits == [])
    let moved = try #require(try desk.entries(1).last { !$0.edits.isEmpty })
    #expect(moved.cause == reply.seq && moved.actor == .desk && moved.request == reply.request)
  }

  @Test func `its words stand once, and who does not work here learns nothing of its author`()
    throws
  {
    let desk = try Self.desk()
    let reply = try desk.act("carl", "reply", 2, text: "still dark").receipt()
    #expect(try desk.entries(1).allSatisfy { $0.text.isEmpty })
    #expect(try Self.last(2, on: desk).text == "still dark")
    let record = try Self.last(1, on: desk)
    #expect(record.passedReply == reply.seq)
    #expect((record.visibility, record.actor) == (.internal, .desk))
    #expect(try desk.ticket(1)?.version == 1, "a ticket that is not moved is not changed")
  }

  @Test func `the people of that ticket are told, each once, and its author is not`() throws {
    let desk = try Self.desk()
    for part in ["requester", "followers", "assignee"] { try desk.subscribe(part, "ticket.reply") }
    let both = [try desk.person("ann").id, try desk.person("bob").id]
    try desk.act("mia", "update", 2, ["followers": .people(both)]).receipt()
    try desk.act("mia", "update", 1, ["followers": .people([try desk.person("carl").id])]).receipt()
    let told = try desk.act("carl", "reply", 2, text: "still dark")
    #expect(try desk.told(by: told).sorted() == ["ann", "bob"])
    let rows = try told.receipt().outbox.filter { $0.kind == .notify }
    #expect(Set(rows.compactMap(\.ticket?.rawValue)) == [1, 2])
  }

  @Test func `who does not see the ticket that it was written to is not told`() throws {
    let desk = try Self.desk()
    desk.grant(Grant("ticket.view", isDenial: true, when: "id:2"), to: "agent")
    try desk.subscribe("assignee", "ticket.reply")
    #expect(try desk.told(by: desk.act("carl", "reply", 2, text: "still dark")) == [])
    #expect(try desk.told(by: desk.act("dora", "reply", 1, text: "dark")) == ["ann"])
  }

  @Test func `hooks see a customer's reply on that ticket, with its words`() throws {
    let desk = try Self.desk()
    desk.enable(
      "watch", permissions: [Grant("ticket.update")],
      .before("ticket.reply", when: "id:1") { proposal, hook in
        let words = proposal.submission.request.text
        guard proposal.isFromCustomer, words == "still dark" else { return }
        try proposal.amend("priority", .value(.text("urgent")), by: hook)
      })
    try desk.act("carl", "reply", 2, text: "still dark").receipt()
    #expect(try desk.ticket(1)?.priority == .urgent)
  }

  @Test func `what refuses it there takes nothing away from the reply`() throws {
    let desk = try Self.desk()
    try desk.act("mia", "close", 1).receipt()
    desk.enable(
      "strict",
      .validate("ticket.reopen") { proposal, hook in
        proposal.refuse(nil, "no", by: hook)
      })
    let reply = try desk.act("carl", "reply", 2, text: "still dark")
    #expect(reply.isDone)
    #expect(try desk.ticket(1)?.stage == "resolved")
    #expect(try Self.last(2, on: desk).text == "still dark")
  }

  @Test func `replies of the staff and of machines move nothing there`() throws {
    let desk = try Self.desk()
    try desk.act("ann", "reply", 1, text: "Is the plug in?").receipt()
    try desk.act("bob", "reply", 2, text: "Is it?").receipt()
    try desk.act("carl", "reply", 2, text: "I am away") { $0.isAutomatic = true }.receipt()
    #expect(try desk.ticket(1)?.stage == "answered")
    #expect(try desk.ticket(2)?.stage == "resolved")
  }

  @Test func `the way leads to the end of a chain`() throws {
    let desk = try Self.desk()
    try desk.question()
    try desk.act("mia", "close", 1, ["merged_into": .ticket(Ticket.ID(rawValue: 3))]).receipt()
    try desk.act("mia", "reply", 3, text: "Is the plug in?").receipt()
    try desk.act("carl", "reply", 2, text: "still dark").receipt()
    #expect(try desk.ticket(3)?.stage == "open")
    #expect(try desk.ticket(1)?.stage == "resolved")
  }

  @Test func `a reply to a conversation aside moves that one, and does nothing to the other`()
    throws
  {
    let desk = try Self.desk()
    for part in ["requester", "assignee"] { try desk.subscribe(part, "ticket.reply") }
    try desk.question()
    try desk.act("mia", "update", 3, ["beside": .ticket(Ticket.ID(rawValue: 1))]).receipt()
    try desk.act("mia", "reply", 3, text: "Can you send a lamp?").receipt()
    let before = try (desk.ticket(1), desk.entries(1).count)
    let reply = try desk.act("carl", "reply", 3, text: "on Monday")
    #expect(try desk.ticket(3)?.stage == "open")
    #expect(try desk.ticket(1) == before.0 && desk.entries(1).count == before.1)
    #expect(try desk.told(by: reply) == [])
  }

  @Test func `what is merged into a conversation aside goes on there, and no further`() throws {
    let desk = try Self.desk()
    try desk.question()
    try desk.act("mia", "update", 3, ["beside": .ticket(Ticket.ID(rawValue: 1))]).receipt()
    try desk.act("mia", "reply", 3, text: "Can you send a lamp?").receipt()
    let three = Value.ticket(Ticket.ID(rawValue: 3))
    try desk.act("mia", "update", 2, ["merged_into": three]).receipt()
    try desk.act("carl", "reply", 2, text: "on Monday").receipt()
    #expect(try desk.ticket(3)?.stage == "open")
    #expect(try desk.ticket(1)?.stage == "new")
  }

  @Test func `where the other ticket is discarded or gone, a reply opens its own`() throws {
    let desk = try Self.desk()
    try desk.act("mia", "discard", 1, params: ["to": .text("deleted")]).receipt()
    try desk.act("carl", "reply", 2, text: "still dark").receipt()
    #expect(try desk.ticket(2)?.stage == "open")
    try desk.act("mia", "close", 2).receipt()
    try desk.act("mia", "purge", 1).receipt()
    try desk.act("carl", "reply", 2, text: "still dark").receipt()
    #expect(try desk.ticket(2)?.stage == "open")
  }

  @Test func `a dry run shows it to who sees that ticket, and leaves nothing`() throws {
    let desk = try Self.desk()
    let (bob, carl) = try (
      desk.act("bob", "reply", 2, text: "x", isDryRun: true),
      desk.act("carl", "reply", 2, text: "x", isDryRun: true)
    )
    #expect(bob.trace.contains { $0.step == "pass" && $0.name.contains("1") })
    #expect(!carl.trace.contains { $0.step == "pass" })
    #expect(try desk.entries(1).count == 1)
  }
}
