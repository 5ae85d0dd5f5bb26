import Desk
import Kernel
import TestSupport
import Testing

/// A request with a key happens once, however often it is asked.
@Suite struct KeyTests {
  @Test func `a repeated key gives the first answer and changes nothing`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    let first = try desk.act("ann", "note", id, text: "once") { $0.key = "k" }.receipt()
    let again = try desk.act("ann", "note", id, text: "once") { $0.key = "k" }.receipt()
    #expect(again.isRepeated)
    #expect(again.seq == first.seq)
    #expect(again.request == first.request)
    #expect(try desk.entries(id).count == 2)
  }

  @Test func `a key is remembered when the desk is opened again`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let request = try desk.request("ann", "create", nil, ["subject": .text("x")]) { $0.key = "k" }
    let first = try desk.desk.perform(request).receipt()
    let reopened = try Desk(at: desk.folder, clock: desk.time.clock)
    defer { reopened.close() }
    let again = try reopened.perform(request).receipt()
    #expect(again.isRepeated)
    #expect(again.ticket == first.ticket)
    #expect(try desk.ticket(2) == nil)
  }

  @Test func `a refused request leaves no key, so that it may be asked again`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    #expect(try desk.act("ann", "close", id) { $0.key = "k" }.refusal?.code == .denied)
    try desk.act("mia", "close", id) { $0.key = "k" }.receipt()
    #expect(try desk.stage(id) == "resolved")
  }

  @Test func `a dry run leaves no key`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    try desk.act("ann", "note", id, text: "once", isDryRun: true) { $0.key = "k" }.receipt()
    let real = try desk.act("ann", "note", id, text: "once") { $0.key = "k" }.receipt()
    #expect(!real.isRepeated)
    #expect(try desk.entries(id).count == 2)
  }

  @Test func `a repeated key is done before a stale version is looked at`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
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
}
