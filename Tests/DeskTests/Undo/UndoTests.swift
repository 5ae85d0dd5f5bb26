import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// What a request did, taken back.
@Suite struct UndoTests {
  private func desk() throws -> TemporaryDesk {
    try TemporaryDesk(staffed: ["support", "close-reasons", "inbox"])
  }

  @Test func `an undo needs its own permission and that of what it does`() throws {
    let desk = try desk()
    try desk.desk.administer(as: .desk) {
      try $0.grant(Grant("ticket.undo.own", isDenial: true), to: "agent")
    }
    let id = try desk.question()
    let receipt = try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    let error = #expect(throws: Refusal.self) { try desk.undo("ann", receipt.request) }
    #expect(error?.code == .denied)
    try desk.desk.administer(as: .desk) { try $0.grant(Grant("ticket.undo"), to: "agent") }
    #expect(try desk.undo("ann", receipt.request).changed == 1)
    let resolved = try desk.question(in: "resolved")
    let reopen = try desk.act("ann", "reopen", resolved).receipt()
    let refusal = try desk.undo("ann", reopen.request).refused.first?.refusal
    #expect(refusal?.message.contains("ticket.close") == true)
  }

  @Test func `rows that wait are dropped and delivered ones are listed`() throws {
    let desk = try desk()
    let id = try desk.question()
    let first = try desk.act("mia", "assign", id, ["assignee": .text("ann")]).receipt()
    let early = try desk.undo("mia", first.request)
    #expect(early.undone.dropped.map(\.name) == ["inbox"])
    #expect(try desk.rows(.notify).first { $0.entry == first.seq }?.state == .dropped)
    let second = try desk.act("mia", "assign", id, ["assignee": .text("bob")]).receipt()
    try desk.work()
    let late = try desk.undo("mia", second.request)
    #expect(late.undone.delivered.map(\.name) == ["inbox"])
    // The undo itself is told to bob, whose ticket it is no longer.
    #expect(try desk.work().done == 1)
  }

  @Test func `a postponement that is undone wakes nobody`() throws {
    let desk = try desk()
    let id = try desk.question()
    let receipt = try desk.postpone(id)
    try desk.undo("mia", receipt.request)
    try desk.work(after: .seconds(100_000))
    #expect(try desk.stage(id) == "new")
    #expect(try desk.entries(id).count == 3)
  }

  @Test func `who may undo nothing hears the same of entries that are there and that are not`()
    throws
  {
    let desk = try desk()
    let id = try desk.question()
    let seq = try #require(try desk.entries(id).first?.seq)
    let targets = [
      UndoTarget.entry(seq), .entry(EntryID(rawValue: 1)), .entry(EntryID(rawValue: 99_999)),
      .request(try desk.requests(id)[0]), .request("r1"), .request("r9999"),
    ]
    for target in targets {
      let error = #expect(throws: Refusal.self) { try desk.undoOrder("carl", target) }
      #expect(error?.code == .denied)
      #expect(error?.message == "carl may not do this: it needs ticket.undo")
    }
  }

  @Test func `an entry of the desk, of nobody, or of a hidden ticket is not found`() throws {
    let desk = try desk()
    let id = try desk.question()
    let seq = try #require(try desk.entries(id).first?.seq)
    try desk.desk.administer(as: .desk) {
      try $0.grant(Grant("ticket.view", isDenial: true), to: "manager")
      try $0.grant(Grant("person.manage", isDenial: true), to: "manager")
    }
    for number in [seq.rawValue, 1, 99_999] {
      let error = #expect(throws: Refusal.self) {
        try desk.undoOrder("mia", .entry(EntryID(rawValue: number)))
      }
      #expect(error?.code == .notFound)
      #expect(error?.message == "there is no entry \(number)")
    }
  }
}
