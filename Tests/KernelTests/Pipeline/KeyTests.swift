import Kernel
import TestSupport
import Testing

/// A request with a key happens once, however often it is asked.
@Suite struct KeyTests {
  @Test func `a repeated key gives the first answer and changes nothing`() throws {
    let desk = KernelDesk()
    let id = try desk.question()
    let first = try desk.act("ann", "note", id, text: "once") { $0.key = "k" }.receipt()
    let again = try desk.act("ann", "note", id, text: "once") { $0.key = "k" }.receipt()
    #expect(again.isRepeated)
    #expect(again.seq == first.seq)
    #expect(again.request == first.request)
    #expect(try desk.entries(id).count == 2)
  }

  @Test func `a refused request leaves no key, so that it may be asked again`() throws {
    let desk = KernelDesk()
    let id = try desk.question()
    #expect(try desk.act("ann", "close", id) { $0.key = "k" }.refusal?.code == .denied)
    try desk.act("mia", "close", id) { $0.key = "k" }.receipt()
    #expect(try desk.stage(id) == "resolved")
  }

  @Test func `a dry run leaves no key`() throws {
    let desk = KernelDesk()
    let id = try desk.question()
    try desk.act("ann", "note", id, text: "once", isDryRun: true) { $0.key = "k" }.receipt()
    let real = try desk.act("ann", "note", id, text: "once") { $0.key = "k" }.receipt()
    #expect(!real.isRepeated)
    #expect(try desk.entries(id).count == 2)
  }

  @Test func `a repeated key is done before a stale version is looked at`() throws {
    let desk = KernelDesk()
    let id = try desk.question()
    for _ in 1...2 {
      let outcome = try desk.act("ann", "update", id, ["priority": .text("high")]) {
        $0.key = "k"
        $0.expectedVersion = 1
      }
      #expect(outcome.isDone)
    }
    #expect(try desk.ticket(id)?.version == 2)
  }

  @Test func `a repeated key shows its receipt only to who may see that ticket`() throws {
    let desk = KernelDesk()
    let id = try desk.question()
    try desk.act("ann", "reply", id, text: "once") { $0.key = "k" }.receipt()
    // Dora does not see carl's ticket, and asks for one of her own.
    let own = try desk.act("dora", "create", nil, ["subject": .text("x")]).receipt().ticket.rawValue
    for ticket in [own, id] {
      let outcome = try desk.act("dora", "reply", ticket, text: "once") { $0.key = "k" }
      #expect(outcome.refusal?.code == .notFound)
      #expect(outcome.trace.allSatisfy { $0.step != "repeat" })
    }
  }

  @Test func `a request is authorized before its key is looked up`() throws {
    let desk = KernelDesk()
    let id = try desk.question()
    try desk.act("mia", "discard", id, params: ["to": .text("spam")]) { $0.key = "k" }.receipt()
    let refusals = try ["k", "another"].map { key in
      try desk.act("carl", "discard", id, params: ["to": .text("spam")]) { $0.key = key }.refusal
    }
    // He hears the same whether it was done or not.
    #expect(refusals[0] != nil && refusals[0] == refusals[1])
  }
}
