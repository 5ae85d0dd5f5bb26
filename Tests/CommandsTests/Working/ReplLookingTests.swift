import Foundation
import TestSupport
import Testing

/// Looking around at the prompt, with lines that are piped into the program.
@Suite struct ReplLookingTests {
  /// A desk whose ticket 1 is carl's, with a note of ann's and a close.
  private func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try desk.run("new", "No light", "--requester", "carl", "--priority", "high")
    try desk.run("note", "1", "a lazy one", as: "ann")
    try desk.run("update", "1", "priority=low", as: "ann")
    try desk.run("reply", "1", "Is the plug in?", as: "ann")
    return desk
  }

  private func repl(
    _ desk: TestDesk, _ lines: String..., as person: String = "mia", json: Bool = false,
  ) throws -> DocketProcess.Result {
    let input = lines.joined(separator: "\n") + "\n"
    return try json
      ? desk.run("repl", "--json", as: person, input: input)
      : desk.run("repl", as: person, input: input)
  }

  @Test func `a ticket is shown with the eyes of somebody`() throws {
    let desk = try desk()
    let own = try repl(desk, "t1")
    #expect(own.output.contains("a lazy one"))
    let result = try repl(desk, ".as carl", "t1", ".as", "t1.subject")
    #expect(result.status == 0)
    #expect(!result.output.contains("a lazy one"))
    #expect(result.output.contains("Is the plug in?"))
    #expect(result.errors.contains("`.as` ends that"))
    #expect(result.errors.contains("your own eyes"))
  }

  @Test func `commands of the command line are not asked with other eyes`() throws {
    let desk = try desk()
    for line in [".plugins", ".why ann ticket.close 1", ".explain 1 priority", ".top", ".log"] {
      let result = try repl(desk, ".as carl", line)
      #expect(result.status == 4)
      #expect(result.output == "")
    }
  }

  @Test func `a ticket is shown as it was`() throws {
    let desk = try desk()
    let result = try repl(desk, ".at -1m", "tickets('')", ".at now", "t1.priority")
    #expect(result.status == 0)
    #expect(result.output.contains("nothing matches"))
    #expect(result.output.contains("low"))
    #expect(result.errors.contains("`.at now` ends that"))
  }

  @Test func `what changed is told field by field, with what was said`() throws {
    let desk = try desk()
    let result = try repl(desk, ".diff 1 -1h")
    #expect(result.output.contains("priority: – → low"))
    #expect(result.output.contains("high → low"))
    #expect(result.output.contains("Is the plug in?"))
    #expect(result.output.contains("a lazy one"))
    let customer = try repl(desk, ".diff t1 -1h now", as: "carl")
    #expect(customer.status == 0)
    #expect(!customer.output.contains("a lazy one"))
    #expect(try repl(desk, ".diff 1 -1h", as: "dora").status == 3)
    #expect(try repl(desk, ".diff 1").status == 2)
    let json = try repl(desk, ".diff 1 -1h", json: true)
    let document = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect((document?["fields"] as? [[String: Any]])?.isEmpty == false)
  }

  @Test func `what changed of a conversation beside a ticket stands under its own heading`()
    throws
  {
    let desk = try TestDesk.ofSupport()
    try desk.run("new", "Printer", "--requester", "carl")
    try desk.run("do", "1", "converse", "name=Shop", "with=dora", "text=Hello", as: "ann")
    try desk.run("update", "1", "priority=high", as: "ann")
    let lines = try repl(desk, ".diff 1 -1h").lines
    let heading = try #require(lines.firstIndex(of: "Ticket 2"), "\(lines)")
    let (own, beside) = (lines[..<heading], lines[heading...])
    #expect(own.contains("subject: – → Printer") && !own.contains("subject: – → Shop"))
    #expect(own.contains("priority: – → high") && !own.contains { $0.contains("Hello") })
    #expect(beside.contains("subject: – → Shop") && beside.contains { $0.contains("Hello") })
    let json = try repl(desk, ".diff 1 -1h", json: true)
    let document = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    let joined = try #require(document?["joined"] as? [[String: Any]])
    #expect(joined.map { $0["ticket"] as? Int } == [2])
    let fields = try #require(document?["fields"] as? [[String: Any]])
    let subjects = fields.filter { $0["field"] as? String == "subject" }
    #expect(subjects.map { $0["to"] as? String } == ["Printer"])
  }

  @Test func `what the prompt says is in the reader's language`() throws {
    let desk = try desk()
    func lines(_ entry: String) throws -> DocketProcess.Result {
      try desk.run("repl", "--lang", "nl", "-e", entry, as: "mia")
    }
    let refused = try lines("t1:close{}")
    #expect(refused.status == 1 && !refused.errors.contains("read-only"), "\(refused.errors)")
    let found = try lines(".find answered").output
    #expect(found.contains("Naam") && found.contains("fase"), "\(found)")
    #expect(!found.contains("about"), "\(found)")
    let hooks = try lines(".hooks").output
    #expect(!hooks.contains("p50_us") && hooks.contains("Volgorde"), "\(hooks)")
    // Days are written in one way.
    try desk.run("update", "1", "due=+2d", as: "ann")
    let changed = try lines(".diff 1 -1h").output
    #expect(changed.firstMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) == nil, "\(changed)")
  }

  @Test func `a life cycle is drawn within 80 columns`() throws {
    let desk = try TestDesk.unchanged()
    let result = try desk.runOnTerminal("repl", "-e", ".lifecycle question", as: "mia", columns: 80)
    #expect(result.output.contains("answered"))
    #expect(result.output.contains("├─▶ "))
    #expect(result.output.contains("close"))
    let plain = result.output.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    #expect(plain.split(whereSeparator: \.isNewline).allSatisfy { $0.count <= 80 })
    #expect(try repl(desk, ".lifecycle nothing").status == 3)
    #expect(try repl(desk, ".lifecycle question", as: "carl").status == 4)
  }

  @Test func `fields, hooks, statements and plugins are listed`() throws {
    let desk = try TestDesk.unchanged()
    #expect(try repl(desk, ".fields question").output.contains("close_reason"))
    #expect(try repl(desk, ".hooks").output.contains("init.lua:"))
    #expect(try repl(desk, ".sql is:open").output.contains("SELECT"))
    #expect(try repl(desk, ".sql is:open", as: "carl").status == 4)
    #expect(try repl(desk, ".enter support", as: "admin").output.contains("reopen_on_reply"))
    #expect(try repl(desk, ".enter support").status == 4)
    let gone = "(pcall(function() return x end))"
    #expect(try repl(desk, "x = 1", gone, ".reload", gone).lines == ["true", "false"])
  }

  @Test func `words are found in functions, fields, stages, actions, reasons and plugins`() throws {
    let desk = try TestDesk.unchanged()
    #expect(try repl(desk, ".find tickets.update").output.contains("docket.tickets.update"))
    for word in ["answered", "root_causes", "merge", "solved", "support"] {
      #expect(try repl(desk, ".find \(word)").output.contains(word))
      #expect(try repl(desk, ".help \(word)").status == 0)
    }
    #expect(try repl(desk, ".find plugin support", as: "carl").status == 3)
    #expect(try repl(desk, ".find xyzzy").status == 3)
    #expect(try repl(desk, ".help tickets.update").output.contains("docket.tickets.update"))
    #expect(try repl(desk, "help(docket.tickets.update)").output.contains("docket.tickets.update"))
    #expect(try repl(desk, #"help "answered""#).output.contains("stage"))
  }
}
