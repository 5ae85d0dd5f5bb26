import Desk
import Kernel
import TestSupport
import Testing

/// What plugins can say besides when they ask for something: as, dry_run, notify, version.
@Suite struct WritingOptionTests {
  private static func run(
    _ code: String,
    permissions: String =
      "'ticket.view', 'note.view', 'ticket.update', 'note.add', 'ticket.reply', 'as'",
  ) throws -> (desk: TemporaryDesk, id: Int64, kept: String?) {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    try desk.enable(PluginActionTests.clock)
    let id = try desk.question()
    try desk.enable(
      TestPlugin(
        "writer", permissions: permissions + ", 'clock.log_time'",
        """
        local function show(result, problem)
          docket.state.set("kept", problem and problem.code .. ": " .. problem.message or result)
        end
        docket.after("ticket.reply", function(change)
          if change.source ~= "cli" then return end
          local ok, problem = pcall(function() \(code) end)
          if not ok then show(nil, { code = "raised", message = tostring(problem) }) end
        end, { name = "write" })
        """))
    try desk.act("admin", "reply", id, text: "go").receipt()
    try desk.work()
    return (desk, id, try desk.state("writer", "kept"))
  }

  @Test func `as acts in a person's name, and the history says through which hook`() throws {
    let (desk, id, _) = try Self.run(
      "show(docket.tickets.update(change.id, { set = { priority = 'high' }, as = 'ann' }))")
    let entry = try #require(try desk.entries(id).first { $0.action == "update" })
    #expect(entry.actor == .person(try desk.person("ann").id))
    #expect(entry.hook == "writer@1.0.0:write")
    #expect(entry.cause != nil)
  }

  @Test(arguments: [
    ("carl", "'ticket.view', 'ticket.update', 'as'", "denied"),
    ("ann", "'ticket.view', 'as'", "denied"),
    ("ann", "'ticket.view', 'ticket.update'", "raised"),
    ("nobody", "'ticket.view', 'ticket.update', 'as'", "raised"),
  ])
  func `as may do only what both the person and the plugin may`(
    _ person: String, _ permissions: String, _ code: String,
  ) throws {
    let (desk, id, kept) = try Self.run(
      "show(docket.tickets.update(change.id, { set = { priority = 'high' }, as = '\(person)' }))",
      permissions: permissions)
    #expect(kept?.hasPrefix("\"\(code)") == true, "\(kept ?? "")")
    #expect(try desk.ticket(id)?.priority == .normal)
  }

  @Test func `a dry run gives edits, trace and outbox, and changes nothing`() throws {
    let (desk, id, kept) = try Self.run(
      """
      local result = docket.tickets.update(change.id,
        { set = { assignee = 'ann' }, dry_run = true })
      show({ edits = #result.edits, steps = #result.trace > 3, outbox = result.outbox[1].recipient })
      """)
    #expect(kept == #"{"edits":1,"outbox":"ann","steps":true}"#)
    #expect(try desk.ticket(id)?.assignee == nil)
  }

  @Test(arguments: [("true", 1), ("false", 0)])
  func `notify = false tells nobody`(_ notify: String, _ count: Int) throws {
    let (desk, _, _) = try Self.run(
      "docket.tickets.update(change.id, { set = { assignee = 'ann' }, notify = \(notify) })")
    let ann = try desk.person("ann").id
    #expect(try desk.rows(.notify).count { $0.recipient == ann } == count)
  }

  @Test func `a ticket's own method is refused where the ticket has changed since it was read`()
    throws
  {
    let (_, _, kept) = try Self.run(
      """
      local t = docket.tickets.get(change.id)
      assert(t:update{ set = { priority = "high" } })
      show(t:update{ set = { priority = "low" } })
      """)
    #expect(kept?.hasPrefix("\"conflict") == true, "\(kept ?? "")")
  }

  @Test func `a plugin's action is a function and a method`() throws {
    let (desk, id, _) = try Self.run(
      """
      docket.tickets.update(change.id, { set = { stage = "open" }, as = "admin" })
      docket.tickets.log_time(change.id, { minutes = 5 })
      local t = docket.tickets.get(change.id)
      show(t:log_time{ minutes = 7, by = "bob" })
      """, permissions: "'ticket.view', 'note.view', 'ticket.update', 'note.add', 'as'")
    let logged = try desk.entries(id).filter { $0.action == "log_time" }
    #expect(logged.map { $0.data["minutes"] } == [.integer(5), .integer(7)])
    #expect(logged.allSatisfy { $0.actor == .plugin("writer") })
  }

  @Test func `once is done once ever`() throws {
    let (desk, id, _) = try Self.run(
      """
      for _ = 1, 3 do docket.tickets.note(change.id, { text = "one", once = "first" }) end
      """)
    #expect(try desk.notes(id) == ["one"])
  }
}
