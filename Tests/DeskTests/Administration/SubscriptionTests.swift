import Desk
import Kernel
import TestSupport
import Testing

/// Who is told of what by their own wish, or by their role's.
@Suite struct SubscriptionTests {
  private func desk() throws -> TemporaryDesk {
    try TemporaryDesk(staffed: ["support", "inbox"])
  }

  @Test func `who subscribed to a field is told of its edits and of no others`() throws {
    let desk = try desk()
    try desk.subscribe("ann", "tags")
    let id = try desk.question()
    #expect(try desk.told(by: desk.act("mia", "update", id, ["tags": .texts(["a"])])) == ["ann"])
    #expect(try desk.told(by: desk.act("mia", "update", id, ["priority": .text("high")])) == [])
  }

  @Test func `nobody is told of their own change, unless they ask for it`() throws {
    let desk = try desk()
    try desk.subscribe("ann", "priority")
    try desk.subscribe("bob", "priority", own: true)
    let id = try desk.question()
    let high: [String: Value] = ["priority": .text("high")]
    #expect(try desk.told(by: desk.act("ann", "update", id, high)) == ["bob"])
    let low: [String: Value] = ["priority": .text("low")]
    #expect(try desk.told(by: desk.act("bob", "update", id, low)) == ["ann", "bob"])
  }

  @Test func `several subscriptions that match tell one person once`() throws {
    let desk = try desk()
    for event in ["ticket.*", "update", "tags", "priority"] { try desk.subscribe("ann", event) }
    try desk.subscribe("role:agent", "tags")
    let id = try desk.question()
    let outcome = try desk.act(
      "mia", "update", id, ["tags": .texts(["a"]), "priority": .text("high")])
    #expect(try desk.told(by: outcome).sorted() == ["ann", "bob"])
  }

  @Test func `a condition is about the ticket after the change, and me is who is told`() throws {
    let desk = try desk()
    try desk.subscribe("role:agent", "tags", when: "assignee:me priority:high..")
    let id = try desk.question(["assignee": .text("ann")])
    let low = try desk.act("mia", "update", id, ["tags": .texts(["a"])])
    #expect(try desk.told(by: low) == [])
    let high = try desk.act(
      "mia", "update", id, ["tags": .texts(["b"]), "priority": .text("high")])
    #expect(try desk.told(by: high) == ["ann"])
  }

  @Test func `a person may mute what a role or a plugin wants told, and want it again`() throws {
    let desk = try desk()
    let key = try desk.subscribe("role:agent", "tags").key
    let id = try desk.question()
    try desk.administer(as: "ann") { try $0.mute(key, for: nil, true) }
    #expect(try desk.told(by: desk.act("mia", "update", id, ["tags": .texts(["a"])])) == ["bob"])
    try desk.administer(as: "ann") { try $0.mute(key, for: nil, false) }
    let again = try desk.act("mia", "update", id, ["tags": .texts(["b"])])
    #expect(try desk.told(by: again) == ["ann", "bob"])
    try desk.administer(as: "carl") { try $0.mute("inbox:messages-requester", for: nil, true) }
    #expect(try desk.told(by: desk.act("ann", "reply", id, text: "Is it in?")) == [])
  }

  @Test func `requester, followers and assignee are told of messages that are not their own`()
    throws
  {
    let desk = try desk()
    let id = try desk.question(["assignee": .text("ann"), "followers": .texts(["dora", "bob"])])
    // A question of carl's exists for dora only where she is its requester.
    #expect(
      try desk.told(by: desk.act("ann", "reply", id, text: "Is it in?")).sorted()
        == ["bob", "carl"])
    #expect(
      try desk.told(by: desk.act("carl", "reply", id, text: "It is.")).sorted() == ["ann", "bob"])
  }

  @Test func `a public comment on closing is a message, an internal one is none`() throws {
    let desk = try desk()
    let id = try desk.question()
    let hidden = try desk.act("mia", "close", id, text: "he is wrong")
    #expect(try desk.told(by: hidden) == [])
    try desk.act("mia", "reopen", id).receipt()
    let shown = try desk.act("mia", "close", id, text: "all is well") { $0.isPublic = true }
    #expect(try desk.told(by: shown) == ["carl"])
  }

  @Test(arguments: ["ticket.*", "note", "update"])
  func `nobody hears of a note who sees none`(event: String) throws {
    let desk = try desk()
    try desk.subscribe("carl", event)
    try desk.subscribe("role:customer", event)
    let id = try desk.question()
    #expect(try desk.told(by: desk.act("ann", "note", id, text: "he lies")) == [])
  }

  @Test func `who sees notes is told of them, also beside another change`() throws {
    let desk = try desk()
    try desk.subscribe("ann", "note")
    let id = try desk.question()
    #expect(try desk.told(by: desk.act("bob", "note", id, text: "call him")) == ["ann"])
    let beside = try desk.act("bob", "update", id, ["tags": .texts(["a"])]) { $0.note = "seen" }
    #expect(try desk.told(by: beside) == ["ann"])
  }

  @Test func `an import tells nobody`() throws {
    let desk = try desk()
    try desk.subscribe("ann", "ticket.*")
    let outcome = try desk.act("admin", "create", nil, ["subject": .text("x")]) {
      $0.source = .import
      $0.hasEffects = false
    }
    #expect(try desk.told(by: outcome) == [])
  }

  @Test func `where no subscription is, a create writes no row of the outbox`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let receipt = try desk.act("ann", "create", nil, ["subject": .text("x")]).receipt()
    #expect(receipt.outbox == [])
  }

  @Test func `a plugin that names no channel reaches each through their own`() throws {
    let desk = try desk()
    try desk.enable(
      TestPlugin(
        "pager",
        """
        docket.channel{ name = "pager", send = function() return true end }
        docket.before("field.tags", function(change)
          change:notify{ to = "role:agent", text = "look" }
        end)
        """))
    try desk.desk.administer(as: .desk) {
      _ = try $0.subscribe(SubscriptionDraft(to: "ann", event: "close", channel: "pager"))
    }
    let id = try desk.question()
    let rows = try desk.act("mia", "update", id, ["tags": .texts(["a"])]).receipt().outbox
    #expect(rows.map(\.name) == ["pager", "inbox"])
  }
}
