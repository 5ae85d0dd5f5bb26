import Foundation
import Testing

/// Verbs with several tickets or a query where one ticket stood.
@Suite struct ManyTicketsTests {
  private func desk(of count: Int = 3) throws -> TestDesk {
    let desk = try TestDesk()
    for number in 1...count { try desk.run("new", "Lamp \(number)", "--requester", "carl") }
    return desk
  }

  @Test(arguments: [
    ["close", "1", "2", "3", "--reason", "no_answer"], ["assign", "1", "2", "3", "ann"],
    ["assign", "is:open", "ann"], ["postpone", "is:open", "+2d"], ["take", "1", "2", "3"],
    ["reply", "is:open", "priority:normal", "Please wait"], ["note", "1", "2", "3", "psst"],
    ["discard", "1", "2", "3", "--to", "spam"], ["forward", "1", "2", "3", "--to", "bob"],
  ])
  func `several are shown first, and done with --yes under one name`(command: [String]) throws {
    let desk = try desk()
    let asked = try desk.process(command, as: "admin").run()
    #expect(asked.status == 2, "\(asked)")
    #expect(asked.errors.contains("3 tickets: 3 would change"), "\(asked.errors)")
    #expect(asked.errors.contains("--yes"))
    #expect((try desk.json("history", "2") as? [Any])?.count == 1)
    let done = try desk.process(command + ["--yes"]).run()
    #expect(done.status == 0, "\(done.errors)")
    #expect(done.output.hasSuffix(": 3 tickets changed\n"), "\(done.output)")
    #expect((try desk.json("history", "2") as? [Any])?.count == 2)
  }

  @Test func `one ticket is changed at once`() throws {
    let desk = try desk(of: 1)
    #expect(try desk.run("assign", "1", "ann").lines == ["assignee: – → ann"])
    #expect(try desk.run("take", "#1", as: "bob").lines == ["assignee: ann → bob"])
    #expect(try desk.run("close", "1", "--reason", "no_answer").status == 0)
    #expect(try desk.run("reopen", "1").status == 0)
  }

  @Test func `a verb's bulk is undone under its name, and refusals are told by reason`() throws {
    let desk = try desk()
    try desk.run("close", "2", "--reason", "no_answer")
    let result = try desk.run("close", "1", "2", "9", "--reason", "no_answer", "--yes")
    #expect(result.status == 1)
    #expect(result.output.contains("1 ticket changed, 2 refused"))
    #expect(result.errors.contains("refused  tickets  why\n"), "\(result.errors)")
    #expect(result.errors.contains("the ticket is closed already"))
    let name = String(result.output.prefix { $0 != ":" })
    #expect(try desk.run("undo", name, "--yes").status == 0)
    #expect(try desk.run("list", "is:closed").lines.count == 2)
  }

  @Test func `a preview shows the words as they were understood, and subjects without edits`()
    throws
  {
    let desk = try desk()
    let result = try desk.run("note", "1", "2", "two\nlines")
    #expect(result.errors.contains("note: two\n"))
    #expect(result.errors.contains(" 1  Lamp 1\n"), "\(result.errors)")
    let dry = try desk.run("note", "1", "2", "two", "--dry-run", "--json")
    #expect(dry.status == 0 && dry.output.contains("\"changed\":2"), "\(dry.output)")
  }

  @Test func `--atomic does all or none, and who lacks bulk does one at a time`() throws {
    let desk = try desk()
    try desk.run("close", "2", "--reason", "no_answer")
    let all = ["close", "1", "2", "--reason", "no_answer", "--atomic", "--yes"]
    let result = try desk.process(all).run()
    #expect(result.status == 1 && result.output.contains("nothing was changed"))
    #expect(try desk.run("list", "is:closed").lines.count == 2)
    try desk.run("role", "grant", "agent", "bulk", "--deny")
    #expect(try desk.run("take", "1", "2", "--yes", as: "ann").status == 4)
    #expect(try desk.run("take", "1", as: "ann").status == 0)
  }

  @Test func `files go to all of the tickets, or to none`() throws {
    let desk = try desk()
    try Data("plan".utf8).write(to: URL(fileURLWithPath: desk.folder + "/plan.txt"))
    let done = try desk.run("attach", "1", "2", "plan.txt", "--yes")
    #expect(done.output.contains("2 tickets changed"), "\(done)")
    let failed = try desk.run("reply", "1", "9", "here", "--attach", "plan.txt", "--yes")
    #expect(failed.status == 1 && failed.output.contains("nothing was changed"), "\(failed)")
    #expect(try desk.run("detach", "1", "2", "plan.txt", "--yes").status == 0)
    try Data("8".utf8).write(to: URL(fileURLWithPath: desk.folder + "/8"))
    #expect(try desk.run("attach", "1", "./8").status == 0)
  }

  @Test func `a reply edits fields and moves the ticket in the same change`() throws {
    let desk = try desk(of: 1)
    try desk.run("reply", "1", "Is it on?", as: "ann")
    let result = try desk.run(
      "reply", "1", "Later", "--set", "priority=low", "--stage", "open", as: "ann")
    #expect(result.lines.sorted() == ["priority: normal → low", "stage: answered → open"])
    #expect((try desk.json("history", "1") as? [Any])?.count == 3)
    let denied = try desk.run("reply", "1", "Bye", "--stage", "resolved", as: "ann")
    #expect(denied.status == 4, "\(denied.errors)")
  }

  @Test func `a plugin's action is done to several`() throws {
    let desk = try desk()
    let result = try desk.run("do", "1", "2", "merge", "into=3", "--yes", as: "mia")
    #expect(result.output.contains("2 tickets changed"), "\(result)")
    #expect(try desk.run("list", "is:closed").lines.count == 3)
  }

  @Test func `several are purged after a warning that names their number`() throws {
    let desk = try desk()
    try desk.run("discard", "1", "2", "--to", "spam", "--yes")
    let asked = try desk.run("purge", "is:discarded")
    #expect(asked.status == 2 && asked.errors.contains("purging 2 tickets: this cannot be undone"))
    let wrong = try desk.process(["purge", "1", "2"]).runOnTerminal(columns: 80, typing: "y\n")
    #expect(wrong.output.contains("nothing was changed"), "\(wrong.output)")
    let right = try desk.process(["purge", "1", "2"]).runOnTerminal(columns: 80, typing: "2\n")
    #expect(right.output.contains("2 tickets changed"), "\(right.output)")
    #expect(try desk.run("list", "is:discarded").output.isEmpty)
  }

  @Test(arguments: [
    (["reply", "1", "please", "wait"], "docket reply 1 \"please wait\""),
    (["assign", "1"], "docket take 1"), (["close", "printer"], "text:printer"),
    (["attach", "1", "2"], "./8"), (["note", "psst"], "the last word is the text"),
    (["close", "1", "is:open"], "id:1"), (["take", "1", "2", "--version", "1"], "--version"),
  ])
  func `wrong words are explained`(command: [String], hint: String) throws {
    let result = try TestDesk.unchanged().process(command).run()
    #expect(result.status == 2)
    #expect(result.errors.contains(hint), "\(result.errors)")
  }

  @Test func `the refusals of a narrow terminal keep their reason`() throws {
    let desk = try desk(of: 5)
    try desk.run("close", "id:1..5", "--reason", "no_answer", "--yes")
    let result = try desk.runOnTerminal(
      "close", "id:1..5", "--reason", "no_answer", "--yes", columns: 70)
    #expect(result.output.contains("1, 2, 3 … and 2 more"), "\(result.output)")
    #expect(result.output.contains("the ticket is closed already"), "\(result.output)")
  }
}
