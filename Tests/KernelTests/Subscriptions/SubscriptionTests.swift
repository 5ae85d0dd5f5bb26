import Kernel
import TestSupport
import Testing

/// Who is told of what by their own wish, or by their role's.
@Suite struct SubscriptionTests {
  @Test func `who subscribed to a field is told of its edits and of no others`() throws {
    let desk = KernelDesk()
    try desk.subscribe("ann", "field.tags")
    let id = try desk.question()
    #expect(try desk.told(by: desk.act("mia", "update", id, ["tags": .texts(["a"])])) == ["ann"])
    #expect(try desk.told(by: desk.act("mia", "update", id, ["priority": .text("high")])) == [])
  }

  @Test func `nobody is told of their own change, unless they ask for it`() throws {
    let desk = KernelDesk()
    try desk.subscribe("ann", "field.priority")
    try desk.subscribe("bob", "field.priority", own: true)
    let id = try desk.question()
    let high: [String: Value] = ["priority": .text("high")]
    #expect(try desk.told(by: desk.act("ann", "update", id, high)) == ["bob"])
    let low: [String: Value] = ["priority": .text("low")]
    #expect(try desk.told(by: desk.act("bob", "update", id, low)) == ["ann", "bob"])
  }

  @Test func `several subscriptions that match tell one person once`() throws {
    let desk = KernelDesk()
    for event in ["ticket.*", "ticket.update", "field.tags", "field.priority"] {
      try desk.subscribe("ann", event)
    }
    try desk.subscribe("role:agent", "field.tags")
    let id = try desk.question()
    let outcome = try desk.act(
      "mia", "update", id, ["tags": .texts(["a"]), "priority": .text("high")])
    #expect(try desk.told(by: outcome).sorted() == ["ann", "bob"])
  }

  @Test func `who mutes what their role is told is told no more of it`() throws {
    let desk = KernelDesk()
    try desk.subscribe("role:agent", "field.tags")
    let id = try desk.question()
    desk.store.content.mutes.insert(Mute(person: try desk.person("ann").id, key: "1"))
    #expect(try desk.told(by: desk.act("mia", "update", id, ["tags": .texts(["a"])])) == ["bob"])
  }

  @Test func `a condition is about the ticket after the change, and me is who is told`() throws {
    let desk = KernelDesk()
    try desk.subscribe("role:agent", "field.tags", when: "assignee:me priority:high..")
    let id = try desk.question(["assignee": .text("ann")])
    let low = try desk.act("mia", "update", id, ["tags": .texts(["a"])])
    #expect(try desk.told(by: low) == [])
    let high = try desk.act(
      "mia", "update", id, ["tags": .texts(["b"]), "priority": .text("high")])
    #expect(try desk.told(by: high) == ["ann"])
  }

  @Test(arguments: ["ticket.*", "ticket.note", "ticket.update"])
  func `nobody hears of a note who sees none`(event: String) throws {
    let desk = KernelDesk()
    try desk.subscribe("carl", event)
    try desk.subscribe("role:customer", event)
    let id = try desk.question()
    #expect(try desk.told(by: desk.act("ann", "note", id, text: "he lies")) == [])
  }

  @Test func `who sees notes is told of them, also beside another change`() throws {
    let desk = KernelDesk()
    try desk.subscribe("ann", "ticket.note")
    let id = try desk.question()
    #expect(try desk.told(by: desk.act("bob", "note", id, text: "call him")) == ["ann"])
    let beside = try desk.act("bob", "update", id, ["tags": .texts(["a"])]) { $0.note = "seen" }
    #expect(try desk.told(by: beside) == ["ann"])
  }

  @Test func `an import tells nobody`() throws {
    let desk = KernelDesk()
    try desk.subscribe("ann", "ticket.*")
    let outcome = try desk.act("admin", "create", nil, ["subject": .text("x")]) {
      $0.source = .import
      $0.hasEffects = false
    }
    #expect(try desk.told(by: outcome) == [])
  }

  @Test func `where no subscription is, a create writes no row of the outbox`() throws {
    let desk = KernelDesk()
    let receipt = try desk.act("ann", "create", nil, ["subject": .text("x")]).receipt()
    #expect(receipt.outbox == [])
  }
}
