import Kernel
import TestSupport
import Testing

/// What a request did, taken back.
@Suite struct UndoTests {
  @Test func `an undo restores fields and lists, and stands in the history`() throws {
    let desk = KernelDesk(.supportWithReasons)
    let id = try desk.question(["tags": .texts(["a", "b"])])
    let receipt = try desk.act(
      "ann", "update", id, ["priority": .text("high"), "tags": .texts(["c"])]
    ).receipt()
    try desk.undo("mia", receipt.request, on: id).receipt()
    let ticket = try #require(try desk.ticket(id))
    #expect(ticket.priority == .normal)
    #expect(ticket.tags == ["a", "b"])
    let entry = try #require(try desk.entries(id).last)
    #expect(entry.action == "undo")
    #expect(entry.actor.person == desk.store.person(named: "mia")?.id)
    #expect(entry.params["undoes"] == .text(receipt.request))
  }

  @Test func `an undo of an undo does the change again`() throws {
    let desk = KernelDesk(.supportWithReasons)
    let id = try desk.question()
    let receipt = try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    let undo = try desk.undo("mia", receipt.request, on: id).receipt().request
    let redo = try desk.undo("mia", undo, on: id).receipt().request
    #expect(try desk.ticket(id)?.priority == .high)
    try desk.undo("mia", redo, on: id).receipt()
    #expect(try desk.ticket(id)?.priority == .normal)
  }

  @Test func `what was undone is not undone twice, and it says how to do it again`() throws {
    let desk = KernelDesk(.supportWithReasons)
    let id = try desk.question()
    let receipt = try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    let undo = try desk.undo("mia", receipt.request, on: id).receipt().request
    let refusal = try desk.undo("mia", receipt.request, on: id).refusal
    #expect(refusal?.code == .conflict)
    #expect(refusal?.message.contains("docket undo \(undo)") == true)
  }

  @Test func `a field that was edited since is a conflict that names who, which and what first`()
    throws
  {
    let desk = KernelDesk(.supportWithReasons)
    let id = try desk.question()
    let first = try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    let later = try desk.act("bob", "update", id, ["priority": .text("urgent")]).receipt()
    let refusal = try desk.undo("mia", first.request, on: id).refusal
    let problem = try #require(refusal?.problems.first)
    let seq = try #require(later.seq?.rawValue)
    #expect(refusal?.code == .conflict)
    #expect(problem.field == "priority")
    #expect(problem.message.hasPrefix("bob edited it at "))
    #expect(problem.message.contains("first: docket undo \(seq)"))
    #expect(try desk.ticket(id)?.priority == .urgent)
  }

  @Test func `a field that was edited often since is one conflict, with the last edit first`()
    throws
  {
    let desk = KernelDesk(.supportWithReasons)
    let id = try desk.question()
    let first = try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    let seqs = try ["urgent", "low"].map { priority in
      try desk.act("bob", "update", id, ["priority": .text(priority)]).receipt().seq?.rawValue ?? 0
    }
    let problems = try desk.undo("mia", first.request, on: id).refusal?.problems
    #expect(problems?.map(\.field) == ["priority"])
    let words = try #require(problems?.first).message
    #expect(words.contains("(entry \(seqs[1]))"), "\(words)")
    #expect(words.hasSuffix("first: docket undo \(seqs[1]), docket undo \(seqs[0])"), "\(words)")
  }

  @Test func `once the later change is undone, the earlier one can be`() throws {
    let desk = KernelDesk(.supportWithReasons)
    let id = try desk.question()
    let first = try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    let later = try desk.act("bob", "update", id, ["priority": .text("urgent")]).receipt()
    try desk.undo("mia", later.request, on: id).receipt()
    try desk.undo("mia", first.request, on: id).receipt()
    #expect(try desk.ticket(id)?.priority == .normal)
  }

  @Test func `a change that was done again stands in the way once more`() throws {
    let desk = KernelDesk(.supportWithReasons)
    let id = try desk.question()
    let first = try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    let later = try desk.act("bob", "update", id, ["priority": .text("urgent")]).receipt()
    let undo = try desk.undo("mia", later.request, on: id).receipt().request
    try desk.undo("mia", undo, on: id).receipt()
    #expect(try desk.undo("mia", first.request, on: id).refusal?.code == .conflict)
  }

