import Crypto
import Kernel
import Testing

@Suite struct FoldTests {
  private func stages(_ names: [(String, Kernel.Category)]) -> Ticket {
    var ticket = Ticket(id: Ticket.ID(rawValue: 1))
    var number: Int64 = 0
    var last = Value.none
    for (name, category) in names {
      number += 1
      let entry = Entry(
        seq: EntryID(rawValue: number), ticket: ticket.id, number: number, version: number,
        at: Instant(milliseconds: number * 10), recorded: Instant(milliseconds: number * 10),
        request: "r1", actor: .desk, source: .cli, action: "update",
        edits: [Edit(field: "stage", from: last, to: .stage(name, category))])
      last = .stage(name, category)
      ticket.apply(entry)
    }
    return ticket
  }

  @Test func `a postponed ticket knows the stage that it was postponed from`() {
    let ticket = stages([("new", .open), ("postponed", .postponed)])
    #expect(ticket.stagesBefore == ["new"])
  }

  @Test func `a ticket discarded twice goes back step by step`() {
    let deleted = stages([("open", .open), ("spam", .discarded), ("deleted", .discarded)])
    #expect(deleted.stagesBefore == ["open", "spam"])
    let spam = stages([
      ("open", .open), ("spam", .discarded), ("deleted", .discarded), ("spam", .discarded),
    ])
    #expect(spam.stagesBefore == ["open"])
    #expect(stages([("open", .open), ("spam", .discarded), ("open", .open)]).stagesBefore == [])
  }

  @Test func `a postponed ticket that was discarded still wakes to where it came from`() {
    let ticket = stages([
      ("new", .open), ("postponed", .postponed), ("spam", .discarded), ("postponed", .postponed),
    ])
    #expect(ticket.stagesBefore == ["new"])
  }

  @Test func `a discard keeps the time of closing and a reopening clears it`() {
    let discarded = stages([
      ("open", .open), ("resolved", .closed), ("deleted", .discarded), ("resolved", .closed),
    ])
    #expect(discarded.closed == Instant(milliseconds: 20))
    #expect(stages([("open", .open), ("resolved", .closed), ("open", .open)]).closed == nil)
  }

  @Test func `all categories that a ticket has been in are kept`() {
    let ticket = stages([("new", .open), ("resolved", .closed), ("open", .open)])
    #expect(ticket.been == [CategorySet(.open), CategorySet(.closed)])
  }

  @Test(arguments: 0..<20)
  func `folding all at once is folding one by one`(seed: Int) {
    var samples = Samples(seed: UInt64(seed))
    let chain = samples.chain(count: 6).map(\.entry)
    var ticket = Ticket(id: Ticket.ID(rawValue: 1))
    for entry in chain { ticket.apply(entry) }
    #expect(Ticket(id: ticket.id, folding: chain) == ticket)
    #expect(ticket.head == chain.last?.digest)
  }
}
