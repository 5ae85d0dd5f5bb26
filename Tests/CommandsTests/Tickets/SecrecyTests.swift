import Foundation
import TestSupport
import Testing

@Suite struct SecrecyTests {
  private let secret = "THE CUSTOMER LIES"

  /// A ticket of carl's with a note between two messages.
  private func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try desk.run("new", "Refund", "--requester", "carl", as: "ann")
    try desk.run("reply", "1", "we look into it", as: "ann")
    try desk.run("note", "1", secret, as: "ann")
    try desk.run("close", "1", "--reason", "declined", "--comment", secret, as: "mia")
    return desk
  }

  @Test(arguments: [
    ["show", "1"], ["history", "1"], ["list"], ["list", "--columns", "id,version,updated"],
    ["update", "1", "priority=high", "--dry-run"], ["reply", "1", "why?", "--dry-run"],
    ["list", "--format", "csv"], ["inbox"], ["reply", "1", "x", "--version", "1"],
  ])
  func `a customer finds no note in any output`(arguments: [String]) throws {
    let desk = try desk()
    for form in [[], ["--json"]] {
      let result = try desk.process(arguments + form, as: "carl").run()
      let all = result.output + result.errors
      #expect(!all.contains(secret))
      #expect(!all.contains("note"))
      #expect(!all.contains("internal"))
    }
    #expect(try desk.run("show", "1", as: "ann").output.contains(secret))
  }

  @Test func `rows that wait are the staff's business: they may be about notes`() throws {
    let desk = try desk()
    try desk.run("subscribe", "--event", "note", as: "mia")
    try desk.run("subscribe", "--event", "reply", as: "mia")
    try desk.run("plugin", "disable", "inbox", "--yes")
    try desk.run("new", "Another")
    try desk.run("note", "2", secret, as: "ann")
    try SQLiteShell.run(on: desk.path + "/docket.db", "UPDATE outbox SET not_before = 1000")
    #expect(try desk.run("reply", "1", "hello", as: "carl").errors == "")
    let reply = try desk.run("reply", "1", "hello", as: "ann")
    #expect(reply.errors.contains("waits in the outbox"), "\(reply)")
  }

  @Test func `merging shows the other customer nothing, and no note to who follows`()
    throws
  {
    let desk = try TestDesk()
    try desk.run("new", "No light", "--requester", "carl")
    try desk.run("note", "1", secret, as: "ann")
    try desk.run("new", "Dark", "--requester", "dora")
    try desk.run("note", "2", secret, as: "ann")
    #expect(try desk.run("do", "2", "merge", "into=1", as: "mia").status == 0)
    let commands = [["show", "1"], ["history", "1"], ["list", "--columns", "id,subject"]]
    for command in commands {
      #expect(try !desk.process(command, as: "carl").run().output.contains("Dark"), "\(command)")
      let followed = try desk.process(command, as: "dora").run().output
      #expect(followed.contains("No light") && !followed.contains(secret), "\(command)")
    }
  }

  @Test func `a customer's search does not reach into notes`() throws {
    let desk = try desk()
    #expect(try desk.run("list", "lies", as: "carl").output.isEmpty)
    #expect(try desk.run("list", "lies", as: "ann").output.contains("Refund"))
  }

  @Test func `a customer's history is numbered by what is seen, without numbers of the desk`()
    throws
  {
    let desk = try desk()
    let entries = try #require(
      try desk.json("history", "1", as: "carl") as? [[String: Any]])
    #expect(entries.compactMap { $0["number"] as? Int } == Array(1...entries.count))
    for hidden in ["seq", "digest", "previous", "cause", "origin", "depth", "hook"] {
      #expect(entries.allSatisfy { $0[hidden] == nil })
    }
  }

  @Test func `a customer's dry run shows no trace, and a receipt without numbers of the desk`()
    throws
  {
    let desk = try desk()
    let result = try #require(
      try desk.json("reply", "1", "why?", "--dry-run", as: "carl") as? [String: Any])
    for hidden in ["seq", "trace", "outbox"] { #expect(result[hidden] == nil) }
  }

  @Test func `another customer's ticket is not found, in the words of one that is not there`()
    throws
  {
    let desk = try desk()
    for command in [["show"], ["history"], ["reopen"]] {
      let hidden = try desk.process(command + ["1"], as: "dora").run()
      let missing = try desk.process(command + ["999"], as: "dora").run()
      #expect(hidden.status == 3)
      #expect(hidden.errors == missing.errors.replacingOccurrences(of: "999", with: "1"))
    }
  }

  @Test func `what tells of notes is an unknown field, an entry of one is not found`() throws {
    let desk = try desk()
    #expect(try desk.run("list", "sort:touched", as: "carl").status == 2)
    #expect(try desk.run("list", "--columns", "touched", as: "carl").status == 2)
    #expect(try desk.run("audit", "bytes", "10", as: "carl").status == 3)
    #expect(try desk.run("note", "1", "x", as: "carl").status == 4)
    #expect(try desk.run("log", as: "carl").status == 4)
    #expect(try desk.run("outbox", "list", as: "carl").status == 4)
    #expect(try desk.run("role", "show", "agent", as: "carl").status == 4)
    #expect(try desk.run("plugin", "order", as: "carl").status == 4)
    #expect(try desk.run("audit", "verify", as: "carl").status == 4)
  }
}
