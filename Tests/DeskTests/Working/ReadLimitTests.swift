import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// Queries of plugins have a budget: what they read counts, not only what they are given.
@Suite struct ReadLimitTests {
  /// A desk with very many tickets, and a plugin that does something before each create.
  private static func desk(
    before code: String, manifest: String = "", tickets: Int = 100_000, after: String = "",
  ) throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    try desk.shell(
      """
      CREATE TEMP TABLE one AS SELECT * FROM ticket WHERE id = \(id);
      WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < \(tickets + 1000))
      INSERT INTO ticket (id, type, subject, body, queue, stage, category, priority, requester,
        assignee, due, wake, parent, source, close_reason, created, updated, closed, version, touched,
        stage_since, been, number, head, stages_before) SELECT i, type, subject, body, queue, stage, category, priority, requester,
        assignee, due, wake, parent, source, close_reason, created, updated, closed, version, touched,
        stage_since, been, number, head, stages_before FROM n, one;
      UPDATE counter SET ticket = \(tickets + 2000);
      """)
    try desk.enable(
      TestPlugin(
        "counter", permissions: "'ticket.view', 'history.view', 'person.view'",
        manifest: manifest,
        """
        local wide = "created:2000-01-01.. updated:2000-01-01.. priority:normal has:requester "
          .. "no:assignee no:due no:wake no:parent subject:=nothing"
        docket.before("ticket.create", function(change) \(code) end, { name = "look" })
        \(after)
        """))
    return desk
  }

  private static func refusal(_ desk: TemporaryDesk) throws -> String {
    try desk.act("ann", "create", nil, ["subject": .text("x")]).refusal?.message ?? ""
  }

  @Test(arguments: [
    "docket.tickets.count(wide)", "docket.tickets.find(wide, { limit = 1 })",
    "docket.tickets.each(wide, { limit = 1 })()", "docket.tickets.count(wide, { by = 'queue' })",
  ])
  func `a hook that reads too much is refused with its name, the limit, and what to do`(
    code: String,
  ) throws {
    let desk = try Self.desk(before: code)
    let refusal = try Self.refusal(desk)
    #expect(refusal.contains("counter/init.lua:3"), "\(refusal)")
    #expect(refusal.contains("more of the desk than its 50 ms allow (the limit `milliseconds`)"))
    #expect(refusal.contains("ask a narrower query"))
    let line = try #require(try desk.desk.read { reader, _ in try reader.logLines(last: 1) }.last)
    #expect(line.plugin == "counter")
  }

  @Test func `what was read before counts, also where the plugin goes on after the error`() throws {
    let desk = try Self.desk(
      before: """
        local done, failed = 0, 0
        while failed == 0 do
          if pcall(docket.tickets.count, "is:open") then done = done + 1 else failed = failed + 1 end
        end
        docket.log.info(done .. " counted")
        """, manifest: "limits = { milliseconds = 40 },")
    let refusal = try Self.refusal(desk)
    #expect(refusal == "", "\(refusal)")
    let line = try #require(try desk.desk.read { reader, _ in try reader.logLines(last: 1) }.last)
    let done = try #require(line.message.split(separator: " ").first.flatMap { Int($0) })
    #expect((1...20).contains(done), "\(line.message)")
  }

  @Test func `a query that was ended leaves the transaction as it was`() throws {
    let desk = try Self.desk(before: "docket.tickets.count(wide)", manifest: "on_fault = 'skip',")
    let first = try desk.act("ann", "create", nil, ["subject": .text("x")]).receipt()
    #expect(try desk.ticket(first.ticket.rawValue)?.subject == "x")
    #expect(try desk.auditProblems().filter { $0.contains("\(first.ticket.rawValue)") } == [])
  }

  @Test func `the hooks of one request read no more than all of them together may`() throws {
    let more = (1...4).map {
      "docket.before('ticket.create', function() pcall(docket.tickets.count, wide) end, {name='m\($0)'})"
    }
    let desk = try Self.desk(
      before: "", tickets: 100_000,
      after: more.joined(separator: "\n") + """

        docket.before("ticket.create", function() docket.tickets.count("priority:high") end,
          { name = "last", priority = 900 })
        """)
    let refusal = try Self.refusal(desk)
    #expect(refusal.contains("all hooks of one request read more of the desk than their 100 ms"))
  }

  @Test func `a hook after the commit has the milliseconds of its own lane`() throws {
    let desk = try Self.desk(
      before: "", manifest: "limits = { reacting_milliseconds = 20 },",
      after: "docket.after('ticket.create', function() docket.tickets.count(wide) end)")
    #expect(try Self.refusal(desk) == "")
    #expect(try desk.work().failed > 0)
    let error = try #require(try desk.rows(.after).last).lastError
    // The call that reads notices it first, or the hook that goes on.
    #expect(error.contains("20"), "\(error)")
    #expect(error.contains("the limit `reacting_milliseconds`"), "\(error)")
  }

  @Test func `a query searches for so many words at most`() throws {
    let desk = try Self.desk(
      before: "docket.tickets.count(('printer '):rep(#change.after.subject))", tickets: 1)
    let refusal = try desk.act(
      "ann", "create", nil, ["subject": .text(String(repeating: "x", count: 65))]
    ).refusal?.message
    #expect(refusal?.contains("more than 64 words to search for in one query") == true)
    let most = ["subject": Value.text(String(repeating: "x", count: 64))]
    #expect(try desk.act("ann", "create", nil, most).refusal == nil)
  }

  @Test func `turns are given by a look at one person, however many there are`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "round-robin"])
    try desk.shell(
      """
      WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 101000)
      INSERT INTO person (id, name, email, login, language, zone, roles)
        SELECT i, 'customer ' || i, 'c' || i || '@example.org', '', '', '', '["customer"]' FROM n;
      UPDATE counter SET person = 200000;
      """)
    let assignees = try (1...4).map { _ in
      let ticket = try desk.act("carl", "create", nil, ["subject": .text("x")]).receipt().ticket
      return try desk.ticket(ticket.rawValue)?.assignee
    }
    let names = try ["ann", "bob", "ann", "bob"].map { try desk.person($0).id }
    #expect(assignees == names)
  }
}
