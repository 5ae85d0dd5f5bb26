import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// Tickets that a transaction makes, by the numbers that they have before and after its commit.
@Suite struct PromptNumberTests {
  private func prompt() throws -> PromptDesk {
    let prompt = try PromptDesk()
    try prompt.session.begin()
    try prompt.value("new = docket.tickets.create{ subject = 'x', requester = 'carl' }.ticket")
    try prompt.value("docket.tickets.note(new, { text = 'mine' })")
    try prompt.value("t1:update{ set = { parent = new } }")
    return prompt
  }

  @Test func `requests follow the ticket that the transaction makes to its new number`() throws {
    let prompt = try prompt()
    #expect(try prompt.temporary.question() == 3)
    let commit = try prompt.session.commit()
    #expect(commit.conflicts.isEmpty)
    #expect(
      commit.moves == [TicketMove(from: Ticket.ID(rawValue: 3), to: Ticket.ID(rawValue: 4))])
    #expect(try prompt.temporary.notes(3) == [])
    #expect(try prompt.temporary.notes(4) == ["mine"])
    #expect(try prompt.temporary.ticket(1)?.parent == Ticket.ID(rawValue: 4))
  }

  @Test func `where nobody made tickets meanwhile the numbers stay`() throws {
    let prompt = try prompt()
    #expect(try prompt.session.commit().moves == [])
    #expect(try prompt.temporary.notes(3) == ["mine"])
  }

  @Test func `a number that is another's by now is told, and not taken for one's own`() throws {
    let prompt = try prompt()
    try prompt.temporary.question()
    let result = try prompt.type("docket.tickets.note(new, { text = 'again' })")
    #expect(result.moves.map(\.to) == [Ticket.ID(rawValue: 4)])
    #expect(prompt.held == 3)
    let old = try prompt.type("docket.tickets.note(new, { text = 'again' })")
    #expect(old.problem?.message.contains("is 4 now") == true)
    try prompt.value("docket.tickets.note(4, { text = 'again' })")
    _ = try prompt.session.commit()
    #expect(try prompt.temporary.notes(4) == ["mine", "again"])
    #expect(try prompt.temporary.notes(3) == [])
  }

  @Test func `what makes a ticket is dropped only with what needs it`() throws {
    let prompt = try prompt()
    #expect(throws: Refusal.self) { try prompt.session.drop(1) }
    for number in [3, 2, 1] { _ = try prompt.session.drop(number) }
    #expect(prompt.held == 0)
  }
}
