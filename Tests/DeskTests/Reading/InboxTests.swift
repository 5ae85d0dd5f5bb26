import Desk
import Kernel
import TestSupport
import Testing

/// What stands in an inbox, and for how long.
@Suite struct InboxTests {
  private func desk() throws -> TemporaryDesk {
    try TemporaryDesk(staffed: ["support", "inbox"])
  }

  @Test func `a notice has the ticket's subject, what happened, by whom, and the words`() throws {
    let desk = try desk()
    let id = try desk.question()
    try desk.act("ann", "reply", id, text: "Is the plug in?").receipt()
    try desk.work()
    let notice = try #require(try desk.inbox(of: "carl").last)
    #expect(notice.ticket?.rawValue == id)
    #expect(notice.subject == "Ticket \(id): No light")
    #expect(notice.event == "ticket.reply")
    #expect(notice.by == "ann")
    #expect(notice.text == "stage: new → answered\nIs the plug in?")
  }

  @Test func `what a plugin keeps to itself is not told beside what somebody did`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox", "satisfaction"])
    let id = try desk.question(["followers": .texts(["bob"])])
    try desk.act("mia", "close", id).receipt()
    try desk.work()
    #expect(try desk.inbox(of: "bob").last?.text == "stage: new → resolved")
  }

  @Test func `what was told of notes is gone with the right to see them`() throws {
    let desk = try desk()
    try desk.subscribe("ann", "note")
    let id = try desk.question(["requester": .text("ann")])
    try desk.act("bob", "note", id, text: "she lies").receipt()
    try desk.work()
    #expect(try desk.inbox(of: "ann").last?.text == "(internal) she lies")
    try desk.desk.administer(as: .desk) {
      _ = try $0.setPerson("ann", PersonDraft(roles: ["customer"]))
    }
    #expect(try desk.inbox(of: "ann").map(\.event) == ["ticket.create"])
  }

  @Test func `a note is not delivered to who lost the right to it in between`() throws {
    let desk = try desk()
    try desk.subscribe("ann", "ticket.*")
    let id = try desk.question(["requester": .text("ann")])
    try desk.act("bob", "update", id, ["priority": .text("high")]) { $0.note = "she lies" }
      .receipt()
    try desk.desk.administer(as: .desk) {
      _ = try $0.setPerson("ann", PersonDraft(roles: ["customer"]))
    }
    try desk.work()
    #expect(try desk.inbox(of: "ann").map(\.text).last == "priority: normal → high")
  }

  @Test func `a ticket that somebody sees no longer leaves nothing in their inbox`() throws {
    let desk = try desk()
    let id = try desk.question()
    try desk.act("ann", "reply", id, text: "Is the plug in?").receipt()
    try desk.work()
    #expect(try desk.inbox(of: "carl").count == 2)
    try desk.act("admin", "update", id, ["requester": .text("dora")]).receipt()
    #expect(try desk.inbox(of: "carl") == [])
  }

  @Test func `reading marks what is about those tickets, for that person only`() throws {
    let desk = try desk()
    let ids = [try desk.question(["followers": .texts(["bob"])]), try desk.question()]
    for id in ids { try desk.act("ann", "reply", id, text: "Is it in?").receipt() }
    try desk.work()
    try desk.desk.markRead([Ticket.ID(rawValue: ids[0])], by: desk.person("carl"))
    #expect(
      try desk.inbox(of: "carl", unreadOnly: true).allSatisfy { $0.ticket?.rawValue == ids[1] })
    #expect(try desk.inbox(of: "carl").map(\.isRead) == [true, false, true, false])
    #expect(try desk.inbox(of: "bob", unreadOnly: true).count == 1)
    try desk.desk.markRead(nil, by: desk.person("carl"))
    #expect(try desk.inbox(of: "carl", unreadOnly: true) == [])
  }

  @Test func `desks that differ only in notes give a customer the same inbox`() throws {
    let inboxes = try [true, false].map { takesNotes in
      let desk = try desk()
      try desk.subscribe("carl", "ticket.*")
      try desk.subscribe("ann", "note")
      var work = RandomWork(on: desk, seed: 7)
      work.takesNotes = takesNotes
      for _ in 1...60 {
        _ = try work.step()
        try desk.work()
      }
      return try desk.inbox(of: "carl")
    }
    #expect(inboxes[0] == inboxes[1])
    #expect(inboxes[0].count > 2)
  }
}
