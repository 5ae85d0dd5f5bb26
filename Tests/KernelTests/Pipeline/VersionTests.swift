import Kernel
import TestSupport
import Testing

/// What raises a version, what a stale one means, and how much a ticket holds.
@Suite struct VersionTests {
  @Test func `a note raises neither version nor updated`() throws {
    let desk = KernelDesk()
    let id = try desk.question()
    let before = try #require(try desk.ticket(id))
    desk.now = desk.now.advanced(byMilliseconds: 1_000)
    try desk.act("ann", "note", id, text: "Looks dark").receipt()
    let after = try #require(try desk.ticket(id))
    #expect(after.version == before.version)
    #expect(after.updated == before.updated)
    #expect(after.touched > before.touched)
    #expect(after.number == before.number + 1)
  }

  @Test func `an edit and a reply raise the version by one each`() throws {
    let desk = KernelDesk()
    let id = try desk.question()
    try desk.act("ann", "update", id, ["priority": .text("high"), "tags": .texts(["a"])]).receipt()
    #expect(try desk.ticket(id)?.version == 2)
    try desk.act("ann", "reply", id, text: "Is it in?") { $0.note = "carl again" }.receipt()
    #expect(try desk.ticket(id)?.version == 3)
  }

  @Test func `a stale version is a conflict that names what came after`() throws {
    let desk = KernelDesk()
    let id = try desk.question()
    try desk.act("bob", "update", id, ["priority": .text("high")]).receipt()
    try desk.act("bob", "note", id, text: "secret").receipt()
    let outcome = try desk.act("ann", "update", id, ["priority": .text("low")]) {
      $0.expectedVersion = 1
    }
    #expect(outcome.refusal?.code == .conflict)
    #expect(outcome.refusal?.message.contains("since then 2: update by bob") == true)
    #expect(try desk.ticket(id)?.priority == .high)
  }

  @Test func `a note of another makes no version stale`() throws {
    let desk = KernelDesk()
    let id = try desk.question()
    try desk.act("bob", "note", id, text: "secret").receipt()
    try desk.act("carl", "reply", id, text: "Well?") { $0.expectedVersion = 1 }.receipt()
  }

  @Test func `a text of more than 1 MB is refused, naming the limit and what to do`() throws {
    let desk = KernelDesk()
    let id = try desk.question()
    let most = String(repeating: "x", count: 1 << 20)
    try desk.act("ann", "note", id, text: most).receipt()
    for outcome in [
      try desk.act("ann", "note", id, text: most + "x"),
      try desk.act("ann", "reply", id, text: most + "x"),
      try desk.act("ann", "update", id, ["body": .text(most + "x")]),
      try desk.act("ann", "update", id, ["tags": .texts([most + "x"])]),
    ] {
      #expect(outcome.refusal?.message.contains("1 MB") == true)
      #expect(outcome.refusal?.message.contains("docket attach") == true)
    }
  }

  @Test func `a ticket has at most 1,000 tags`() throws {
    let desk = KernelDesk()
    let id = try desk.question()
    let tags = (1...1_000).map { "tag\($0)" }
    try desk.act("ann", "update", id, ["tags": .texts(tags)]).receipt()
    let outcome = try desk.act("ann", "update", id) {
      $0.set = [("tags", .elements(adding: [.text("more")], removing: []))]
    }
    #expect(outcome.refusedFields == ["tags"])
    #expect(try desk.ticket(id)?.tags.count == 1_000)
  }

  @Test(arguments: ["type", "stage", "priority", "source", "subject"])
  func `a ticket is never without`(_ field: String) throws {
    let desk = KernelDesk()
    let id = try desk.question()
    for empty in [Value.none, .text("")] {
      #expect(try desk.act("admin", "update", id, [field: empty]).refusedFields == [field])
    }
  }

  @Test func `all wrong fields of a request come back together`() throws {
    let desk = KernelDesk()
    let id = try desk.question()
    let outcome = try desk.act(
      "ann", "update", id,
      ["priority": .text("huge"), "assignee": .text("an"), "stagee": .text("open")])
    #expect(outcome.refusal?.code == .invalid)
    #expect(outcome.refusedFields == ["assignee", "priority", "stagee"])
  }
}
