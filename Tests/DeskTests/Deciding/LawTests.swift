import Crypto
import Desk
import Kernel
import TestSupport
import Testing

/// Laws that hold whatever people do, refused requests included.
@Suite struct LawTests {
  @Test(arguments: [1, 2] as [UInt64])
  func `the fold of a ticket's entries is its row after each of 500 requests`(_ seed: UInt64) throws
  {
    let desk = try TemporaryDesk(staffed: ["support", "close-reasons", "inbox", "round-robin"])
    var work = RandomWork(on: desk, seed: seed)
    for step in 1...500 {
      let id = try work.step()
      let row = try desk.ticket(id)
      let fold = Ticket(id: Ticket.ID(rawValue: id), folding: try desk.entries(id))
      #expect(row == fold, "ticket \(id) after request \(step)")
      guard row == fold else { return }
    }
    #expect(work.refused > 50)
    #expect(work.refused < 400)
    #expect(try desk.auditProblems() == [])
  }

  @Test func `a ticket as it was is the ticket that was seen then, after each of 500 requests`()
    throws
  {
    let desk = try TemporaryDesk(staffed: ["support", "close-reasons", "inbox"])
    try desk.hideFollowedTickets()
    var work = RandomWork(on: desk, seed: 7)
    var states: [(id: Int64, at: Instant, staff: Ticket?, customer: Ticket?)] = []
    for _ in 1...500 {
      let id = try work.step()
      states.append(
        (id, desk.time.clock.now(), try desk.seen(id, by: "mia"), try desk.seen(id, by: "carl")))
    }
    for (step, state) in states.enumerated() {
      let past = try desk.seen(state.id, by: "mia", at: state.at)
      #expect(past == state.staff, "ticket \(state.id) as of request \(step + 1)")
      let theirs = try desk.seen(state.id, by: "carl", at: state.at)
      #expect(theirs == state.customer, "ticket \(state.id) for carl, request \(step + 1)")
      guard past == state.staff, theirs == state.customer else { return }
    }
  }

  @Test func `an entry that is read back has the canonical form that it was written with`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "close-reasons", "inbox"])
    var work = RandomWork(on: desk, seed: 11)
    for _ in 1...100 { _ = try work.step() }
    for id in 1...work.tickets {
      var previous: Digest?
      for entry in try desk.entries(id) {
        #expect(entry.digest == Digest(of: entry.canonicalForm))
        #expect(entry.previous == previous)
        previous = entry.digest
      }
    }
  }

  @Test func `times of a ticket never go back, also when the clock does`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    desk.time.advance(milliseconds: -3_600_000)
    try desk.act("ann", "note", id, text: "Looks dark").receipt()
    try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    let entries = try desk.entries(id)
    #expect(entries.map(\.at) == entries.map(\.at).sorted())
    #expect(entries.allSatisfy { $0.at <= $0.recorded })
    #expect(try desk.auditProblems() == [])
  }
}
