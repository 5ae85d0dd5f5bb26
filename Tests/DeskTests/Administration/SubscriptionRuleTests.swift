import Desk
import Kernel
import TestSupport
import Testing

/// What may be subscribed to, and by whom.
@Suite struct SubscriptionRuleTests {
  private static let desk = Result { try TemporaryDesk(staffed: ["support", "inbox"]) }

  private func refusal(_ name: String, _ draft: SubscriptionDraft) throws -> Refusal? {
    do {
      try Self.desk.get().administer(as: name) { _ = try $0.subscribe(draft) }
      return nil
    } catch let refusal as Refusal {
      return refusal
    }
  }

  @Test(arguments: [
    ("ticket.clse", "did you mean ticket.close?"), ("qeue", "did you mean queue?"),
    ("creatd", "did you mean created?"), ("%", "an event is such as"),
  ])
  func `an event that there is not is refused with the nearest`(
    event: String, advice: String,
  ) throws {
    let refusal = try #require(try refusal("ann", SubscriptionDraft(event: event)))
    #expect(refusal.code == .invalid)
    #expect(refusal.message.contains(advice))
  }

  @Test func `so is a channel, a person, a role and a condition`() throws {
    let drafts = [
      (SubscriptionDraft(event: "reply", channel: "inbx"), "did you mean inbox?"),
      (SubscriptionDraft(to: "bbo", event: "reply"), "did you mean bob?"),
      (SubscriptionDraft(to: "role:agnt", event: "reply"), "did you mean agent?"),
      (SubscriptionDraft(event: "reply", when: "prioriti:high"), "did you mean “priority”?"),
    ]
    for (draft, advice) in drafts {
      #expect(try refusal("mia", draft)?.message.contains(advice) == true)
    }
  }

  @Test func `others' subscriptions need person.manage, one's own need nothing`() throws {
    #expect(try refusal("carl", SubscriptionDraft(event: "reply")) == nil)
    #expect(try refusal("ann", SubscriptionDraft(to: "bob", event: "reply"))?.code == .denied)
    #expect(try refusal("ann", SubscriptionDraft(to: "role:agent", event: "x.y"))?.code == .denied)
    #expect(try refusal("mia", SubscriptionDraft(to: "bob", event: "reply")) == nil)
  }

  @Test func `a field that somebody may not see is no event for them`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    try desk.enable(
      TestPlugin(
        "secret", #"docket.field{ name = "margin", type = "integer", view = "secret.view" }"#))
    let hidden = #expect(throws: Refusal.self) {
      try desk.administer(as: "carl") { _ = try $0.subscribe(SubscriptionDraft(event: "margin")) }
    }
    let absent = #expect(throws: Refusal.self) {
      try desk.administer(as: "carl") { _ = try $0.subscribe(SubscriptionDraft(event: "marzin")) }
    }
    #expect(hidden?.message.replacing("margin", with: "marzin") == absent?.message)
  }

  @Test func `the same subscription is there once, and numbers are never given again`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    #expect(try desk.subscribe("ann", "created").key == "1")
    #expect(try desk.subscribe("ann", "ticket.create").key == "1")
    try desk.administer(as: "ann") { try $0.unsubscribe("1") }
    #expect(try desk.subscribe("ann", "created").key == "2")
  }

  @Test func `nobody removes another's subscription, or learns of it`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    let key = try desk.subscribe("ann", "created").key
    for key in [key, "99"] {
      let refusal = #expect(throws: Refusal.self) {
        try desk.administer(as: "bob") { try $0.unsubscribe(key) }
      }
      #expect(refusal?.code == .notFound)
    }
    try desk.administer(as: "mia") { try $0.unsubscribe(key) }
  }

  @Test func `a condition whose field has gone tells nobody, and the desk goes on`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    try desk.enable(TestPlugin("extra", #"docket.field{ name = "floor", type = "integer" }"#))
    try desk.subscribe("ann", "tags", when: "floor:3")
    try desk.disable("extra")
    let id = try desk.question()
    #expect(try desk.told(by: desk.act("mia", "update", id, ["tags": .texts(["a"])])) == [])
    let trouble = try desk.desk.session(as: desk.person("ann")) {
      try $0.subscriptions().compactMap(\.trouble)
    }
    #expect(trouble.count == 1)
  }

  @Test func `every change of subscriptions stands in the desk's history`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    let key = try desk.subscribe("role:agent", "tags").key
    try desk.administer(as: "ann") { try $0.mute(key, for: nil, true) }
    try desk.administer(as: "mia") { try $0.unsubscribe(key) }
    let actions = try desk.entries(0).map(\.action).suffix(3)
    #expect(actions == ["subscription.add", "subscription.mute", "subscription.remove"])
    #expect(try desk.auditProblems() == [])
  }

  @Test func `what speaks of hidden things does not exist for who cannot see them`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    try desk.enable(
      TestPlugin(
        "secret", #"docket.field{ name = "margin", type = "integer", view = "secret.view" }"#))
    let keys = [
      try desk.subscribe("requester", "note").key,
      try desk.subscribe("role:customer", "tags", when: "margin:9..").key,
      try desk.subscribe("requester", "margin").key,
    ]
    let seen = try desk.desk.session(as: desk.person("carl")) { session in
      try session.subscriptions().map(\.subscription.key)
    }
    #expect(!seen.isEmpty && seen.allSatisfy { !keys.contains($0) })
    for key in keys {
      let refusal = #expect(throws: Refusal.self) {
        try desk.administer(as: "carl") { try $0.mute(key, for: nil, true) }
      }
      #expect(refusal?.code == .notFound)
    }
  }
}
