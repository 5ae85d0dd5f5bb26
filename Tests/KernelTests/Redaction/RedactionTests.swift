import Kernel
import TestSupport
import Testing

/// What a redaction leaves of a ticket, and who may make one.
@Suite struct RedactionTests {
  @Test func `the ticket keeps all but the words that go`() throws {
    let desk = KernelDesk(.supportWithReasons)
    let id = try desk.question(["tags": .texts(["vip"])])
    let seq = try #require(
      try desk.act("ann", "update", id, ["tags": .texts(["vip", "secret"])]).receipt().seq)
    try desk.act("ann", "update", id, ["tags": .texts(["vip", "secret", "late"])]).receipt()
    try desk.redact(seq, of: id, "edits").receipt()
    let ticket = try #require(try desk.ticket(id))
    #expect(ticket.tags == ["vip", "late"])
    #expect(ticket.subject == "No light")
    #expect(try desk.entries(id).last?.edits.map(\.field) == ["tags"])
  }

  @Test func `a later value stays when an earlier one is redacted`() throws {
    let desk = KernelDesk(.supportWithReasons)
    let id = try desk.question()
    let seq = try #require(
      try desk.act("ann", "update", id, ["body": .text("password: x")]).receipt().seq)
    try desk.act("ann", "update", id, ["body": .text("no password")]).receipt()
    try desk.redact(seq, of: id, "edits").receipt()
    #expect(try desk.ticket(id)?.body == "no password")
    #expect(try desk.entries(id).flatMap(\.edits).allSatisfy { $0.from.text != "password: x" })
  }

  @Test func `what is redacted already, or is no part, is refused`() throws {
    let desk = KernelDesk(.supportWithReasons)
    let id = try desk.question()
    let seq = try #require(try desk.act("ann", "reply", id, text: "secret").receipt().seq)
    try desk.redact(seq, of: id, "text").receipt()
    #expect(try desk.redact(seq, of: id, "text").refusedFields == ["part"])
    #expect(
      try desk.redact(seq, of: id, "txt").refusal?.message.contains("did you mean text") == true)
    #expect(try desk.redact(seq, of: try desk.question(), "text").refusal?.code == .notFound)
  }

  @Test func `who may not redact does not, and a dry run takes nothing away`() throws {
    let desk = KernelDesk(.supportWithReasons)
    let id = try desk.question()
    let seq = try #require(try desk.act("ann", "reply", id, text: "hunter2secret").receipt().seq)
    #expect(try desk.redact(seq, of: id, "text", as: "ann").refusal?.code == .denied)
    #expect(try desk.redact(seq, of: id, "text", isDryRun: true).isDone)
    #expect(try desk.entries(id).contains { $0.text == "hunter2secret" })
  }
}
