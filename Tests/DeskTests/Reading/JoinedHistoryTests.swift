import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// The conversation of a ticket with those that were merged into it.
@Suite struct JoinedHistoryTests {
  /// A desk where ticket 2, of carl, was merged into 1, of dora; a minute between all that happened.
  ///
  /// Following lets no customer see a ticket there.
  private static func desk() throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support", "close-reasons", "inbox"])
    try desk.desk.administer(as: .desk) {
      let denial = Grant(
        "ticket.view", isDenial: true, when: "followers:me not:requester:me")
      try $0.grant(denial, to: "customer")
    }
    try desk.question(["requester": .text("dora"), "subject": .text("Dark")])
    minute(desk)
    try desk.question(["body": .text("In room 5")])
    for (name, action, id, text) in [
      ("ann", "reply", 1, "Is the plug in?"), ("bob", "note", 2, "He calls every day"),
      ("carl", "reply", 2, "Any news?"),
    ] as [(String, String, Int64, String)] {
      minute(desk)
      try desk.act(name, action, id, text: text).receipt()
    }
    minute(desk)
    try merge(2, into: 1, on: desk)
    minute(desk)
    return desk
  }

  private static func minute(_ desk: TemporaryDesk) { desk.time.advance(milliseconds: 60_000) }

  @discardableResult
  private static func merge(
    _ id: Int64, into other: Int64, on desk: TemporaryDesk,
  ) throws -> Receipt {
    try desk.act("mia", "merge", id, params: ["into": .ticket(Ticket.ID(rawValue: other))])
      .receipt()
  }

  /// Each entry as its ticket and its action.
  private static func story(_ entries: [Entry]?) -> [String] {
    (entries ?? []).map { "\($0.ticket.rawValue) \($0.action)" }
  }

  private static func story(
    _ id: Int64, by name: String, on desk: TemporaryDesk, at moment: Instant? = nil,
  ) throws -> [String] {
    let person = try desk.person(name)
    return try desk.desk.session(as: person) {
      story(try $0.history(Ticket.ID(rawValue: id), until: moment))
    }
  }

  @Test func `all that was said stands there in order of time, by its authors`() throws {
    let desk = try Self.desk()
    #expect(
      try Self.story(1, by: "ann", on: desk) == [
        "1 create", "2 create", "1 reply", "2 note", "2 reply", "2 merge", "1 note",
      ])
    let entries = try #require(try desk.history(1, by: "ann"))
    #expect(entries.map(\.at) == entries.map(\.at).sorted())
    #expect(entries[4].actor == .person(try desk.person("carl").id))
    #expect(entries[3].visibility == .internal)
    let last = try desk.desk.session(as: desk.person("ann")) { session in
      try session.conversation(of: Ticket.ID(rawValue: 1)).map(\.rawValue)
    }
    #expect(last == [1, 2])
  }

  @Test func `nobody reads more of it than they may on the ticket itself`() throws {
    let desk = try Self.desk()
    #expect(try Self.story(1, by: "dora", on: desk) == ["1 create", "1 reply"])
    #expect(try Self.story(2, by: "carl", on: desk) == ["2 create", "2 reply", "2 merge"])
    #expect(try desk.history(1, by: "carl") == nil)
    try desk.desk.administer(as: .desk) {
      for permission in ["ticket.view", "history.view"] {
        try $0.grant(Grant(permission, when: "requester:dora"), to: "customer")
      }
    }
    let seen = try #require(try desk.history(1, by: "carl"))
    #expect(Self.story(seen) == ["1 create", "2 create", "1 reply", "2 reply", "2 merge"])
    #expect(seen.filter { $0.ticket.rawValue == 2 }.map(\.number) == [1, 2, 3])
    #expect(seen.allSatisfy { $0.seq.rawValue == 0 })
  }

  @Test func `the past has it as long as it was merged then`() throws {
    let desk = try Self.desk()
    let merged = try #require(try desk.entries(2).last)
    let before = merged.at.advanced(byMilliseconds: -1)
    #expect(try Self.story(1, by: "ann", on: desk, at: before) == ["1 create", "1 reply"])
    #expect(try Self.story(1, by: "ann", on: desk, at: merged.at).count == 7)
    #expect(try desk.undo("mia", merged.request).refused.isEmpty)
    #expect(
      try Self.story(1, by: "ann", on: desk) == ["1 create", "1 reply", "1 note"])
    #expect(try Self.story(1, by: "ann", on: desk, at: merged.at).count == 7)
  }

  @Test func `what is merged in turn comes along, and what is discarded does not`() throws {
    let desk = try Self.desk()
    try desk.question(["subject": .text("Lamp")])
    Self.minute(desk)
    try Self.merge(1, into: 3, on: desk)
    #expect(try Self.story(3, by: "ann", on: desk).count { $0.hasPrefix("2 ") } == 4)
    try desk.act("mia", "discard", 2, params: ["to": .text("deleted")]).receipt()
    #expect(try Self.story(3, by: "ann", on: desk).count { $0.hasPrefix("2 ") } == 0)
    try desk.act("mia", "restore", 2).receipt()
    #expect(try Self.story(3, by: "ann", on: desk).count { $0.hasPrefix("2 ") } == 6)
  }

  @Test func `words that are redacted or purged are gone there too`() throws {
    let desk = try Self.desk()
    let reply = try #require(try desk.entries(2).first { $0.action == "reply" })
    try desk.redact(reply.seq, of: 2, "text").receipt()
    let seen = try #require(try desk.history(1, by: "ann"))
    #expect(seen.first { $0.seq == reply.seq }?.redacted == [.text])
    #expect(try !desk.holds("Any news?"))
    try desk.act("mia", "discard", 2, params: ["to": .text("deleted")]).receipt()
    try desk.act("mia", "purge", 2).receipt()
    #expect(try Self.story(1, by: "ann", on: desk) == ["1 create", "1 reply", "1 note"])
    #expect(try !desk.shell(".dump payload").contains("In room 5"))
    #expect(try desk.auditProblems() == [])
  }

  @Test func `an undo leaves each conversation where it was said, also what came later`() throws {
    let desk = try Self.desk()
    try desk.act("carl", "reply", 2, text: "Hello?").receipt()
    let merged = try #require(try desk.entries(2).first { $0.action == "merge" })
    #expect(try desk.undo("mia", merged.request).refused.isEmpty)
    let ticket = try #require(try desk.ticket(2))
    #expect((ticket.stage, ticket.fields, ticket.closeReason) == ("new", [:], ""))
    #expect(try Self.story(1, by: "ann", on: desk).allSatisfy { $0.hasPrefix("1 ") })
    #expect(try desk.entries(2).contains { $0.text == "Hello?" })
    Self.minute(desk)
    try Self.merge(2, into: 1, on: desk)
    #expect(try Self.story(1, by: "ann", on: desk).contains("2 reply"))
    #expect(try desk.auditProblems() == [])
  }

  @Test func `an undo takes out again whom the merge let follow`() throws {
    let desk = try Self.desk()
    try desk.question(["requester": .text("bob")])
    let receipt = try Self.merge(3, into: 1, on: desk)
    #expect(try desk.ticket(1)?.followers == [try desk.person("bob").id])
    #expect(try desk.undo("mia", receipt.request).refused.isEmpty)
    #expect(try desk.ticket(1)?.followers == [])
  }

  @Test func `a customer follows where following lets them see`() throws {
    let desk = try Self.desk()
    #expect(try desk.ticket(1)?.followers == [])
    try desk.desk.administer(as: .desk) { _ = try $0.revoke("ticket.view", from: "customer") }
    try desk.question()
    try Self.merge(3, into: 1, on: desk)
    #expect(try desk.ticket(1)?.followers == [try desk.person("carl").id])
  }

  @Test func `a reply to it is told as one, by its author`() throws {
    let desk = try Self.desk()
    let ann = try desk.person("ann").id
    try desk.act("mia", "update", 1, ["assignee": .person(ann)]).receipt()
    try desk.act("carl", "reply", 2, text: "Hello?").receipt()
    try desk.work()
    let notice = try #require(try desk.inbox(of: "ann").last)
    #expect((notice.ticket?.rawValue, notice.by) == (1, "carl"))
    #expect(notice.event == "ticket.reply" && notice.text.hasPrefix("Hello?"))
    #expect(try desk.inbox(of: "dora").allSatisfy { !$0.text.contains("Hello?") })
  }

  @Test func `whose ticket was merged is told where it went`() throws {
    let desk = try Self.desk()
    try desk.work()
    let notice = try #require(try desk.inbox(of: "carl").last)
    #expect(notice.ticket?.rawValue == 2 && notice.text.contains("merged into ticket 1"))
  }

  @Test func `a desk that takes the history in shows the same`() throws {
    let old = try Self.desk()
    let new = try ExportTests.fresh(after: old)
    #expect(try ExportTests.take(ExportTests.lines(of: old), into: new).bad == [])
    // Of what happened at once the order is the new desk's.
    let (there, here) = try (
      Self.story(1, by: "admin", on: old), Self.story(1, by: "admin", on: new)
    )
    #expect(here.dropLast(2) == there.dropLast(2) && here.sorted() == there.sorted())
  }

  @Test func `plugins read it as far as they may see`() throws {
    let desk = try Self.desk()
    let prompt = try PromptDesk(as: "ann", on: desk)
    #expect(
      try prompt.value(
        """
        local story = {}
        for _, entry in ipairs(docket.history.of(1, { limit = 3 })) do
          story[#story + 1] = entry.ticket .. " " .. entry.action
        end
        return table.concat(story, ", ")
        """) == .text("2 reply, 2 merge, 1 note"))
  }

  @Test func `files of a merged ticket are found from the other one`() throws {
    let desk = try Self.desk()
    try desk.attach("log.txt", "all is well", to: 2)
    let found = try desk.desk.session(as: desk.person("ann")) { session in
      try session.attachment("log.txt", of: Ticket.ID(rawValue: 1)).size
    }
    #expect(found == 11)
    #expect(throws: Refusal.self) {
      try desk.desk.session(as: desk.person("dora")) { session in
        try session.attachment("log.txt", of: Ticket.ID(rawValue: 1)).size
      }
    }
  }
}
