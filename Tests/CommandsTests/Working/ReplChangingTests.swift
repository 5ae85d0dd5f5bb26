import Foundation
import Testing

/// Changing things at `docket repl`, as a person sees it.
@Suite struct ReplChangingTests {
  private func desk() throws -> TestDesk {
    let desk = try TestDesk()
    for subject in ["No light", "No sound"] {
      try desk.run("new", subject, "--requester", "carl", as: "mia")
    }
    return desk
  }

  private func repl(
    _ desk: TestDesk, _ lines: String..., write: Bool = true, as person: String = "mia",
  ) throws -> DocketProcess.Result {
    let input = lines.map { $0 + "\n" }.joined()
    return try desk.process(
      ["repl"] + (write ? ["--write"] : []), as: person, input: Data(input.utf8)
    ).run()
  }

  @Test func `an entry that changed something says so in a line on standard error`() throws {
    let desk = try desk()
    let one = try repl(desk, "x = t1:note{ text = 'seen' }")
    #expect(one.errors.hasPrefix("note: #1 done, r"), "\(one)")
    #expect(one.output == "")
    let many = try repl(
      desk, "for t in tickets('is:open') do t:update{ set = { priority = 'low' } } end")
    #expect(many.errors.hasPrefix("update 2: done, r"), "\(many)")
  }

  @Test func `a read-only prompt says how to write`() throws {
    let desk = try desk()
    let result = try repl(desk, "t1:note{ text = 'x' }", write: false)
    #expect(result.status == 1)
    #expect(result.errors.contains("this prompt is read-only; `.write on`"), "\(result)")
    #expect(!result.errors.contains("Refusal"), "\(result)")
  }

  @Test func `a transaction is committed as a whole and says what it did`() throws {
    let desk = try desk()
    let result = try repl(
      desk, ".begin", "x = t1:update{ set = { priority = 'high' } }",
      "x = t2:note{ text = 'with it' }", ".commit")
    #expect(result.status == 0, "\(result)")
    #expect(result.errors.contains("update: #1 held; the transaction holds 1"), "\(result)")
    #expect(result.errors.contains("2 requests done, r"), "\(result)")
    #expect(try desk.run("show", "1", as: "mia").output.contains("high"))
  }

  @Test func `input that ends in the midst of a transaction commits nothing, and says so`() throws {
    let desk = try desk()
    let result = try repl(desk, ".begin", "x = t1:update{ set = { priority = 'high' } }")
    #expect(result.errors.contains("1 request is dropped"), "\(result)")
    #expect(try !desk.run("show", "1", as: "mia").output.contains("high"))
  }

  @Test func `what a transaction holds is a script that does it again`() throws {
    let desk = try desk()
    let delta = try repl(
      desk, ".begin",
      "x = docket.tickets.create{ subject = 'Say \"no\"', requester = 'carl', tags = { 'a' } }.ticket",
      "y = docket.tickets.note(x, { text = 'one\\ntwo' })",
      "z = t1:close{ reason = 'solved', root_causes = { 'cable' }, comment = 'done' }",
      "z = t2:update{ set = { parent = x, due = docket.time.now() + 86400 } }", ".delta")
    #expect(delta.status == 0, "\(delta)")
    #expect(delta.lines.count == 4, "\(delta)")
    let again = try repl(desk, "do", delta.output, "end")
    #expect(again.status == 0, "\(again)\n\(delta.output)")
    #expect(try desk.run("show", "3", as: "mia").output.contains("Say \"no\""))
    #expect(try desk.run("history", "3", as: "mia").output.contains("two"))
    #expect(try desk.run("show", "1", as: "mia").output.contains("resolved"))
    #expect(try desk.run("show", "2", as: "mia").output.contains("3"))
  }

  @Test func `a dry entry prints the trace as a dry run of a command does`() throws {
    let desk = try desk()
    let dry = try repl(desk, ".dry t1:update{ set = { priority = 'high' } }", write: false)
    #expect(dry.status == 0, "\(dry)")
    let command = try desk.run("update", "1", "priority=high", "--dry-run", as: "mia")
    let steps = { (text: String) in
      text.split(separator: "\n").map { $0.prefix { $0 != "(" } }.map(String.init)
    }
    #expect(steps(dry.output) == steps(command.output), "\(dry.output)\n\(command.output)")
    #expect(try !desk.run("show", "1", as: "mia").output.contains("high"))
  }

  @Test func `a trace follows what was done, for those who see notes`() throws {
    let desk = try desk()
    let traced = try repl(desk, ".trace on", "x = t1:update{ set = { priority = 'high' } }")
    #expect(traced.errors.contains("─ authorize"), "\(traced)")
    let customer = try repl(desk, ".trace on", "x = t1:reply{ text = 'hm' }", as: "carl")
    #expect(customer.errors.contains("reply: #1 done"), "\(customer)")
    #expect(!customer.errors.contains("─"), "\(customer)")
  }

  @Test func `a plan is shown as what would be, and run by its name`() throws {
    let desk = try desk()
    let result = try repl(
      desk, "docket.plan('update', 'is:open', { set = { priority = 'low' } })", "x = _:run()")
    #expect(result.output.contains("2 tickets: 2 would change"), "\(result)")
    #expect(result.output.contains("normal → low"), "\(result)")
    #expect(result.errors.contains("2 tickets changed"), "\(result)")
  }

  @Test func `an undo takes the last entry back, and again does it again`() throws {
    let desk = try desk()
    let result = try repl(
      desk, "x = t1:update{ set = { priority = 'high' } }", ".undo", "print(t1.priority)", ".undo",
      "print(t1.priority)")
    #expect(result.lines == ["normal", "high"], "\(result)")
  }

  @Test func `a change of another process meanwhile is told with the ways out`() throws {
    let desk = try desk()
    let process = desk.process(["repl", "--write"], as: "mia")
    let repl = try process.startTyping()
    try repl.type(".begin\nx = t1:update{ set = { priority = 'high' } }\n")
    try eventually("the request is held") { try repl.said.contains("#1 held") }
    #expect(try desk.run("update", "1", "priority=urgent", as: "ann").status == 0)
    try repl.type(".commit\n")
    let result = try repl.end()
    #expect(result.status == 5, "\(result)")
    #expect(result.errors.contains("update by ann"), "\(result)")
    #expect(result.errors.contains("`.drop N`"), "\(result)")
    #expect(try desk.run("show", "1", as: "mia").output.contains("urgent"))
  }

  @Test(arguments: [SIGHUP, SIGTERM, SIGKILL])
  func `a signal in the midst of a transaction commits nothing and loses nothing`(
    _ signal: Int32,
  ) throws {
    let desk = try desk()
    let repl = try desk.process(["repl", "--write"], as: "mia").startTyping()
    try repl.type("x = t2:note{ text = 'kept' }\n.begin\nx = t1:note{ text = 'gone' }\n")
    try eventually("the request is held") { try repl.said.contains("#1 held") }
    repl.signal(signal)
    _ = try repl.end()
    #expect(try desk.run("history", "2", as: "mia").output.contains("kept"))
    #expect(try !desk.run("history", "1", as: "mia").output.contains("gone"))
  }
}
