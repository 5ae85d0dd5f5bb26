import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// Bulks and undos that plugins ask for.
@Suite struct BulkAPITests {
  private static let permissions =
    "'ticket.view', 'ticket.update', 'note.add', 'note.view', 'history.view', 'bulk', 'ticket.undo'"

  private func desk(_ code: String, permissions: String = Self.permissions) throws -> TemporaryDesk
  {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(TestPlugin("sweep", permissions: permissions, code))
    return desk
  }

  @Test func `a plan says how many and what, and its run does it under one name`() throws {
    let desk = try desk(
      """
      docket.after("field.queue", function(change) end)
      docket.after("field.tags", function(change)
        local plan = docket.plan("update", "is:open not:id:" .. change.id,
          { set = { priority = "high" } })
        docket.state.set("count", plan.count)
        docket.state.set("edits", #plan.sample[1].edits)
        local result = plan:run()
        docket.state.set("done", result.done)
        docket.state.set("name", result.bulk)
      end, { name = "raise", when = "tags:go" })
      """)
    for _ in 1...3 { try desk.question() }
    try desk.act("mia", "update", 1, ["tags": .texts(["go"])]).receipt()
    #expect(try desk.work().failed == 0)
    #expect(try desk.state("sweep", "count") == "2")
    #expect(try desk.state("sweep", "edits") == "1")
    #expect(try desk.state("sweep", "done") == "2")
    let entry = try #require(try desk.entries(3).last)
    #expect(try desk.state("sweep", "name") == "\"\(entry.request)\"")
    #expect(entry.actor == .plugin("sweep"))
    #expect(entry.cause != nil)
    #expect(try desk.ticket(1)?.priority == .normal)
  }

  @Test func `in a run that is tried again the bulk is done once`() throws {
    let desk = try desk(
      """
      docket.after("field.tags", function(change)
        local result = docket.tickets.apply("is:open", {
          action = "note", args = { text = "swept" }
        })
        docket.state.set("done", result.done)
        error("the network is down after " .. result.done)
      end, { name = "sweep", when = "tags:go" })
      """)
    for _ in 1...3 { try desk.question() }
    try desk.act("mia", "update", 1, ["tags": .texts(["go"])]).receipt()
    for _ in 1...3 {
      #expect(try desk.work().failed == 1)
      desk.time.advance(milliseconds: 3_600_000)
    }
    #expect(try (1...3).allSatisfy { try desk.notes($0) == ["swept"] })
    let lines = try desk.desk.read { reader, _ in try reader.logLines(last: 10) }
    #expect(lines.count { $0.message.contains("after 3") } == 3)
  }

  @Test func `what tickets refuse is listed, and all or nothing does nothing`() throws {
    let desk = try desk(
      """
      docket.after("field.tags", function(change)
        local args = { set = { priority = "low" } }
        local some = docket.tickets.apply({ 1, 2, 99 }, {
          action = "update", args = args, atomic = true
        })
        docket.state.set("refused", some.refused[1].ticket)
        docket.state.set("code", some.refused[1].code)
        docket.state.set("done", some.done)
      end, { name = "all", when = "tags:go" })
      """)
    for _ in 1...2 { try desk.question() }
    try desk.act("mia", "update", 1, ["tags": .texts(["go"])]).receipt()
    #expect(try desk.work().failed == 0)
    #expect(try desk.state("sweep", "refused") == "99")
    #expect(try desk.state("sweep", "code") == "\"not_found\"")
    #expect(try desk.state("sweep", "done") == "0")
    #expect(try desk.ticket(2)?.priority == .normal)
  }

  @Test func `values are bound to names in a query, never spliced`() throws {
    let desk = try desk(
      """
      docket.after("field.body", function(change)
        local result = docket.tickets.apply("subject:$what", {
          action = "update", args = { set = { tags = { "found" } } },
          values = { what = change.after.body },
        })
        docket.state.set("done", result.done)
      end, { name = "find" })
      """)
    for _ in 1...2 { try desk.question() }
    try desk.act("mia", "update", 1, ["subject": .text("x or is:open")]).receipt()
    try desk.act("mia", "update", 2, ["body": .text("x or is:open")]).receipt()
    #expect(try desk.work().failed == 0)
    #expect(try desk.ticket(1)?.tags == ["found"])
    #expect(try desk.ticket(2)?.tags == [])
  }

  @Test func `an undo takes back what a request did, and a dry run shows it`() throws {
    let desk = try desk(
      """
      docket.after("ticket.note", function(change)
        local dry = docket.undo(change.text, { dry_run = true })
        if dry then docket.state.set("would", dry.changed) end
        local result, problem = docket.undo(change.text)
        docket.state.set("done", result and result.done or problem.code)
      end, { name = "back" })
      """)
    let id = try desk.question()
    let name = try desk.act("ann", "update", id, ["priority": .text("high")]).receipt().request
    try desk.act("ann", "note", id, text: name).receipt()
    #expect(try desk.work().failed == 0)
    #expect(try desk.state("sweep", "would") == "1")
    #expect(try desk.state("sweep", "done") == "1")
    #expect(try desk.ticket(id)?.priority == .normal)
    try desk.act("ann", "note", id, text: "r9999").receipt()
    try desk.work()
    #expect(try desk.state("sweep", "done") == "\"not_found\"")
  }

  @Test(arguments: [
    ("docket.plan('create', 'is:open', {})", "create makes a ticket"),
    ("docket.plan('update', 'is:opne', {})", "opne"),
    ("docket.plan('update', 'is:open', { version = 3 })", "version"),
    ("docket.plan('update', { 'x' }, {})", "numbers"),
    ("docket.tickets.apply('is:open', { args = {} })", "action"),
    ("docket.tickets.apply('is:open', { action = 'update', agrs = {} })", "args"),
    ("docket.undo({})", "seq"), ("docket.undo('r1', { dry = true })", "dry_run"),
  ])
  func `a wrong call raises and says what would be right`(call: String, hint: String) throws {
    let desk = try desk(
      """
      docket.after("field.tags", function(change)
        \(call)
      end, { name = "wrong" })
      """)
    try desk.question(["tags": .texts(["go"])])
    #expect(try desk.work().failed == 1)
    let lines = try desk.desk.read { reader, _ in try reader.logLines(last: 10) }
    #expect(lines.contains { $0.message.contains(hint) }, "\(lines.map(\.message))")
  }

  @Test func `a manifest without bulk may not, and a bulk is bound by the manifest`() throws {
    let code = """
      docket.after("field.tags", function(change)
        local result = docket.tickets.apply("is:open",
          { action = "update", args = { set = { priority = "low" } } })
        docket.state.set("refused", #result.refused)
      end, { name = "try" })
      """
    let without = try desk(code, permissions: "'ticket.view', 'ticket.update'")
    try without.question(["tags": .texts(["go"])])
    #expect(try without.work().failed == 1)
    let bound = try desk(code, permissions: "'ticket.view', 'bulk'")
    for _ in 1...2 { try bound.question(["tags": .texts(["go"])]) }
    #expect(try bound.work().failed == 0)
    #expect(try bound.state("sweep", "refused") == "2")
    #expect(try bound.ticket(1)?.priority == .normal)
  }
}
