import Foundation
import TestSupport
import Testing

@Suite struct ScriptTests {
  static let bundled = #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined()

  private func desk(_ script: String) throws -> TestDesk {
    let desk = try TestDesk()
    try desk.run("new", "Lamp", "--requester", "carl", "--assignee", "bob")
    try script.write(toFile: "\(desk.folder)/s.lua", atomically: true, encoding: .utf8)
    return desk
  }

  @Test func `a script run by hand acts as the person, with its arguments`() throws {
    let desk = try desk(
      """
      local word, number = ...
      print("hello " .. word, number)
      assert(docket.tickets.update(1, { set = { priority = "high" }, note = word }))
      """)
    let result = try desk.run("script", "run", "s.lua", "there", "7", as: "ann")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output == "hello there\t7\n")
    let history = try #require(try desk.json("history", "1") as? [[String: Any]])
    #expect(history.last?["actor"] as? String == "ann")
    #expect(history.last?["source"] as? String == "script")
  }

  @Test func `it may no more than the person, and sees no more`() throws {
    let desk = try desk(
      """
      print(#docket.tickets.find("", {}))
      local done, problem = docket.tickets.close(1, {})
      print(done, problem.code)
      """)
    try desk.run("new", "another's", "--requester", "dora")
    let result = try desk.run("script", "run", "s.lua", as: "carl")
    #expect(result.output == "1\nnil\tdenied\n")
  }

  @Test func `it sees people as the person does, and tells of tickets that they see`() throws {
    let desk = try desk(
      """
      local function name(person) return person and person.name end
      print(name(docket.people.get("ann")), name(docket.people.get("carl")))
      print(#docket.people.find(""), #docket.people.with_role("agent"))
      print(docket.people.may("ann", "ticket.view", 1))
      local told, why = docket.notify{ about = 2, to = "bob", text = "x" }
      print(why and why.code)
      """)
    try desk.run("new", "another's", "--requester", "dora")
    let theirs = try desk.run("script", "run", "s.lua", as: "carl")
    #expect(theirs.output.hasPrefix("nil\tcarl\n1\t0\nnil"), "\(theirs)")
    #expect(theirs.output.hasSuffix("not_found\n"), "\(theirs)")
    let staffs = try desk.run("script", "run", "s.lua", as: "ann")
    #expect(staffs.output.hasPrefix("ann\tcarl\n"), "\(staffs)")
    #expect(staffs.output.contains("true"), "\(staffs)")
  }

  @Test func `a dry run sees what it did, and nothing of it stays`() throws {
    let desk = try desk(
      """
      docket.tickets.update(1, { set = { priority = "urgent" } })
      print(docket.tickets.get(1).priority)
      """)
    let result = try desk.run("script", "run", "s.lua", "--dry-run")
    #expect(result.output == "urgent\n")
    #expect(result.errors.contains("would update 1"))
    #expect(try desk.run("show", "1").output.contains("urgent") == false)
  }

  @Test func `a dry run tells a text of several lines below its change`() throws {
    let desk = try desk(
      """
      docket.tickets.update(1, { set = { priority = "urgent", body = "One\\nTwo" } })
      """)
    let told = try desk.run("script", "run", "s.lua", "--dry-run").errors
    #expect(told.contains("→ urgent\n  body: – →\n    One\n    Two\n"), "\(told)")
  }

  @Test func `where it fails, file and line are told, and what it did before stays`() throws {
    let desk = try desk(
      """
      docket.tickets.update(1, { set = { priority = "high" } })
      error("no more")
      """)
    let result = try desk.run("script", "run", "s.lua")
    #expect(result.status == 1)
    #expect(result.errors.contains("s/s.lua:2") && result.errors.contains("no more"))
    #expect(result.errors.contains("1 change before it stay"))
    #expect(try desk.run("show", "1").output.contains("high"))
  }

  @Test func `hooks are for enabled scripts, and check says all that is wrong`() throws {
    let desk = try desk("docket.before(\"ticket.update\", function() end)")
    let run = try desk.run("script", "run", "s.lua")
    #expect(run.errors.contains("not in a script run by hand"))
    let check = try desk.run("script", "check", "s.lua")
    #expect(check.status == 1)
    #expect(check.errors.contains("docket.script{"))
  }

  @Test func `a script from elsewhere is copied, enabled, listed and disabled`() throws {
    let desk = try desk(
      """
      docket.script{ summary = "No lamps", permissions = {} }
      docket.validate("ticket.create", function(change)
        if change.after.subject == "Lamp" then change:refuse("subject", "no lamps") end
      end)
      """)
    #expect(try desk.run("script", "enable", "\(desk.folder)/s.lua", "--yes").status == 0)
    #expect(try desk.run("new", "Lamp").errors.contains("no lamps"))
    #expect(try desk.run("script", "list").output.contains("No lamps"))
    #expect(try desk.run("script", "disable", "s").status == 0)
    #expect(try desk.run("new", "Lamp").status == 0)
    for wrong in ["nowhere", "nowhere.lua", "/nowhere/s.lua"] {
      let result = try desk.run("script", "run", wrong)
      #expect(result.status == 3 && result.errors.contains("there is no "), "\(result)")
    }
  }

  @Test func `the bundled scripts do what they say`() throws {
    let desk = try desk("")
    try desk.run("reply", "1", "Is it in?", as: "ann")
    let summary = try desk.run("script", "run", "\(Self.bundled)/scripts/weekly-summary.lua")
    #expect(summary.status == 0, "\(summary.errors)")
    #expect(summary.output.contains("came in                1"))
    let stale = try desk.run("script", "run", "\(Self.bundled)/scripts/close-stale.lua", "30")
    #expect(stale.output == "0 closed, 0 left\n", "\(stale.errors)")
    let wrong = try desk.run("script", "run", "\(Self.bundled)/scripts/close-stale.lua", "soon")
    #expect(wrong.errors.contains("number of days"))
    #expect(try desk.run("script", "run", "weekly-summary").output == summary.output)
    let check = try desk.run("script", "check", "escalate")
    #expect(check.status == 0, "\(check.errors)")
    #expect(check.output.contains("overdue"))
  }

  @Test func `timesheet sums what counts, by person and day`() throws {
    let desk = try desk("")
    try desk.run("plugin", "enable", "time-tracking", "--yes")
    try desk.run("do", "1", "log_time", "spent=1h", "on=2026-03-03", "what=Wiring", as: "ann")
    try desk.run("do", "1", "log_time", "spent=30m", "on=2026-03-02", "billable=no", as: "ann")
    try desk.run("do", "1", "log_time", "spent=5h", "on=2026-03-09", as: "ann")
    try desk.run("do", "1", "log_time", "spent=20m", "on=2026-03-04", as: "mia")
    let seqs = try desk.run("history", "1").output.matches(of: /log_time  \(entry (\d+)\)/)
      .map { String($0.1) }
    try desk.run("do", "1", "correct_time", "entry=\(seqs[0])", "spent=2h", as: "ann")
    try desk.run("undo", seqs[3], as: "mia")
    let own = try desk.run("script", "run", "timesheet", "me", "2026-W10", as: "ann")
    #expect(
      own.lines == [
        "ann",
        "  2026-03-02    0:30            #1      ",
        "  2026-03-03    2:00  billable  #1      Wiring",
        "                2:30  2:00 billable",
      ], "\(own.errors)")
    let all = try desk.run("script", "run", "timesheet", "all", "2026-W10", as: "mia")
    #expect(all.lines == own.lines)
    let none = try desk.run("script", "run", "timesheet", "bob", as: "mia")
    #expect(none.output == "no time was logged\n", "\(none.errors)")
  }

  @Test func `close-stale closes what has waited for longer, and names what it cannot`() throws {
    let desk = try desk("")
    try desk.run("new", "Newer", "--requester", "carl")
    for id in ["1", "2"] { try desk.run("reply", id, "Is it in?", as: "ann") }
    // As if the first had been answered long ago.
    try SQLiteShell.run(
      on: desk.path + "/docket.db", "UPDATE ticket SET stage_since = 1000 WHERE id = 1")
    let dry = try desk.run("script", "run", "close-stale", "30", "--dry-run")
    #expect(dry.output.contains("1 closed, 0 left"), "\(dry.errors)")
    #expect(try desk.run("list", "is:closed").output.isEmpty)
    let denied = try desk.run("script", "run", "close-stale", "30", as: "carl")
    #expect(denied.output.contains("0 closed, 1 left"), "\(denied.output)")
    let done = try desk.run("script", "run", "close-stale", "30")
    #expect(done.output == "closed 1  Lamp\n1 closed, 0 left\n", "\(done.errors)")
    #expect(try desk.run("show", "1").output.contains("no_answer"))
    #expect(try desk.run("list", "is:waiting").output.contains("Newer"))
  }

  @Test func `escalate raises what is overdue, tells the assignee, and goes no further`() throws {
    let desk = try desk("")
    for id in ["1", "2"] { try desk.run("new", "Late \(id)", "--due", "2020-01-01") }
    try desk.run("update", "2", "assignee=bob", "--no-work")
    try desk.run("inbox", "read", as: "bob")
    #expect(try desk.run("script", "enable", "escalate", "--yes").status == 0)
    try SQLiteShell.run(
      on: desk.path + "/docket.db", "UPDATE outbox SET not_before = 1000 WHERE kind = 'every'")
    let work = try desk.run("work", "--once")
    #expect(work.status == 0, "\(work.errors)")
    let urgent = try desk.run("list", "priority:urgent", "--columns", "id").output
    #expect(urgent == "id\n 2\n 3\n")
    #expect(try desk.run("inbox", as: "bob").output.contains("Overdue: Late 1"))
    #expect(try desk.run("list", "priority:high").output.isEmpty)
  }
}
