import Kernel
import TestSupport
import Testing

/// A plugin's action that says something to everybody is a reply of whoever asked for it.
@Suite struct ActionReplyTests {
  private static let rights = ["ticket.view", "ticket.update", "ticket.reply", "ticket.close"]
    .map { Grant($0) }

  /// A desk with a question of carl's and an action that answers it.
  private static func desk(
    _ registry: Registry = .support, permissions: [Grant] = rights,
    _ more: @escaping KernelHook.Body = { _, _ in },
  ) throws -> KernelDesk {
    let desk = KernelDesk(registry)
    desk.declare("answer", permissions: permissions) { proposal, hook in
      try more(proposal, hook)
      try proposal.reply("Is the plug in?", by: hook)
    }
    try desk.question()
    return desk
  }

  @Test func `its words are a public entry of the person, and the ticket moves`() throws {
    let desk = try Self.desk()
    try desk.act("ann", "answer", 1).receipt()
    let entry = try #require(try desk.entries(1).last)
    #expect((entry.text, entry.visibility, entry.action) == ("Is the plug in?", .public, "answer"))
    #expect(entry.actor == .person(try desk.person("ann").id))
    #expect(try desk.ticket(1)?.stage == "answered")
    #expect(entry.edits.allSatisfy { $0.by == nil }, "the life cycle moves it, not the plugin")
  }

  @Test func `the requester's own moves it as a customer's reply does`() throws {
    let desk = try Self.desk()
    try desk.act("ann", "reply", 1, text: "Is it?").receipt()
    try desk.act("carl", "answer", 1).receipt()
    #expect(try desk.ticket(1)?.stage == "open")
  }

  @Test func `hooks on replies hear it, and so do subscribers`() throws {
    let desk = try Self.desk()
    try desk.subscribe("requester", "ticket.reply")
    desk.enable(
      "watch", permissions: [Grant("ticket.update")],
      .before("ticket.reply") { proposal, hook in
        try proposal.amend("priority", .value(.text("high")), by: hook)
      })
    let outcome = try desk.act("ann", "answer", 1)
    #expect(try desk.told(by: outcome) == ["carl"])
    #expect(try desk.ticket(1)?.priority == .high)
  }

  @Test func `who may not reply does not so by an action either`() throws {
    let desk = try Self.desk()
    desk.grant(Grant("ticket.reply", isDenial: true), to: "agent")
    let outcome = try desk.act("ann", "answer", 1)
    #expect(outcome.refusal?.code == .denied)
    #expect(try desk.entries(1).count == 1)
  }

  @Test func `a plugin whose manifest does not ask for replies makes none`() throws {
    let desk = try Self.desk(permissions: [Grant("ticket.view")])
    let outcome = try desk.act("ann", "answer", 1)
    #expect("\(String(describing: outcome.refusal))".contains("ticket.reply"))
  }

  @Test func `a hook does not reply, and an action does so once`() throws {
    let desk = try Self.desk { proposal, hook in try proposal.reply("First", by: hook) }
    #expect(try !desk.act("ann", "answer", 1).isDone)
    desk.enable(
      "loud", permissions: Self.rights,
      .before("ticket.note") { proposal, hook in try proposal.reply("Hello", by: hook) })
    #expect(try !desk.act("ann", "note", 1, text: "n").isDone)
    #expect(try desk.entries(1).count == 1)
  }

  @Test func `where the action sets the stage, it stays there, with the stage's permission`() throws
  {
    let desk = try Self.desk { proposal, hook in try proposal.move(.close, by: hook) }
    #expect(try desk.act("ann", "answer", 1).refusal?.code == .denied)
    try desk.act("mia", "answer", 1).receipt()
    #expect(try desk.ticket(1)?.stage == "resolved")
  }

  @Test(arguments: [true, false])
  func `what an action says is the comment that a close reason wants`(_ isReply: Bool) throws {
    let desk = KernelDesk(.supportWithReasons)
    desk.declare("explain", permissions: Self.rights + [Grant("note.add")]) { proposal, hook in
      try proposal.amend("close_reason", .value(.text("declined")), by: hook)
      try proposal.move(.close, by: hook)
      guard proposal.submission.request.params.isEmpty else { return }
      try isReply ? proposal.reply("Not ours", by: hook) : proposal.addNote("Not ours", by: hook)
    }
    try desk.question()
    try desk.act("mia", "explain", 1).receipt()
    #expect(try desk.ticket(1)?.closeReason == "declined")
  }

  @Test func `a note of another plugin's hook is no comment`() throws {
    let desk = KernelDesk(.supportWithReasons)
    desk.declare("explain", permissions: Self.rights) { proposal, hook in
      try proposal.amend("close_reason", .value(.text("declined")), by: hook)
      try proposal.move(.close, by: hook)
    }
    desk.enable(
      "chatty", permissions: [Grant("note.add")],
      .before("ticket.close") { proposal, hook in try proposal.addNote("closed", by: hook) })
    try desk.question()
    #expect(try !desk.act("mia", "explain", 1).isDone)
  }
}
