import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// What a request did, taken back.
@Suite struct UndoTests {
  private func desk() throws -> TemporaryDesk {
    try TemporaryDesk(staffed: ["support", "close-reasons", "inbox"])
  }

  @Test func `an undo restores fields and lists, and stands in the history`() throws {
    let desk = try desk()
    let id = try desk.question(["tags": .texts(["a", "b"])])
    let receipt = try desk.act(
      "ann", "update", id, ["priority": .text("high"), "tags": .texts(["c"])]
    ).receipt()
    let undo = try desk.undo("mia", receipt.request)
    #expect(undo.changed == 1)
    let ticket = try #require(try desk.ticket(id))
    #expect(ticket.priority == .normal)
    #expect(ticket.tags == ["a", "b"])
    let entry = try #require(try desk.entries(id).last)
    #expect(entry.action == "undo")
    #expect(entry.actor == .person(try desk.person("mia").id))
    #expect(entry.params["undoes"] == .text(receipt.request))
    #expect(try desk.auditProblems() == [])
  }

  @Test func `an undo of an undo does the change again`() throws {
    let desk = try desk()
    let id = try desk.question()
    let receipt = try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    let undo = try #require(try desk.undo("mia", receipt.request).name)
    let redo = try #require(try desk.undo("mia", undo).name)
    #expect(try desk.ticket(id)?.priority == .high)
    #expect(try desk.undo("mia", redo).changed == 1)
    #expect(try desk.ticket(id)?.priority == .normal)
  }

  @Test func `what was undone is not undone twice, and it says how to do it again`() throws {
    let desk = try desk()
    let id = try desk.question()
    let receipt = try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    let undo = try #require(try desk.undo("mia", receipt.request).name)
    let refusal = try desk.undo("mia", receipt.request).refused.first?.refusal
    #expect(refusal?.code == .conflict)
    #expect(refusal?.message.contains("docket undo \(undo)") == true)
  }

  @Test func `a field that was edited since is a conflict that names who, which and what first`()
    throws
  {
    let desk = try desk()
    let id = try desk.question()
    let first = try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    let later = try desk.act("bob", "update", id, ["priority": .text("urgent")]).receipt()
    let refused = try desk.undo("mia", first.request).refused
    let problem = try #require(refused.first?.refusal.problems.first)
    let seq = try #require(later.seq?.rawValue)
    #expect(refused.first?.refusal.code == .conflict)
    #expect(problem.field == "priority")
    #expect(problem.message.hasPrefix("bob edited it at "))
    #expect(problem.message.contains("first: docket undo \(seq)"))
    #expect(try desk.ticket(id)?.priority == .urgent)
  }

  @Test func `once the later change is undone, the earlier one can be`() throws {
    let desk = try desk()
    let id = try desk.question()
    let first = try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    let later = try desk.act("bob", "update", id, ["priority": .text("urgent")]).receipt()
    #expect(try desk.undo("mia", later.request).changed == 1)
    #expect(try desk.undo("mia", first.request).changed == 1)
    #expect(try desk.ticket(id)?.priority == .normal)
  }

  @Test func `a change that was done again stands in the way once more`() throws {
    let desk = try desk()
    let id = try desk.question()
    let first = try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    let later = try desk.act("bob", "update", id, ["priority": .text("urgent")]).receipt()
    let undo = try #require(try desk.undo("mia", later.request).name)
    try desk.undo("mia", undo)
    #expect(try desk.undo("mia", first.request).refused.first?.refusal.code == .conflict)
  }

  @Test func `an undone close leaves neither reason nor evidence, and needs no move for it`() throws
  {
    let desk = try desk()
    let id = try desk.question(in: "answered")
    let before = try #require(try desk.ticket(id))
    let close = try desk.act("mia", "close", id, TemporaryDesk.evidence).receipt()
    #expect(try desk.undo("mia", close.request).changed == 1)
    let ticket = try #require(try desk.ticket(id))
    #expect(ticket.stage == before.stage)
    #expect(ticket.closeReason.isEmpty && ticket.rootCauses.isEmpty && ticket.closed == nil)
  }

  @Test func `an undone reopen closes again with the reason that it had`() throws {
    let desk = try desk()
    let id = try desk.question(in: "resolved")
    let reopen = try desk.act("mia", "reopen", id).receipt()
    #expect(try desk.undo("mia", reopen.request).changed == 1)
    #expect(try desk.ticket(id)?.closeReason == "solved")
    #expect(try desk.ticket(id)?.rootCauses == ["bulb"])
  }

  @Test func `an undo needs its own permission and that of what it does`() throws {
    let desk = try desk()
    let id = try desk.question()
    let receipt = try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    let error = #expect(throws: Refusal.self) { try desk.undo("ann", receipt.request) }
    #expect(error?.code == .denied)
    try desk.desk.administer(as: .desk) { try $0.grant(Grant("ticket.undo"), to: "agent") }
    #expect(try desk.undo("ann", receipt.request).changed == 1)
    let resolved = try desk.question(in: "resolved")
    let reopen = try desk.act("ann", "reopen", resolved).receipt()
    let refusal = try desk.undo("ann", reopen.request).refused.first?.refusal
    #expect(refusal?.message.contains("ticket.close") == true)
  }

