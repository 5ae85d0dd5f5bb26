import Desk
import Kernel
import TestSupport
import Testing

/// An edit of the stage is the action that its category change means.
@Suite struct DerivedActionTests {
  @Test func `an update to a closed stage is a close, with its evidence`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "close-reasons"])
    let id = try desk.question()
    let bare = try desk.act("mia", "update", id, ["stage": .text("resolved")])
    #expect(bare.refusedFields == ["close_reason"])
    var set = TemporaryDesk.evidence
    set["stage"] = .text("resolved")
    try desk.act("mia", "update", id, set).receipt()
    #expect(try desk.entries(id).last?.action == "close")
    #expect(try desk.ticket(id)?.closed != nil)
  }

  @Test func `hooks hear of the verb and of what it means`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "ears", permissions: "'note.add', 'ticket.view'",
        """
        for _, event in ipairs{ "reply", "reopen", "update", "close" } do
          docket.before("ticket." .. event, function(change) change:add_note("heard " .. event) end)
        end
        """))
    let id = try desk.question(in: "resolved")
    let count = try desk.entries(id).count
    try desk.act("carl", "reply", id, text: "Dark again").receipt()
    #expect(
      try desk.entries(id).dropFirst(count).map(\.text) == [
        "Dark again", "heard reply", "heard reopen",
      ])
  }

  @Test func `a note that also edits does not show in the public history as a note`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    try desk.act("ann", "note", id, ["priority": .text("high")], text: "secret").receipt()
    #expect(try desk.entries(id).map(\.action) == ["create", "update", "note"])
    #expect(try desk.history(id, by: "carl")?.map(\.action) == ["create", "update"])
  }
}

/// A stage of one name may be in another category by another type.
@Suite struct TypeCategoryTests {
  static let swap = TestPlugin(
    "swap", permissions: "'ticket.update'",
    """
    docket.lifecycle{ name = 'swapped', initial = 'new',
      stages = { { name = 'new', category = 'closed' }, { name = 'answered', category = 'closed' },
                 { name = 'open', category = 'open' }, { name = 'resolved', category = 'open' } },
      transitions = { new = { 'open', 'answered' }, resolved = { 'open' }, answered = { 'open' } },
      leads = { close = 'new', reopen = 'open' },
      on_reply = { agent = { new = 'answered', ['*'] = '@stay' } } }
    docket.type{ name = 'swap', lifecycle = 'swapped' }
    docket.action{ name = 'touch', params = {}, propose = function(change) end }
    docket.action{ name = 'turn', params = {},
      propose = function(change) change:set('type', 'swap') end }
    """)

  @Test(arguments: ["update", "reply", "note", "touch", "assign"])
  func `a change of type that closes needs the permission to close, by whatever verb`(
    _ verb: String,
  ) throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.swap)
    try desk.desk.administer(as: .desk) { try $0.grant(Grant("swap.touch"), to: "agent") }
    let id = try desk.question()
    let outcome = try desk.act("ann", verb, id, ["type": .text("swap")], text: "Done")
    #expect(outcome.refusal?.code == .denied)
    #expect(outcome.refusal?.message.contains("ticket.close") == true)
    #expect(try desk.ticket(id)?.closed == nil)
  }

  @Test func `a reply that changes the type closes with the permission, and says so`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      Self.swap,
      TestPlugin(
        "ears", permissions: "'note.add', 'ticket.view'",
        "docket.before('ticket.close', function(change) change:add_note('heard') end)"))
    try desk.desk.administer(as: .desk) { try $0.grant(Grant("ticket.close"), to: "agent") }
    let id = try desk.question()
    try desk.act("ann", "reply", id, ["type": .text("swap")], text: "Done").receipt()
    #expect(try desk.ticket(id)?.category == .closed)
    #expect(try desk.entries(id).last?.text == "heard")
  }

  @Test func `a reply that changes the type needs the permission to reopen, too`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.swap)
    try desk.desk.administer(as: .desk) { administration in
      try administration.grant(Grant("ticket.reopen", isDenial: true), to: "agent")
    }
    let id = try desk.question(in: "resolved")
    let outcome = try desk.act("ann", "reply", id, ["type": .text("swap")], text: "Again")
    #expect(outcome.refusal?.message.contains("ticket.reopen") == true)
  }

  @Test func `a plugin's change of type that closes needs its permission to close`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.swap)
    try desk.desk.administer(as: .desk) { try $0.grant(Grant("swap.turn"), to: "agent") }
    let id = try desk.question()
    let outcome = try desk.act("ann", "turn", id)
    #expect(outcome.refusal?.code == .denied)
    #expect(outcome.refusal?.message.contains("ticket.close") == true)
  }
}
