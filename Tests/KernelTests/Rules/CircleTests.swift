import Kernel
import TestSupport
import Testing

/// References from ticket to ticket that must not lead back to where they began.
@Suite struct CircleTests {
  /// A desk with three questions; the second is part of the first, the third of the second.
  private static func desk() throws -> KernelDesk {
    var registry = Registry.supportWithReasons
    var blocks = FieldSpec(name: "blocks", kind: .ticket, plugin: "links")
    (blocks.isMany, blocks.acyclic) = (true, true)
    registry.fields += [blocks, FieldSpec(name: "see", kind: .ticket, plugin: "links")]
    let desk = KernelDesk(registry)
    for _ in 1...3 { _ = try desk.question() }
    for id in 2...3 as ClosedRange<Int64> {
      try desk.act("ann", "update", id, ["parent": .ticket(Ticket.ID(rawValue: id - 1))]).receipt()
    }
    return desk
  }

  @Test(arguments: [1, 2, 3] as [Int64])
  func `a parent that leads back to the ticket is refused`(parent: Int64) throws {
    let desk = try Self.desk()
    let outcome = try desk.act(
      "ann", "update", 1, ["parent": .ticket(Ticket.ID(rawValue: parent))])
    #expect(outcome.refusedFields == ["parent"])
    #expect(try desk.ticket(1)?.parent == nil)
  }

  @Test func `what leads elsewhere is allowed`() throws {
    let desk = try Self.desk()
    let id = try desk.question()
    try desk.act("ann", "update", 1, ["parent": .ticket(Ticket.ID(rawValue: id))]).receipt()
    try desk.act("ann", "update", 1, ["parent": .none]).receipt()
    try desk.act("ann", "update", 2, ["parent": .none]).receipt()
    try desk.act("ann", "update", 1, ["parent": .ticket(Ticket.ID(rawValue: 3))]).receipt()
  }

  @Test func `a field of a plugin is held to it where it is declared so, by any of its values`()
    throws
  {
    let desk = try Self.desk()
    let (one, two, three) = (Ticket.ID(rawValue: 1), Ticket.ID(rawValue: 2), Ticket.ID(rawValue: 3))
    try desk.act("ann", "update", 1, ["blocks": .list([.ticket(two), .ticket(three)])]).receipt()
    let outcome = try desk.act("ann", "update", 3, ["blocks": .list([.ticket(one)])])
    #expect(outcome.refusedFields == ["blocks"])
    try desk.act("ann", "update", 1, ["see": .ticket(two)]).receipt()
    try desk.act("ann", "update", 2, ["see": .ticket(one)]).receipt()
  }

  @Test func `duplicates do not lead back to each other`() throws {
    let desk = try Self.desk()
    try desk.act("ann", "update", 1, ["duplicate_of": .ticket(Ticket.ID(rawValue: 2))]).receipt()
    let outcome = try desk.act(
      "ann", "update", 2, ["duplicate_of": .ticket(Ticket.ID(rawValue: 1))])
    #expect(outcome.refusedFields == ["duplicate_of"])
  }
}