  @Test func `texts are not taken back, and they are counted`() throws {
    let desk = try desk()
    let id = try desk.question()
    let update = try desk.act("ann", "update", id, ["priority": .text("high")]) {
      $0.note = "seen"
    }.receipt()
    let result = try desk.undo("mia", update.request)
    #expect(result.undone.texts == 1)
    #expect(try desk.notes(id) == ["seen"])
    let note = try desk.act("ann", "note", id, text: "only words").receipt()
    #expect(try desk.undo("mia", note.request).refused.first?.refusal.code == .refused)
  }

  @Test func `a created ticket is discarded where its life cycle says`() throws {
    let desk = try desk()
    let id = try desk.question()
    let create = try #require(try desk.requests(id).first)
    let undo = try #require(try desk.undo("mia", create).name)
    #expect(try desk.stage(id) == "deleted")
    #expect(try desk.undo("mia", undo).changed == 1)
    #expect(try desk.stage(id) == "new")
    #expect(try desk.undo("mia", create, discard: "spam").changed == 1)
    #expect(try desk.stage(id) == "spam")
  }

  @Test func `a ticket that was worked on since is not discarded`() throws {
    let desk = try desk()
    let id = try desk.question(in: "open")
    let create = try #require(try desk.requests(id).first)
    let refusal = try desk.undo("mia", create).refused.first?.refusal
    #expect(refusal?.code == .conflict)
    #expect(refusal?.problems.allSatisfy { $0.field == "stage" } == true)
    #expect(refusal?.problems.count == 2)
  }

  @Test func `rows that wait are dropped and delivered ones are listed`() throws {
    let desk = try desk()
    let id = try desk.question()
    let first = try desk.act("mia", "assign", id, ["assignee": .text("ann")]).receipt()
    let early = try desk.undo("mia", first.request)
    #expect(early.undone.dropped.map(\.name) == ["inbox"])
    #expect(try desk.rows(.notify).first?.state == .dropped)
    let second = try desk.act("mia", "assign", id, ["assignee": .text("bob")]).receipt()
    try desk.work()
    let late = try desk.undo("mia", second.request)
    #expect(late.undone.delivered.map(\.name) == ["inbox"])
    #expect(try desk.work().done == 0)
  }

  @Test func `a postponement that is undone wakes nobody`() throws {
    let desk = try desk()
    let id = try desk.question()
    let receipt = try desk.postpone(id)
    try desk.undo("mia", receipt.request)
    try desk.work(after: .seconds(100_000))
    #expect(try desk.stage(id) == "new")
    #expect(try desk.entries(id).count == 3)
  }

  @Test func `who may undo nothing hears the same of entries that are there and that are not`()
    throws
  {
    let desk = try desk()
    let id = try desk.question()
    let seq = try #require(try desk.entries(id).first?.seq)
    let targets = [
      UndoTarget.entry(seq), .entry(EntryID(rawValue: 1)), .entry(EntryID(rawValue: 99_999)),
      .request(try desk.requests(id)[0]), .request("r1"), .request("r9999"),
    ]
    for target in targets {
      let error = #expect(throws: Refusal.self) { try desk.undoOrder("carl", target) }
      #expect(error?.code == .denied)
      #expect(error?.message == "carl may not do this: it needs ticket.undo")
    }
  }

  @Test func `an entry of the desk, of nobody, or of a hidden ticket is not found`() throws {
    let desk = try desk()
    let id = try desk.question()
    let seq = try #require(try desk.entries(id).first?.seq)
    try desk.desk.administer(as: .desk) {
      try $0.grant(Grant("ticket.view", isDenial: true), to: "manager")
      try $0.grant(Grant("person.manage", isDenial: true), to: "manager")
    }
    for number in [seq.rawValue, 1, 99_999] {
      let error = #expect(throws: Refusal.self) {
        try desk.undoOrder("mia", .entry(EntryID(rawValue: number)))
      }
      #expect(error?.code == .notFound)
      #expect(error?.message == "there is no entry \(number)")
    }
  }

  @Test func `no request but an undo takes back, and an undo takes no fields`() throws {
    let desk = try desk()
    let id = try desk.question()
    #expect(try desk.act("admin", "undo", id).refusal?.code == .invalid)
    let request = try desk.requests(id)[0]
    let outcome = try desk.act("admin", "undo", id, ["stage": .text("resolved")]) {
      $0.undoes = UndoScope(request: request)
    }
    #expect(outcome.refusal?.code == .invalid)
    #expect(try desk.stage(id) == "new")
  }
}
