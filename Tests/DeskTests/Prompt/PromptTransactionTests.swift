import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// Transactions at a prompt: what is held, seen, committed and dropped.
@Suite struct PromptTransactionTests {
  @Test func `what a transaction holds is seen by its entries and by nobody else`() throws {
    let prompt = try PromptDesk()
    try prompt.session.begin()
    try prompt.value("t1:update{ set = { priority = 'high' } }")
    #expect(try prompt.value("t1.priority") == .text("high"))
    #expect(try prompt.value("tickets('priority:high'):count()") == .integer(1))
    #expect(try prompt.priority(1) == .normal)
    #expect(prompt.held == 1)
  }

  @Test func `a commit does all of it as one request of the person by way of the prompt`() throws {
    let prompt = try PromptDesk()
    try prompt.session.begin()
    try prompt.value("t1:update{ set = { priority = 'high' } }")
    try prompt.value("t2:note{ text = 'seen' }; t2:update{ set = { priority = 'low' } }")
    let commit = try prompt.session.commit()
    #expect(commit.acts.count == 3)
    #expect(try prompt.priority(1) == .high)
    #expect(try prompt.priority(2) == .low)
    let entries = try prompt.temporary.entries(1) + prompt.temporary.entries(2)
    let own = entries.filter { $0.request == commit.request }
    #expect(own.count == 3)
    #expect(own.allSatisfy { $0.source == .repl && $0.actor == .person(prompt.session.person.id) })
    #expect(prompt.held == nil)
  }

  @Test func `a rollback leaves nothing, not even numbers`() throws {
    let prompt = try PromptDesk()
    let before = try prompt.temporary.entries(1).count
    try prompt.session.begin()
    try prompt.value("docket.tickets.create{ subject = 'x', requester = 'carl' }")
    try prompt.value("t1:note{ text = 'x' }")
    #expect(try prompt.session.rollBack() == 2)
    #expect(prompt.held == nil)
    #expect(try prompt.temporary.entries(1).count == before)
    #expect(try prompt.temporary.question() == 3)
  }

  @Test func `going back to a savepoint drops what came after it`() throws {
    let prompt = try PromptDesk()
    try prompt.session.begin()
    try prompt.value("t1:note{ text = 'one' }")
    try prompt.session.save("first")
    try prompt.value("t1:note{ text = 'two' }")
    try prompt.value("t1:note{ text = 'three' }")
    #expect(try prompt.session.rollBack(to: "first") == 2)
    try prompt.value("t1:note{ text = 'four' }")
    #expect(throws: Refusal.self) { try prompt.session.rollBack(to: "frist") }
    _ = try prompt.session.commit()
    #expect(try prompt.temporary.notes(1) == ["one", "four"])
  }

  @Test func `an entry that fails is held with nothing`() throws {
    let prompt = try PromptDesk()
    try prompt.session.begin()
    let result = try prompt.type("t1:note{ text = 'one' } error('no')")
    #expect(result.problem?.kind == .failed)
    #expect(prompt.held == 0)
  }

  @Test func `one request that is refused at the commit lets none be done`() throws {
    let prompt = try PromptDesk()
    try prompt.session.begin()
    try prompt.value("t1:note{ text = 'one' }")
    try prompt.value("t2:update{ set = { priority = 'high' } }")
    try prompt.temporary.act("ann", "update", 2, ["priority": .text("urgent")]).receipt()
    let commit = try prompt.session.commit()
    let conflict = try #require(commit.conflicts.first)
    #expect(commit.conflicts.count == 1)
    #expect(conflict.number == 2)
    #expect(conflict.refusal.code == .conflict)
    #expect(conflict.refusal.message.contains("update by ann"))
    #expect(try prompt.temporary.notes(1) == [])
    #expect(prompt.held == 2)
  }

  @Test func `another's change is told before an entry, with who made it`() throws {
    let prompt = try PromptDesk()
    try prompt.session.begin()
    try prompt.value("t1:update{ set = { priority = 'high' } }")
    try prompt.temporary.act("ann", "update", 1, ["tags": .texts(["new"])]).receipt()
    let result = try prompt.type("x = 5")
    #expect(result.conflicts.map(\.number) == [1])
    let look = try prompt.session.look(at: 1)
    #expect(look.later.flatMap(\.edits).map(\.field) == ["tags"])
    #expect(look.act?.refusal?.code == .conflict)
    #expect(try prompt.type("1 + 1").values == [], "nothing is evaluated until it is settled")
  }

  @Test func `after a conflict tickets are taken as they are, or requests dropped`() throws {
    let prompt = try PromptDesk()
    try prompt.session.begin()
    try prompt.value("t1:update{ set = { priority = 'high' } }")
    try prompt.value("t2:update{ set = { priority = 'high' } }")
    for id: Int64 in 1...2 {
      try prompt.temporary.act("ann", "update", id, ["tags": .texts(["new"])]).receipt()
    }
    #expect(try prompt.type("x = 5").conflicts.map(\.number) == [1, 2])
    try prompt.session.seeAgain(1)
    #expect(try prompt.type("x = 5").conflicts.map(\.number) == [2])
    _ = try prompt.session.drop(2)
    _ = try prompt.session.commit()
    #expect(try prompt.priority(1) == .high)
    #expect(try prompt.priority(2) == .normal)
    #expect(try prompt.temporary.ticket(1)?.tags == ["new"])
  }

  @Test func `two changes of one ticket are no conflict with each other`() throws {
    let prompt = try PromptDesk()
    try prompt.session.begin()
    try prompt.value("t1:update{ set = { priority = 'high' } }")
    try prompt.value("t1:update{ set = { tags = { 'a' } } }")
    _ = try prompt.session.drop(1)
    let commit = try prompt.session.commit()
    #expect(commit.conflicts.isEmpty)
    #expect(try prompt.temporary.ticket(1)?.tags == ["a"])
    #expect(try prompt.priority(1) == .normal)
  }

  @Test func `without leave to write nothing is begun, changed or committed`() throws {
    let prompt = try PromptDesk(mayWrite: false)
    #expect(throws: Refusal.self) { try prompt.session.begin() }
    let result = try prompt.type("t1:note{ text = 'x' }")
    #expect(result.problem?.message.contains(".write on") == true)
    #expect(result.problem?.message.contains("cannot be read") == false)
    prompt.session.mayWrite = true
    try prompt.session.begin()
    try prompt.value("t1:note{ text = 'x' }")
    prompt.session.mayWrite = false
    #expect(throws: Refusal.self) { try prompt.session.commit() }
    #expect(try prompt.temporary.notes(1) == [])
  }
}
