import Desk
import Kernel
import Storage
import TestSupport
import Testing
import Texts

/// One request for many tickets.
@Suite struct BulkTests {
  private static let high: [String: Value] = ["priority": .text("high")]

  private func desk(of count: Int) throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support", "close-reasons"])
    for _ in 0..<count { try desk.question() }
    return desk
  }

  @Test func `all tickets of a bulk are changed by one request`() throws {
    let desk = try desk(of: 3)
    let result = try desk.desk.perform(try desk.order("mia", "is:open", Self.high))
    #expect(result.changed == 3)
    #expect(result.isFinished)
    #expect(result.refused.isEmpty)
    let names = try (1...3).map { try desk.entries($0).last?.request }
    #expect(Set(names) == [result.name])
    #expect(try (1...3).allSatisfy { try desk.ticket($0)?.priority == .high })
    #expect(try desk.auditProblems() == [])
  }

  @Test func `more than one ticket need the permission bulk, one does not`() throws {
    let desk = try desk(of: 2)
    try desk.desk.administer(as: .desk) {
      try $0.grant(Grant("bulk", isDenial: true), to: "agent")
    }
    let several = try desk.order("ann", "is:open", Self.high)
    #expect(throws: Refusal.self) { try desk.desk.perform(several) }
    #expect(throws: Refusal.self) { try desk.desk.plan(several) }
    #expect(try desk.ticket(1)?.priority == .normal)
    let one = try desk.order("ann", "id:1", Self.high)
    #expect(try desk.desk.perform(one).changed == 1)
  }

  @Test func `a permission for bulks of some tickets is held against each`() throws {
    let desk = try desk(of: 3)
    try desk.act("mia", "update", 2, ["tags": .texts(["easy"])]).receipt()
    try desk.desk.administer(as: .desk) {
      try $0.grant(Grant("bulk", isDenial: true, when: "not:tags:easy"), to: "agent")
    }
    let result = try desk.desk.perform(try desk.order("ann", "is:open", Self.high))
    #expect(result.changed == 1)
    #expect(result.refused.map(\.ticket.rawValue) == [1, 3])
    #expect(result.refused.allSatisfy { $0.refusal.code == .denied })
    #expect(try desk.ticket(2)?.priority == .high)
  }

  @Test func `what a ticket's rules refuse is listed, and the others are done`() throws {
    let desk = try desk(of: 3)
    try desk.act("mia", "close", 2, TemporaryDesk.evidence).receipt()
    let order = try desk.order(
      "mia", "type:question", TemporaryDesk.evidence, action: "close")
    let result = try desk.desk.perform(order)
    #expect(result.changed == 2)
    #expect(result.refused.map(\.ticket.rawValue) == [2])
    #expect(result.refused.first?.reason(in: .english) == "stage: the ticket is closed already")
    #expect(try desk.stage(3) == "resolved")
  }

  @Test func `a ticket that was changed since it was looked at is refused as stale`() throws {
    let desk = try desk(of: 3)
    let order = try desk.order("mia", "is:open", Self.high)
    try desk.act("ann", "update", 2, ["tags": .texts(["late"])]).receipt()
    let result = try desk.desk.perform(order)
    #expect(result.changed == 2)
    #expect(result.refused.map(\.ticket.rawValue) == [2])
    #expect(result.refused.first?.refusal.code == .conflict)
    #expect(try desk.ticket(2)?.priority == .normal)
  }

  @Test func `a plan says what would come of it and leaves nothing`() throws {
    let desk = try desk(of: 12)
    try desk.act("mia", "update", 1, Self.high).receipt()
    try desk.act("mia", "discard", 2, params: ["to": .text("spam")]).receipt()
    let last = try desk.act("mia", "update", 4, ["tags": .texts(["x"])]).receipt().request
    let before = try (1...12).map { try desk.entries($0) }
    var order = try desk.order("mia", "is:open", Self.high)
    order.targets.append(BulkTarget(ticket: Ticket.ID(rawValue: 99), version: nil))
    let plan = try desk.desk.plan(order)
    #expect(plan.changed == 10)
    #expect(plan.unchanged == 1)
    #expect(plan.sample.count == BulkPlan.sampleCount)
    #expect(plan.sample.first?.edits.map(\.field) == ["priority"])
    #expect(plan.refused.map { $0.reason(in: .english) } == ["there is no such ticket"])
    #expect(try (1...12).map { try desk.entries($0) } == before)
    let next = try desk.act("mia", "update", 3, Self.high).receipt().request
    #expect(Int(next.dropFirst()) == Int(last.dropFirst()).map { $0 + 1 })
  }

  @Test func `a plan counts the rows that the outbox would get`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    for _ in 1...3 { try desk.question() }
    let before = try desk.rows(.notify).count
    let plan = try desk.desk.plan(
      try desk.order("mia", "is:open", ["assignee": .text("ann")]))
    #expect(plan.outbox.map(\.count) == [3])
    #expect(plan.outbox.first?.name == "inbox")
    #expect(try desk.rows(.notify).count == before)
  }

  @Test func `all or nothing does nothing where one ticket refuses`() throws {
    let desk = try desk(of: 3)
    var order = try desk.order("mia", "is:open", Self.high)
    try desk.act("ann", "update", 2, ["tags": .texts(["late"])]).receipt()
    order.isAtomic = true
    let result = try desk.desk.perform(order)
    #expect(result.name == nil)
    #expect(result.changed == 0)
    #expect(result.refused.map(\.ticket.rawValue) == [2])
    #expect(try (1...3).allSatisfy { try desk.ticket($0)?.priority == .normal })
  }

  @Test func `all or nothing is for a thousand tickets, and says so`() throws {
    let desk = try desk(of: 1)
    var order = try desk.order("mia", "is:open", Self.high)
    order.targets = (1...1001).map {
      BulkTarget(ticket: Ticket.ID(rawValue: Int64($0)), version: nil)
    }
    order.isAtomic = true
    let error = #expect(throws: Refusal.self) { try desk.desk.perform(order) }
    #expect(error?.message.contains("at most 1000 tickets") == true)
    #expect(error?.message.contains("1001") == true)
  }

  @Test func `a bulk with a key is done once`() throws {
    let desk = try desk(of: 3)
    var order = try desk.order("mia", "is:open", Self.high)
    order.key = "5/abc/1"
    let first = try desk.desk.perform(order)
    try desk.question()
    var again = try desk.order("mia", "is:open", ["priority": .text("low")])
    again.key = "5/abc/1"
    let second = try desk.desk.perform(again)
    #expect(second.name == first.name)
    #expect(second.changed == 3)
    #expect(try desk.ticket(4)?.priority == .normal)
    #expect(try desk.entries(1).count == 2)
  }

  @Test func `a relative time counts from when the bulk was planned`() throws {
    let desk = try desk(of: 2)
    var order = try desk.order("mia", "is:open", ["due": .text("+1d")])
    let planned = desk.time.clock.now()
    order.request.asked = planned
    desk.time.advance(milliseconds: 3_600_000)
    _ = try desk.desk.perform(order)
    #expect(try desk.ticket(2)?.due == planned.advanced(byMilliseconds: 86_400_000))
  }

  @Test func `a person without a ticket's view learns nothing of it from a bulk`() throws {
    let desk = try desk(of: 2)
    try desk.act("admin", "create", nil, ["subject": .text("x"), "requester": .text("dora")])
      .receipt()
    try desk.desk.administer(as: .desk) { try $0.grant(Grant("bulk"), to: "customer") }
    let order = try desk.order("carl", "is:open", [:], action: "reply", text: "hello")
    #expect(order.targets.map(\.ticket.rawValue) == [1, 2])
    var guessed = order
    guessed.targets = [3, 99].map { BulkTarget(ticket: Ticket.ID(rawValue: $0), version: nil) }
    let reasons = try desk.desk.perform(guessed).refused.map(\.refusal.message)
    #expect(reasons == ["there is no ticket 3", "there is no ticket 99"])
  }
}
