import Desk
import Kernel
import TestSupport
import Testing

/// Who is told of what by their own wish, or by their role's.
@Suite struct SubscriptionTests {
  private func desk() throws -> TemporaryDesk {
    try TemporaryDesk(staffed: ["support", "inbox"])
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
    #expect(
      try desk.told(by: desk.act("ann", "reply", id, text: "Is it in?")).sorted()
        == ["bob", "carl", "dora"])
    #expect(
      try desk.told(by: desk.act("carl", "reply", id, text: "It is.")).sorted()
        == ["ann", "bob", "dora"])
  }

  @Test func `a public comment on closing is a message, an internal one is none`() throws {
    let desk = try desk()
    let id = try desk.question()
    try desk.administer(as: "carl") { try $0.mute("inbox:closed-requester", for: nil, true) }
    let hidden = try desk.act("mia", "close", id, text: "he is wrong")
    #expect(try desk.told(by: hidden) == [])
    try desk.act("mia", "reopen", id).receipt()
    let shown = try desk.act("mia", "close", id, text: "all is well") { $0.isPublic = true }
    #expect(try desk.told(by: shown) == ["carl"])
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
