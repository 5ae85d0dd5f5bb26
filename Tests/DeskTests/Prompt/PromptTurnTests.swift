import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// The turn at the writer's place in which an entry of a transaction is evaluated.
@Suite struct PromptTurnTests {
  @Test func `others write while a transaction is open`() throws {
    let prompt = try PromptDesk()
    try prompt.session.begin()
    try prompt.value("t1:note{ text = 'held' }")
    let other = try Desk(at: prompt.temporary.folder, clock: prompt.temporary.time.clock)
    defer { other.close() }
    let request = try prompt.temporary.request("ann", "note", 2, text: "meanwhile")
    try other.perform(request).receipt()
    #expect(try prompt.temporary.notes(2) == ["meanwhile"])
    try prompt.value("t2")
    _ = try prompt.session.commit()
    #expect(try prompt.temporary.notes(1) == ["held"])
  }

  @Test func `an entry that takes longer than a turn is ended and held with nothing`() throws {
    let prompt = try PromptDesk()
    try prompt.session.begin()
    try prompt.value("t1:note{ text = 'held' }")
    let result = try prompt.type("t1:note{ text = 'more' } while true do end")
    #expect(result.problem?.kind == .limit)
    #expect(prompt.held == 1)
    #expect(try prompt.value("1 + 1") == .integer(2))
  }

  @Test func `what is printed in a turn comes out once it is over`() throws {
    let prompt = try PromptDesk()
    try prompt.session.begin()
    try prompt.value("print('a') print('b')")
    #expect(prompt.printed == ["a", "b"])
  }

  @Test func `variables and plans last from entry to entry`() throws {
    let prompt = try PromptDesk()
    try prompt.value("p = docket.plan('update', 'is:open', { set = { priority = 'low' } })")
    try prompt.session.begin()
    try prompt.value("p:run()")
    #expect(prompt.held == 2)
    #expect(try prompt.priority(1) == .normal)
    _ = try prompt.session.commit()
    #expect(try prompt.priority(1) == .low)
    #expect(try prompt.priority(2) == .low)
  }

  @Test func `what plugins keep in the turn is gone with it`() throws {
    let prompt = try PromptDesk()
    try prompt.temporary.enable(
      TestPlugin(
        "count", permissions: "'ticket.view'",
        """
        local calls = 0
        docket.before("ticket.update", function(change)
          calls = calls + 1
          docket.state.set("calls", calls)
        end)
        """))
    try prompt.session.begin()
    try prompt.value("t1:update{ set = { priority = 'high' } }")
    try prompt.value("t2:update{ set = { priority = 'high' } }")
    #expect(try prompt.temporary.state("count", "calls") == nil)
    _ = try prompt.session.commit()
    #expect(try prompt.temporary.state("count", "calls") == "2")
  }

  @Test func `a dry run shows what hooks did, and needs no leave to write`() throws {
    let prompt = try PromptDesk(mayWrite: false)
    let result = try prompt.type(
      "t1:update{ set = { priority = 'high' } } t1:update{ set = { priority = 'low' } }",
      isDryRun: true)
    #expect(result.problem == nil)
    #expect(result.acts.map(\.manner) == [.tried, .tried])
    #expect(result.acts.allSatisfy { $0.outcome?.trace.last?.step == "write" })
    #expect(try prompt.priority(1) == .normal)
    #expect(result.requests == [])
  }

  @Test func `state and messages are left at once, and never by a transaction`() throws {
    let prompt = try PromptDesk()
    try prompt.value("docket.state.set('n', 5)")
    #expect(try prompt.value("docket.state.get('n')") == .integer(5))
    try prompt.session.begin()
    let set = try prompt.type("docket.state.set('n', 6)")
    #expect(set.problem?.message.contains("docket.state") == true)
    let told = try prompt.type("docket.notify{ about = 1, to = 'carl', text = 'x' }")
    #expect(told.problem?.message.contains("docket.notify") == true)
    prompt.session.mayWrite = false
    _ = try prompt.session.rollBack()
    #expect(try prompt.type("docket.state.set('n', 6)").problem != nil)
    #expect(try prompt.value("docket.state.get('n')") == .integer(5))
  }
}
