import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// Plans, bulks and the way back at a prompt.
@Suite struct PromptBulkTests {
  private static let low = "{ action = 'update', args = { set = { priority = 'low' } } }"

  @Test func `a plan is made without leave to write, and run only with it`() throws {
    let prompt = try PromptDesk(mayWrite: false)
    let plan = try prompt.value(
      "p = docket.plan('update', 'is:open', { set = { priority = 'low' } }) return p")
    guard case .record("plan", let members) = plan else {
      Issue.record("a plan is a record: \(String(describing: plan))")
      return
    }
    #expect(members.first { $0.name == "changed" }?.value == .integer(2))
    #expect(try prompt.type("p:run()").problem?.message.contains(".write on") == true)
    prompt.session.mayWrite = true
    try prompt.value("p:run()")
    #expect(try prompt.priority(2) == .low)
    let entry = try #require(try prompt.temporary.entries(2).last)
    #expect(entry.source == .repl)
    #expect(entry.actor == .person(prompt.session.person.id))
  }

  @Test func `the same bulk is done again where it is asked again`() throws {
    let prompt = try PromptDesk()
    let note = "docket.tickets.apply('is:open', { action = 'note', args = { text = 'x' } })"
    for _ in 1...2 { try prompt.value(note) }
    #expect(try prompt.temporary.notes(1) == ["x", "x"])
  }

  @Test func `whoever may not change many tickets may not do it at a prompt`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    for _ in 1...2 { try desk.question() }
    try desk.desk.administer(as: .desk) {
      try $0.grant(Grant("bulk", isDenial: true), to: "agent")
    }
    let prompt = try PromptDesk(as: "ann", on: desk)
    let result = try prompt.type("docket.tickets.apply('is:open', \(Self.low))")
    #expect(result.values.first == .null)
    #expect(try prompt.priority(1) == .normal)
  }

  @Test func `a bulk of all or nothing leaves a transaction as it was`() throws {
    let prompt = try PromptDesk()
    try prompt.session.begin()
    try prompt.value(
      "docket.tickets.apply({ 1, 99 }, { action = 'note', args = { text = 'x' }, atomic = true })")
    #expect(prompt.held == 0)
    try prompt.value("docket.tickets.apply({ 1, 99 }, { action = 'note', args = { text = 'x' } })")
    #expect(prompt.held == 1)
  }

  @Test func `an undo takes back the last entry that changed something, or its undo`() throws {
    let prompt = try PromptDesk()
    try prompt.value(
      "for t in tickets('is:open') do t:update{ set = { priority = 'high' } } end")
    try prompt.value("1 + 1")
    #expect(try prompt.session.undo().map(\.changed) == [2])
    #expect(try prompt.priority(1) == .normal)
    #expect(try prompt.session.undo().allSatisfy { $0.refused.isEmpty })
    #expect(try prompt.priority(1) == .high)
    #expect(try prompt.priority(2) == .high)
  }

  @Test func `an undo is refused where somebody went on with the field`() throws {
    let prompt = try PromptDesk()
    try prompt.value("t1:update{ set = { priority = 'high' } }")
    try prompt.temporary.act("ann", "update", 1, ["priority": .text("urgent")]).receipt()
    let result = try #require(try prompt.session.undo().first)
    #expect(result.refused.count == 1)
    #expect(try prompt.priority(1) == .urgent)
  }

  @Test func `within a transaction an undo drops what the last entry held`() throws {
    let prompt = try PromptDesk()
    try prompt.session.begin()
    try prompt.value("t1:note{ text = 'one' }")
    try prompt.value("t1:note{ text = 'two' } t2:note{ text = 'two' }")
    #expect(prompt.session.dropLastEntry() == 2)
    #expect(prompt.held == 1)
  }

  @Test func `docket.undo takes a request back in the person's name`() throws {
    let prompt = try PromptDesk()
    let done = try prompt.type("t1:update{ set = { priority = 'high' } }")
    let name = try #require(done.requests.first)
    try prompt.value("docket.undo('\(name)')")
    #expect(try prompt.priority(1) == .normal)
    #expect(try prompt.temporary.entries(1).last?.source == .repl)
  }
}
