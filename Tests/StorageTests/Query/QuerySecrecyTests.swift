import Kernel
import Storage
import TestSupport
import Testing

/// Who may not see a note cannot find out that it is there.
@Suite struct QuerySecrecyTests {
  private let hidden = EvaluationContext(now: QueryDesk.now, me: Person.ID(rawValue: 1))

  @Test func `words of a note find nothing for who may not see notes`() throws {
    let (desk, noted) = try deskWithNote()
    let query = try QueryDesk.parse("text:été group:queue")
    try desk.read { reader in
      #expect(try reader.ids(matching: query, access: .always, in: hidden).contains(noted) == false)
      let seen = try reader.count(
        matching: query, access: .always, notes: .always, in: hidden)
      #expect(try reader.count(matching: query, access: .always, in: hidden) < seen)
      let groups = try reader.groups(matching: query, access: .always, in: hidden)
      #expect(groups.map(\.count).reduce(0, +) < seen)
    }
  }

  @Test func `words of a note are found on the tickets where notes are seen`() throws {
    let (desk, noted) = try deskWithNote()
    let query = try QueryDesk.parse("text:été")
    let only = try QueryDesk.parse("id:\(noted.rawValue)", .condition).condition
    let found = try desk.read {
      try $0.ids(matching: query, access: TicketAccess(only), notes: only, in: hidden)
    }
    #expect(found == [noted])
    let none = try desk.read {
      try $0.ids(matching: query, access: TicketAccess(only), notes: .not(only), in: hidden)
    }
    #expect(none.isEmpty)
  }

  @Test func `what is not seen counts for no limit`() throws {
    var random = RepeatableRandom(seed: 5)
    let desk = try QueryDesk(count: 30, random: &random)
    let access = try QueryDesk.parse("queue:q2", .condition).condition
    let query = try QueryDesk.parse("sort:-priority limit:3")
    let found = try desk.read {
      try $0.ids(matching: query, access: TicketAccess(access), in: hidden)
    }
    let visible = desk.tickets.filter { $0.queue == "q2" }.map(\.id)
    #expect(found.count == 3 && found.allSatisfy(visible.contains))
  }

  @Test func `a condition of a role asks the ticket itself, whatever the question is about`() throws
  {
    var random = RepeatableRandom(seed: 6)
    let desk = try QueryDesk(count: 30, random: &random)
    let access = try QueryDesk.parse("requester:$assignee", .condition).condition
    var context = hidden
    context.this = desk.tickets[0]
    let found = try desk.read {
      try $0.ids(matching: Query(), access: TicketAccess(access), in: context)
    }
    let own = desk.tickets.filter { $0.requester != nil && $0.requester == $0.assignee }
    #expect(found == own.map(\.id))
  }

  /// A desk and a ticket in which a word stands in a note only.
  private func deskWithNote() throws -> (QueryDesk, Ticket.ID) {
    var random = RepeatableRandom(seed: 4)
    let desk = try QueryDesk(count: 40, random: &random)
    let phrase = SearchPhrase(["ete"])
    let noted = try #require(
      desk.tickets.first { ticket in
        let texts = desk.context(ticket, hidden, notes: .always).texts
        return texts.contains { $0.isInternal && $0.contains(phrase) }
          && !texts.contains { !$0.isInternal && $0.contains(phrase) }
      })
    return (desk, noted.id)
  }
}