  @Test func `an undone close leaves neither reason nor evidence, and needs no move for it`() throws
  {
    let desk = KernelDesk(.supportWithReasons)
    let id = try desk.question(in: "answered")
    let before = try #require(try desk.ticket(id))
    let close = try desk.act("mia", "close", id, KernelDesk.evidence).receipt()
    try desk.undo("mia", close.request, on: id).receipt()
    let ticket = try #require(try desk.ticket(id))
    #expect(ticket.stage == before.stage)
    #expect(ticket.closeReason.isEmpty && ticket.rootCauses.isEmpty && ticket.closed == nil)
  }

  @Test func `an undone reopen closes again with the reason that it had`() throws {
    let desk = KernelDesk(.supportWithReasons)
    let id = try desk.question(in: "resolved")
    let reopen = try desk.act("mia", "reopen", id).receipt()
    try desk.undo("mia", reopen.request, on: id).receipt()
    #expect(try desk.ticket(id)?.closeReason == "solved")
    #expect(try desk.ticket(id)?.rootCauses == ["bulb"])
  }

  @Test func `texts are not taken back, and they are counted`() throws {
    let desk = KernelDesk(.supportWithReasons)
    let id = try desk.question()
    let update = try desk.act("ann", "update", id, ["priority": .text("high")]) {
      $0.note = "seen"
    }.receipt()
    let undone = try desk.undo("mia", update.request, on: id).receipt().undone
    #expect(undone?.texts == 1)
    #expect(try desk.entries(id).filter { $0.action == "note" }.map(\.text) == ["seen"])
    let note = try desk.act("ann", "note", id, text: "only words").receipt()
    #expect(try desk.undo("mia", note.request, on: id).refusal?.code == .refused)
  }

  @Test func `a created ticket is discarded where its life cycle says`() throws {
    let desk = KernelDesk(.supportWithReasons)
    let id = try desk.question()
    let create = try #require(try desk.entries(id).first).request
    let undo = try desk.undo("mia", create, on: id).receipt().request
    #expect(try desk.stage(id) == "deleted")
    try desk.undo("mia", undo, on: id).receipt()
    #expect(try desk.stage(id) == "new")
    try desk.undo("mia", create, on: id, discard: "spam").receipt()
    #expect(try desk.stage(id) == "spam")
  }

  @Test func `a ticket that was worked on since is not discarded`() throws {
    let desk = KernelDesk(.supportWithReasons)
    let id = try desk.question(in: "open")
    let create = try #require(try desk.entries(id).first).request
    let refusal = try desk.undo("mia", create, on: id).refusal
    #expect(refusal?.code == .conflict)
    #expect(refusal?.problems.map(\.field) == ["stage"])
  }

  @Test func `no request but an undo takes back, and an undo takes no fields`() throws {
    let desk = KernelDesk(.supportWithReasons)
    let id = try desk.question()
    #expect(try desk.act("admin", "undo", id).refusal?.code == .invalid)
    let request = try #require(try desk.entries(id).first).request
    let outcome = try desk.act("admin", "undo", id, ["stage": .text("resolved")]) {
      $0.undoes = UndoScope(request: request)
    }
    #expect(outcome.refusal?.code == .invalid)
    #expect(try desk.stage(id) == "new")
  }

  /// A desk with a field that changes add to.
  private static func summing() throws -> (desk: KernelDesk, ticket: Int64) {
    var registry = Registry.support
    var field = FieldSpec(name: "minutes", kind: .integer, plugin: "support")
    field.sum = true
    registry.fields = [field]
    let desk = KernelDesk(registry)
    return (desk, try desk.question())
  }

  @Test func `an undo takes from a sum what its change added, whatever came after`() throws {
    let (desk, id) = try Self.summing()
    let first = try desk.act("ann", "update", id, ["minutes": .integer(60)]).receipt()
    try desk.act("bob", "update", id, ["minutes": .integer(90)]).receipt()
    let undo = try desk.undo("mia", first.request, on: id).receipt()
    #expect(try desk.ticket(id)?.fields["minutes"] == .integer(30))
    #expect(try desk.undo("mia", first.request, on: id).refusal?.code == .conflict)
    try desk.act("bob", "update", id, ["minutes": .integer(35)]).receipt()
    try desk.undo("mia", undo.request, on: id).receipt()
    #expect(try desk.ticket(id)?.fields["minutes"] == .integer(95))
  }

  @Test func `a sum from which all is taken is as empty as it began`() throws {
    let (desk, id) = try Self.summing()
    let first = try desk.act("ann", "update", id, ["minutes": .integer(60)]).receipt()
    let second = try desk.act("bob", "update", id, ["minutes": .integer(90)]).receipt()
    for request in [first.request, second.request] {
      try desk.undo("mia", request, on: id).receipt()
    }
    #expect(try desk.ticket(id)?.fields["minutes"] == nil)
  }
}
