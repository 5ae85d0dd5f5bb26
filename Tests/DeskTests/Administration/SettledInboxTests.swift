import Desk
import Kernel
import TestSupport
import Testing

/// What leaves an inbox by itself, and in what words it is told.
@Suite struct SettledInboxTests {
  private func desk() throws -> TemporaryDesk {
    try TemporaryDesk(staffed: ["support", "inbox"])
  }

  private func unread(_ name: String, on desk: TemporaryDesk) throws -> [String] {
    try desk.work()
    return try desk.inbox(of: name, unreadOnly: true).map(\.subject)
  }

  @Test(arguments: ["reply", "note", "update", "close"])
  func `what is told of a ticket is read once one changes it`(_ action: String) throws {
    let desk = try desk()
    let id = try desk.question(["assignee": .text("mia")])
    try desk.act("carl", "reply", id, text: "Still dark").receipt()
    #expect(try unread("mia", on: desk).count == 2)
    try desk.act(
      "mia", action, id, action == "update" ? ["tags": .text("lamp")] : [:],
      text: ["reply", "note"].contains(action) ? "We look" : ""
    ).receipt()
    #expect(try unread("mia", on: desk) == [])
    #expect(try desk.inbox(of: "mia").allSatisfy(\.isRead))
  }

  @Test func `a notice that nobody has delivered yet comes as read`() throws {
    let desk = try desk()
    let id = try desk.question(["assignee": .text("mia")])
    try desk.act("mia", "reply", id, text: "We look").receipt()
    #expect(try unread("mia", on: desk) == [])
  }

  @Test func `what is handed on is read, but for the notice of that`() throws {
    let desk = try desk()
    let id = try desk.question(["assignee": .text("ann"), "team": .texts(["bob"])])
    #expect(try unread("ann", on: desk).count == 1)
    try desk.act("mia", "update", id, ["assignee": .text("bob")]).receipt()
    #expect(try unread("ann", on: desk) == ["Ticket 1 is not yours any more: No light"])
    #expect(try unread("bob", on: desk).count == 2)
  }

  @Test func `who still has a part in a ticket that is handed on has it unread`() throws {
    let desk = try desk()
    let id = try desk.question(["assignee": .text("ann"), "followers": .texts(["ann"])])
    try desk.act("mia", "update", id, ["assignee": .text("bob")]).receipt()
    #expect(try unread("ann", on: desk).count == 2)
  }

  @Test func `a change by a plugin or another person leaves inboxes as they are`() throws {
    let desk = try desk()
    let id = try desk.question(["assignee": .text("ann")])
    try desk.act("bob", "reply", id, text: "I look").receipt()
    #expect(try unread("ann", on: desk).count == 2)
  }

  @Test func `a notice speaks the language of its recipient`() throws {
    let desk = try desk()
    let id = try desk.question()
    try desk.desk.administer(as: .desk) {
      _ = try $0.setPerson("carl", PersonDraft(language: "de"))
    }
    try desk.act("mia", "close", id).receipt()
    try desk.work()
    let notice = try #require(try desk.inbox(of: "carl").last)
    #expect(notice.subject == "Ticket 1 ist geschlossen: No light")
    #expect(notice.text == "Phase: Neu → Gelöst")
  }
}
