import Desk
import Kernel
import TestSupport
import Testing

/// Erasure follows causes: what repeats the words goes along.
@Suite struct ErasureTests {
  private func desk() throws -> TemporaryDesk {
    try TemporaryDesk(staffed: ["support", "close-reasons", "inbox"])
  }

  /// A desk where ticket 2 was closed as a duplicate of 1 and carl wrote to it afterwards; the
  /// reply's entry.
  private func duplicated(_ desk: TemporaryDesk) throws -> EntryID {
    for _ in 1...2 { try desk.question() }
    try desk.act("ann", "note", 1, text: "CARD4111").receipt()
    let duplicate: [String: Value] = [
      "close_reason": .text("duplicate"), "duplicate_of": .ticket(Ticket.ID(rawValue: 1)),
    ]
    try desk.act("mia", "close", 2, duplicate).receipt()
    let receipt = try desk.act("carl", "reply", 2, text: "PIN0815").receipt()
    return try #require(receipt.seq)
  }

  @Test func `a redaction takes along a reply that was passed on to another ticket`() throws {
    let desk = try desk()
    let seq = try duplicated(desk)
    #expect(try desk.notes(1).contains { $0.contains("PIN0815") }, "or it would find nothing")
    let receipt = try desk.redact(seq, of: 2, "all").receipt()
    #expect(receipt.erasedCopies.map(\.entry.ticket.rawValue) == [1])
    #expect(try !desk.holds("PIN0815"))
    #expect(try desk.notes(1).contains { $0.contains("CARD4111") })
    let last = try #require(try desk.entries(1).last)
    #expect(last.action == "redact")
    #expect(last.visibility == .internal)
    #expect(last.cause == receipt.seq)
    #expect(try desk.auditProblems() == [])
  }

  @Test func `a purge takes along replies that were passed on to another ticket`() throws {
    let desk = try desk()
    _ = try duplicated(desk)
    try desk.act("mia", "discard", 2, params: ["to": .text("deleted")]).receipt()
    let receipt = try desk.act("mia", "purge", 2).receipt()
    #expect(receipt.erasedCopies.count == 1)
    #expect(try !desk.holds("PIN0815"))
    #expect(try desk.auditProblems() == [])
  }

  @Test func `an erasure of only the words leaves what repeats them`() throws {
    let desk = try desk()
    let seq = try duplicated(desk)
    let receipt = try desk.act(
      "mia", "redact", 2, params: ["entry": .integer(seq.rawValue), "only": .boolean(true)]
    ).receipt()
    #expect(receipt.erasedCopies == [])
    #expect(try desk.notes(1).contains { $0.contains("PIN0815") })
    try desk.act("mia", "discard", 2, params: ["to": .text("deleted")]).receipt()
    try desk.act("mia", "purge", 2, params: ["only": .boolean(true)]).receipt()
    #expect(try desk.notes(1).contains { $0.contains("PIN0815") })
    #expect(try desk.auditProblems() == [])
  }

  @Test func `a dry run names what would go along and leaves it`() throws {
    let desk = try desk()
    let seq = try duplicated(desk)
    let receipt = try desk.redact(seq, of: 2, "all", isDryRun: true).receipt()
    #expect(receipt.erasedCopies.map(\.entry.ticket.rawValue) == [1])
    #expect(try desk.holds("PIN0815"))
  }

  @Test func `who may redact nothing on the other ticket is told which entry is left`() throws {
    let desk = try desk()
    let seq = try duplicated(desk)
    try desk.act("mia", "update", 1, ["tags": .texts(["frozen"])]).receipt()
    try desk.desk.administer(as: .desk) {
      try $0.grant(Grant("ticket.redact", isDenial: true, when: "tags:frozen"), to: "manager")
    }
    let refusal = try #require(try desk.redact(seq, of: 2, "all").refusal)
    #expect(refusal.code == .denied)
    #expect(refusal.message.contains("of ticket 1 repeats the words"))
    #expect(try desk.holds("PIN0815"))
  }

  @Test func `a forward that quotes the words loses them, a longer word does not`() throws {
    let desk = try desk()
    try desk.question()
    let seq = try #require(try desk.act("carl", "reply", 1, text: "key9").receipt().seq)
    for message in ["see:\n> key9", "the key97 is another"] {
      try desk.act("ann", "forward", 1, text: message, params: ["to": .texts(["bob"])]).receipt()
    }
    try desk.redact(seq, of: 1, "text").receipt()
    let forwards = try desk.entries(1).filter { $0.action == "forward" }.map(\.text)
    #expect(forwards == ["", "the key97 is another"])
    #expect(try desk.auditProblems() == [])
  }

  @Test func `of a copy in another ticket's fields only the words go`() throws {
    let desk = try desk()
    try desk.enable(
      TestPlugin(
        "copier", permissions: "'ticket.view', 'ticket.update'",
        """
        docket.before("ticket.reply", function(change)
          change:also("update", 2, {
            set = { body = "said: " .. change.text, tags = { "copied" } },
          })
        end, { name = "copy", when = "id:1" })
        """))
    for _ in 1...2 { try desk.question() }
    let seq = try #require(try desk.act("ann", "reply", 1, text: "PIN0815").receipt().seq)
    #expect(try desk.ticket(2)?.body == "said: PIN0815")
    try desk.redact(seq, of: 1, "text").receipt()
    #expect(try !desk.holds("PIN0815"))
    let ticket = try #require(try desk.ticket(2))
    #expect((ticket.body, ticket.tags, ticket.subject) == ("", ["copied"], "No light"))
    #expect(try desk.auditProblems() == [])
  }

  @Test func `copies are found on a desk that took the history in`() throws {
    let old = try desk()
    _ = try duplicated(old)
    let new = try ExportTests.fresh(after: old)
    #expect(try ExportTests.take(ExportTests.lines(of: old), into: new).bad == [])
    let reply = try #require(try new.entries(2).first { $0.action == "reply" })
    try new.redact(reply.seq, of: 2, "all", as: "admin").receipt()
    #expect(try !new.holds("PIN0815"))
    #expect(try new.auditProblems() == [])
  }
}
