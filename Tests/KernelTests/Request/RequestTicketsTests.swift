import Kernel
import Testing

/// The tickets that a request names, and other numbers for them.
@Suite struct RequestTicketsTests {
  private static func id(_ number: Int64) -> Ticket.ID { Ticket.ID(rawValue: number) }

  private static let request: Request = {
    var request = Request(
      actor: .desk, source: .repl, action: .verb(.update), ticket: id(1),
      set: [
        ("parent", .value(.ticket(id(2)))), ("subject", .value(.text("7"))),
        (
          "related",
          .elements(adding: [.ticket(id(3)), .ticket(id(1))], removing: [.ticket(id(4))])
        ), ("seen", .value(.list([.ticket(id(5)), .integer(6)]))),
      ])
    request.params = ["into": .ticket(id(2)), "count": .integer(8)]
    return request
  }()

  @Test func `they are those of its fields and parameters too`() {
    #expect(Self.request.tickets == Set((1...5).map(Self.id)))
  }

  @Test func `each gets its own new number, also where that was another's`() {
    var renumbered = Self.request
    renumbered.renumber([Self.id(1): Self.id(2), Self.id(2): Self.id(1), Self.id(5): Self.id(9)])
    #expect(renumbered.ticket == Self.id(2))
    #expect(renumbered.params == ["into": .ticket(Self.id(1)), "count": .integer(8)])
    #expect(
      renumbered.set.map(\.assignment) == [
        .value(.ticket(Self.id(1))), .value(.text("7")),
        .elements(
          adding: [.ticket(Self.id(3)), .ticket(Self.id(2))], removing: [.ticket(Self.id(4))]),
        .value(.list([.ticket(Self.id(9)), .integer(6)])),
      ])
  }
}
