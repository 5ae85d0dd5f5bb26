import Kernel
import TestSupport
import Testing

/// What a close reason wants, and that it does not outlast the closing.
@Suite struct EvidenceTests {
  @Test(arguments: [
    ("solved", "root_causes"), ("duplicate", "duplicate_of"), ("declined", "comment"),
  ])
  func `a reason without its evidence is refused, with the field`(
    _ reason: String, _ field: String,
  ) throws {
    let desk = KernelDesk(.supportWithReasons)
    let id = try desk.question()
    let outcome = try desk.act("mia", "close", id, ["close_reason": .text(reason)])
    #expect(outcome.refusedFields == [field])
    #expect(outcome.refusal?.problems.first?.by == "close-reasons")
    #expect(try desk.stage(id) == "new")
  }

  @Test func `evidence may come with the close`() throws {
    let desk = KernelDesk(.supportWithReasons)
    let first = try desk.question()
    let second = try desk.question()
    try desk.act(
      "mia", "close", second,
      ["close_reason": .text("duplicate"), "duplicate_of": .text("\(first)")]
    ).receipt()
    #expect(
      try desk.ticket(second)?.fields["duplicate_of"] == .ticket(Ticket.ID(rawValue: first)))
    let third = try desk.question()
    try desk.act("mia", "close", third, ["close_reason": .text("declined")], text: "Not ours")
      .receipt()
    #expect(try desk.entries(third).map(\.visibility) == [.public, .public, .internal])
  }

  @Test(arguments: ["reopen", "reply", "update", "restore"])
  func `reopening in any way empties the reason and what proved it`(_ way: String) throws {
    let desk = KernelDesk(.supportWithReasons)
    let id = try desk.question(in: "resolved")
    switch way {
    case "reopen": try desk.act("ann", "reopen", id).receipt()
    case "reply": try desk.act("carl", "reply", id, text: "Dark again").receipt()
    case "update": try desk.act("ann", "update", id, ["stage": .text("open")]).receipt()
    default:
      try desk.act("ann", "discard", id, params: ["to": .text("spam")]).receipt()
      try desk.act("ann", "restore", id).receipt()
      #expect(try desk.ticket(id)?.closeReason == "solved")
      try desk.act("ann", "reopen", id).receipt()
    }
    let ticket = try #require(try desk.ticket(id))
    #expect(ticket.category == .open)
    #expect(ticket.closeReason == "")
    #expect(ticket.rootCauses == [])
    #expect(ticket.closed == nil)
  }

  @Test func `a closed ticket keeps its evidence`() throws {
    let desk = KernelDesk(.supportWithReasons)
    let id = try desk.question(in: "resolved")
    let outcome = try desk.act("mia", "update", id, ["root_causes": .none])
    #expect(outcome.refusedFields == ["root_causes"])
  }

  @Test func `an open ticket has no reason for being closed`() throws {
    let desk = KernelDesk(.supportWithReasons)
    let id = try desk.question()
    let outcome = try desk.act("mia", "update", id, ["close_reason": .text("no_answer")])
    #expect(outcome.refusedFields == ["close_reason"])
  }

  @Test func `a reason that is misspelt is refused with the nearest one`() throws {
    let desk = KernelDesk(.supportWithReasons)
    let id = try desk.question()
    let outcome = try desk.act("mia", "close", id, ["close_reason": .text("solvd")])
    #expect(outcome.refusal?.message.contains("did you mean solved?") == true)
  }
}
