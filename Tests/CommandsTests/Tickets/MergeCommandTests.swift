import Foundation
import Testing

/// `docket merge`, as a person types it and reads what came of it.
@Suite struct MergeCommandTests {
  private static func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try Data("all is well".utf8).write(to: URL(fileURLWithPath: desk.folder + "/log.txt"))
    try desk.run("new", "Dark", "--requester", "dora")
    try desk.run(
      "new", "No light", "--body", "In room 5", "--attach", "log.txt", as: "carl")
    try desk.run("new", "Lamp", "--requester", "carl")
    try desk.run("note", "2", "he calls every day", as: "ann")
    return desk
  }

  @Test func `it says what went where, and the page shows one conversation`() throws {
    let desk = try Self.desk()
    let result = try desk.run("merge", "2", "--into", "1", "--note", "same lamp", as: "mia")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.lines.contains("merged_into: – → 1 (close-reasons@1.1.0:merge)"))
    #expect(result.errors.contains("ticket 2 stands on ticket 1 now: docket show 1"))
    let page = try desk.run("show", "1", as: "mia").output
    for words in [
      ": create #2\n  No light\n\n  In room 5\n", ": internal note #2\n  he calls every day\n",
      "  log.txt #2  ", "Ticket 2 was merged into this one by mia.",
    ] { #expect(page.contains(words), "\(words): \(page)") }
    #expect(try desk.run("show", "2", as: "mia").lines.prefix(2).last == "merged into #1 Dark")
    let own = try desk.run("show", "2", as: "carl").output
    #expect(own.contains("merged into #1 Dark") && !own.contains("he calls"), "\(own)")
    #expect(try desk.run("attachment", "1", "log.txt", as: "mia").output == "all is well")
  }

  @Test func `the history has both tickets, each entry with its own`() throws {
    let desk = try Self.desk()
    try desk.run("merge", "2", "--into", "1", as: "mia")
    let lines = try desk.run("history", "1", "action:create,merge", as: "mia").lines
    #expect(lines.filter { $0.hasPrefix("1 #1 ") || $0.hasPrefix("2 #") }.count == 3)
    let entries = try #require(try desk.json("history", "1", as: "mia") as? [[String: Any]])
    #expect(Set(entries.compactMap { $0["ticket"] as? Int }) == [1, 2])
    let shown = try #require(try desk.json("show", "1", as: "mia") as? [String: Any])
    let said = try #require(shown["entries"] as? [[String: Any]])
    #expect(said.map { $0["ticket"] as? Int } == [2, 2, nil])
    #expect(said.first?["text"] as? String == "No light\n\nIn room 5")
    #expect(!(try desk.run("history", "1", as: "dora").output.contains("room 5")))
  }

  @Test func `those of a query are merged, but for the one that they go into`() throws {
    let desk = try Self.desk()
    let dry = try desk.run("merge", "requester:carl", "--into", "2", "--dry-run", as: "mia")
    #expect(dry.status == 0 && dry.output.contains("1 ticket: 1 would change"), "\(dry)")
    let done = try desk.run("merge", "requester:carl", "--into", "2", "--yes", as: "mia")
    #expect(done.errors.contains("ticket 3 stands on ticket 2 now"), "\(done)")
    #expect(try desk.run("list", "merged_into:2", as: "mia").lines.count == 2)
    let wrong = try desk.run("merge", "carl", "--into", "2", as: "mia")
    #expect(wrong.status == 2 && wrong.errors.contains("carl"), "\(wrong)")
  }

  @Test func `several go together or not at all, and want a yes`() throws {
    let desk = try Self.desk()
    let asked = try desk.run("merge", "2", "3", "--into", "1", as: "mia")
    #expect(asked.status == 2 && asked.errors.contains("--yes"), "\(asked)")
    let dry = try desk.run("merge", "2", "3", "--into", "1", "--dry-run", as: "mia")
    #expect(dry.status == 0 && dry.output.contains("2 tickets: 2 would change"), "\(dry)")
    try desk.run("close", "3", "--reason", "no_answer")
    let refused = try desk.run("merge", "2", "3", "--into", "1", "--yes", as: "mia")
    #expect(refused.status == 1, "\(refused)")
    #expect(try desk.run("list", "merged_into:1").output.isEmpty)
    try desk.run("reopen", "3")
    let done = try desk.run("merge", "2", "3", "--into", "1", "--yes", as: "mia")
    #expect(done.errors.contains("ticket 3 stands on ticket 1 now"), "\(done)")
    #expect(try desk.run("show", "1", "--at", "-1d").status == 3)
  }

  @Test(arguments: [
    (["merge", "2"], 2, "--into"), (["merge", "2", "--into", "x"], 2, "--into"),
    (["merge", "1", "--into", "1"], 1, "does not refer to itself"),
    (["merge", "1", "--into", "99"], 1, "there is no ticket 99"),
    (["merge", "99", "--into", "1"], 3, "there is no ticket 99"),
    (["merge", "1", "--into", "4"], 1, "ticket 4 was itself merged into 3"),
    (["merge", "3", "--into", "4"], 1, "ticket 4 is itself a duplicate of 3"),
    (["merge", "1", "--into", "5"], 1, "ticket 5 is discarded"),
    (["merge", "4", "--into", "1"], 1, "ticket 4 is resolved already, as a duplicate of 3"),
    (["merge", "4", "--into", "3"], 1, "ticket 4 is resolved already, as a duplicate of 3"),
    (["merge", "5", "--into", "1"], 1, "not for ticket 5 as it is"),
    (["merge", "1", "--into", "2", "--version", "9"], 5, "was changed since"),
    (["merge", "1", "3", "--into", "2", "--version", "9"], 2, "--version"),
    (["merge", "1", "--into", "2", "--as", "ann"], 4, "needs close-reasons.merge"),
    (["merge", "2", "--into", "3", "--as", "dora"], 3, "there is no ticket 2"),
  ])
  func `what cannot be is refused in words, and changes nothing`(
    _ arguments: [String], _ status: Int32, _ words: String,
  ) throws {
    let desk = try Self.desk()
    for subject in ["Bulb", "Spam"] { try desk.run("new", subject) }
    try desk.run("merge", "4", "--into", "3")
    try desk.run("discard", "5", "--to", "spam")
    let before = try desk.run("history", "--json").output
    let result = try desk.process(arguments).run()
    #expect(result.status == status, "\(result.errors)")
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(try desk.run("history", "--json").output == before)
  }

  @Test func `without the plugin there is no such action`() throws {
    let desk = try Self.desk()
    try desk.run("plugin", "disable", "close-reasons", "--yes")
    let result = try desk.run("merge", "2", "--into", "1")
    #expect(result.status == 1 && result.errors.contains("merge"), "\(result)")
  }
}
