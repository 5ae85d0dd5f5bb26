import Foundation
import Testing

/// `docket update` with several tickets, as a person sees it.
@Suite struct BulkCommandTests {
  private func desk(of count: Int) throws -> TestDesk {
    let desk = try TestDesk()
    for number in 1...count { try desk.run("new", "Lamp \(number)") }
    return desk
  }

  @Test func `without --yes and a terminal it shows what it would do and does nothing`() throws {
    let desk = try desk(of: 3)
    let result = try desk.run("update", "is:open", "priority=high", as: "mia")
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("3 tickets: 3 would change"))
    #expect(result.errors.contains("priority: normal → high"))
    #expect(result.errors.contains("--yes"))
    #expect(try desk.run("list", "priority:high").errors == "no ticket matches\n")
  }

  @Test(arguments: [(["1..2"], [1, 2]), (["1,3"], [1, 3]), (["#4", "2..3"], [2, 3, 4])])
  func `tickets are named by ranges and lists of numbers as well`(words: [String], ids: [Int])
    throws
  {
    let desk = try desk(of: 4)
    // A word of theirs stands in another ticket: it is not looked for.
    try desk.run("note", "4", "1..2 1,3 2..3")
    let result = try desk.process(["update"] + words + ["priority=high", "--yes"]).run()
    #expect(result.status == 0, "\(result.errors)")
    let changed = try #require(try desk.json("list", "priority:high") as? [[String: Any]])
    #expect(changed.compactMap { $0["id"] as? Int } == ids)
  }

  @Test func `a text of several lines stands below the row of its ticket`() throws {
    let desk = try desk(of: 2)
    let words = ["update", "is:open", "priority=high", "body=One\nTwo", "--dry-run"]
    let result = try desk.process(words, as: "mia").run()
    let row = "priority: normal → high\n  body: – →\n    One\n    Two\n"
    #expect(result.output.contains("1  \(row)"), "\(result)")
    #expect(result.output.contains("2  \(row)"), "\(result)")
    #expect(!result.output.contains("\\u{A}"), "\(result)")
  }

  @Test func `with --yes all are changed under one name, which can be undone`() throws {
    let desk = try desk(of: 3)
    let result = try desk.run(
      "update", "is:open", "priority=high", "tags+=late", "--yes", as: "mia")
    #expect(result.status == 0)
    let name = try #require(result.output.split(separator: ":").first)
    #expect(result.output == "\(name): 3 tickets changed\n")
    #expect(try desk.run("list", "priority:high", "tag:late").lines.count == 4)
    #expect(try desk.run("undo", String(name), "--yes", as: "mia").status == 0)
    #expect(try desk.run("list", "priority:high").errors == "no ticket matches\n")
  }

  @Test func `where no ticket matches, nothing is done and that is no failure`() throws {
    let desk = try TestDesk.unchanged()
    let result = try desk.run("update", "queue:billing", "priority=high", "--yes")
    #expect(result.status == 0)
    #expect(result.output.isEmpty)
    #expect(result.errors == "no ticket matches; nothing was changed\n")
    let json = try desk.json("update", "queue:billing", "priority=high", "--yes")
    let members = try #require(json as? [String: Any])
    #expect(members["done"] as? Int == 0)
    #expect(members["bulk"] is NSNull)
  }

  @Test func `what is refused is told by reason, and the exit status is 1`() throws {
    let desk = try desk(of: 3)
    try desk.run("close", "2", "--reason", "no_answer")
    let command = ["update", "1", "2", "3", "99", "stage=resolved", "close_reason=no_answer"]
    let result = try desk.process(command + ["--yes"], as: "mia").run()
    #expect(result.status == 1)
    #expect(result.output.contains("2 tickets changed, 1 so already, 1 refused"))
    #expect(result.errors.contains("there is no such ticket"))
  }

  @Test func `the result as JSON has done, refused and the bulk's name`() throws {
    let desk = try desk(of: 2)
    let json = try desk.json("update", "1", "2", "9", "priority=low", "--yes", as: "mia")
    let members = try #require(json as? [String: Any])
    #expect((members["bulk"] as? String)?.hasPrefix("r") == true)
    #expect(members["done"] as? Int == 2)
    let refused = try #require(members["refused"] as? [[String: Any]])
    #expect(refused.count == 1)
    #expect(refused[0]["ticket"] as? Int == 9)
    #expect(refused[0]["code"] as? String == "not_found")
  }

  @Test func `a dry run prints every ticket's edits and changes nothing`() throws {
    let desk = try desk(of: 12)
    let result = try desk.run("update", "is:open", "priority=high", "--dry-run", as: "mia")
    #expect(result.status == 0)
    #expect(result.output.contains("Nothing was changed."))
    #expect(result.lines.count { $0.contains("priority: normal → high") } == 12)
    #expect(try desk.run("list", "priority:high").errors == "no ticket matches\n")
    let json = try desk.json("update", "is:open", "priority=high", "--dry-run", as: "mia")
    #expect((json as? [String: Any])?["count"] as? Int == 12)
  }

  @Test func `--atomic does all of them or none`() throws {
    let desk = try desk(of: 2)
    let failed = try desk.run("update", "1", "2", "9", "priority=low", "--atomic", "--yes")
    #expect(failed.status == 1)
    #expect(failed.output.contains("nothing was changed"))
    #expect(try desk.run("list", "priority:low").errors == "no ticket matches\n")
    let done = try desk.run("update", "1", "2", "priority=low", "--atomic", "--yes")
    #expect(done.output.contains("2 tickets changed"))
  }

  @Test func `who lacks the permission bulk is told so and changes one at a time`() throws {
    let desk = try desk(of: 2)
    try desk.run("role", "grant", "agent", "bulk", "--deny")
    let result = try desk.run("update", "is:open", "priority=low", "--yes", as: "ann")
    #expect(result.status == 4)
    #expect(result.errors.contains("it needs bulk"))
    #expect(try desk.run("update", "1", "priority=low", as: "ann").status == 0)
  }

  @Test func `a query on a terminal is asked about, and no answer changes nothing`() throws {
    let desk = try desk(of: 2)
    let result = try desk.runOnTerminal("update", "is:open", "priority=high", as: "mia")
    #expect(result.status == 2)
    #expect(result.output.contains("2 tickets: 2 would change"))
  }

  @Test func `a field that there is not is told once, before any ticket is tried`() throws {
    let desk = try desk(of: 3)
    let result = try desk.run("update", "is:open", "prioritty=high", "--yes")
    #expect(result.status == 1)
    #expect(result.errors.components(separatedBy: "no such field").count == 2)
    #expect(result.errors.contains("did you mean priority?"), "\(result.errors)")
  }

  @Test(arguments: [("y\n", 2), ("yes\n", 2), ("\n", 0), ("n\n", 0), ("\u{4}", 0)])
  func `on a terminal the answer decides`(answer: String, changed: Int) throws {
    let desk = try desk(of: 2)
    let process = desk.process(["update", "is:open", "priority=high"], as: "mia")
    let result = try process.runOnTerminal(columns: 80, typing: answer)
    #expect(result.output.contains("2 tickets: 2 would change"))
    let found = try #require(try desk.json("list", "priority:high") as? [Any])
    #expect(found.count == changed, "\(result.output)")
    #expect(result.output.contains(changed > 0 ? "2 tickets changed" : "nothing was changed"))
  }

  @Test(arguments: [
    (["update", "7", "is:open", "priority=high"], "id:7"),
    (["update", "priority:hihg", "tags=x"], "hihg"),
    (["update", "is:open", "--yes"], "what is to change"),
    (["update", "is:open", "tags=x", "--version", "1"], "--version"),
    (["update", "is:open", "tags=x", "--resume", "r1"], "--resume"),
    (["update", "--resume", "r1", "--list"], "exclude each other"),
    (["update", "due<2026-01-01", "tags=x"], "due:"),
    (["update"], "which ticket"),
    (["undo"], "seq|request"), (["undo", "everything"], "neither an entry's number"),
    (["undo", "1", "--version", "2"], "--version"),
  ])
  func `wrong words are explained`(command: [String], hint: String) throws {
    let desk = try TestDesk.unchanged()
    let result = try desk.process(command).run()
    #expect(result.status == 2, "\(result.errors)")
    #expect(result.errors.contains(hint), "\(result.errors)")
    #expect(result.output.isEmpty)
  }

  @Test(arguments: [
    (["update", "--resume", "r7"], "there is no bulk `r7`"),
    (["update", "--abandon", "r7"], "there is no bulk `r7`"),
    (["undo", "r99"], "there is no request `r99`"), (["undo", "999"], "there is no entry 999"),
  ])
  func `what is not there is not found`(command: [String], words: String) throws {
    let desk = try TestDesk.unchanged()
    let result = try desk.process(command).run()
    #expect(result.status == 3)
    #expect(result.errors.contains(words))
    #expect(try desk.run("update", "--list").errors == "nothing is unfinished\n")
  }
}
