import Desk
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct FirstPathTests {
  @Test func `a ticket that is created is there, with its history and its type's first stage`()
    throws
  {
    let desk = try TemporaryDesk()
    let receipt = try desk.act("admin", "create", nil, ["subject": .text("Printer is on fire")])
      .receipt()
    let ticket = try #require(try desk.ticket(receipt.ticket.rawValue))
    #expect(ticket.subject == "Printer is on fire")
    #expect(ticket.stage == "new")
    #expect(ticket.type == "question")
    #expect(try desk.entries(1).count == 1)
  }

  @Test func `a close without a reason is refused by the plugin, with the field`() throws {
    let desk = try TemporaryDesk()
    try desk.act("admin", "create", nil, ["subject": .text("x")]).receipt()
    let refusal = #expect(throws: Refusal.self) { try desk.act("admin", "close", 1).receipt() }
    #expect(refusal?.problems.map(\.field) == ["close_reason"])
    #expect(refusal?.problems.map(\.by) == ["close-reasons"])
    #expect(try desk.entries(1).count == 1)
  }

  @Test func `an agent may not close, and a manager with the evidence may`() throws {
    let desk = try TemporaryDesk()
    try desk.add("ann", roles: ["agent"])
    try desk.add("mia", roles: ["manager"])
    try desk.act("ann", "create", nil, ["subject": .text("x")]).receipt()
    let close: [String: Value] = [
      "close_reason": .text("solved"), "root_causes": .texts(["loose cable"]),
    ]
    let refusal = #expect(throws: Refusal.self) {
      try desk.act("ann", "close", 1, close).receipt()
    }
    #expect(refusal?.code == .denied)
    try desk.act("mia", "close", 1, close).receipt()
    #expect(try desk.ticket(1)?.category == .closed)
    try desk.act("mia", "reopen", 1).receipt()
    #expect(try desk.ticket(1)?.closeReason == "")
    #expect(try desk.ticket(1)?.rootCauses == [])
  }

  @Test func `a dry run says the same as the real run and leaves nothing`() throws {
    let desk = try TemporaryDesk()
    try desk.add("ann", roles: ["agent"])
    let dry = try desk.act("admin", "create", nil, ["subject": .text("x")], isDryRun: true)
    #expect(try desk.ticket(1) == nil)
    let real = try desk.act("admin", "create", nil, ["subject": .text("x")])
    #expect(dry.trace == real.trace)
  }
}
