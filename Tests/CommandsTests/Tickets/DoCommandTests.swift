import Foundation
import Testing

/// `docket do`: plugins' actions, as a person types them.
@Suite struct DoCommandTests {
  private static func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try desk.run("new", "Dark", "--requester", "dora")
    try desk.run("new", "No light", "--requester", "carl", "--body", "In room 5")
    return desk
  }

  @Test func `merge closes the one and tells the other`() throws {
    let desk = try Self.desk()
    let result = try desk.run("do", "2", "merge", "into=1", "--note", "same lamp", as: "mia")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.lines.contains("stage: new → resolved (close-reasons@1.1.0:merge)"))
    let history = try desk.run("history", "2", as: "mia").output
    #expect(history.contains("mia  merge"))
    #expect(history.contains("    into = 1"))
    #expect(history.contains("same lamp"))
    #expect(try desk.run("show", "1", as: "mia").output.contains("In room 5"))
    #expect(!(try desk.run("show", "1", as: "dora").output.contains("room 5")))
  }

  @Test(arguments: [
    (["do"], 2, "which ticket?"), (["do", "--list", "2"], 2, "--list is about no ticket"),
    (["do", "2", "merge", "into"], 2, "write NAME=VALUE"),
    (["do", "2", "merge", "into+=1"], 2, "is given whole"),
    (["do", "2", "merge", "into=1", "into=1"], 2, "given twice"),
    (["do", "2", "merge"], 1, "merge needs it: a ticket's number"),
    (["do", "2", "merge", "into=x"], 1, "it wants a ticket's number"),
    (["do", "2", "merge", "into=2"], 1, "does not refer to itself"),
    (["do", "2", "merge", "into=99"], 1, "there is no ticket 99"),
    (["do", "2", "merge", "in=1"], 1, "merge takes no `in`"),
    (["do", "2", "merg", "into=1"], 1, "did you mean merge?"),
    (["do", "2", "close"], 2, "docket close 2"), (["do", "99"], 3, "there is no ticket 99"),
    (["do", "2", "merge", "into=1", "--version", "7"], 5, "was changed since"),
  ])
  func `wrong input is told and changes nothing`(
    _ arguments: [String], _ status: Int32, _ words: String,
  ) throws {
    let desk = try Self.desk()
    let result = try desk.process(arguments).run()
    #expect(result.status == status, "\(result.errors)")
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect((try desk.json("history", "2") as? [Any])?.count == 1)
  }

  @Test func `what an action gives is told to whoever asks`() throws {
    let desk = try Self.desk()
    try desk.write(
      plugin: "asking",
      """
      docket.role{ name = "agent", grants = { "asking.look" } }
      docket.action{ name = "look", data = { seen = { type = "integer" } }, propose = function()
        return { seen = 3 }, { line = "all is well", list = { 1, 2 } }
      end }
      """)
    try desk.run("plugin", "enable", "asking", "--yes", as: "admin")
    let told = try desk.run("do", "2", "look", as: "ann")
    #expect(told.lines == ["look: done", "seen = 3", "line: all is well", "list: [1,2]"])
    let tried = try desk.run("do", "2", "look", "--dry-run", as: "ann").output
    #expect(tried.contains("\n  seen = 3\n  line: all is well\n"), "\(tried)")
    let json = try #require(try desk.json("do", "2", "look", as: "ann") as? [String: Any])
    #expect((json["data"] as? [String: Int]) == ["seen": 3])
    #expect((json["answer"] as? [String: Any])?["list"] as? [Int] == [1, 2])
    let prompt = try desk.run(
      "repl", "--write", "-e", "docket.tickets.look(2).answer.line", as: "ann")
    #expect(prompt.lines.first == "\"all is well\"", "\(prompt.output) \(prompt.errors)")
    let whole = try desk.run("repl", "--write", "-e", "docket.tickets.look(2)", as: "ann")
    #expect(whole.output.contains("all is well"), "\(whole.output)")
  }

  @Test func `without an action it lists those that one may do there`() throws {
    let desk = try Self.desk()
    let mine = try desk.run("do", "2", as: "mia")
    #expect(mine.lines.first == "merge into=TICKET  (close-reasons)")
    #expect(mine.output.contains("into  a ticket's number; required"))
    #expect(try desk.run("do", "2", as: "carl").errors.contains("there is no action"))
    let all = try #require(try desk.json("do", "--list", as: "mia") as? [[String: Any]])
    #expect(all.map { $0["name"] as? String } == ["merge", "split"])
    #expect(((all[0]["params"] as? [[String: Any]])?[0]["type"] as? String) == "ticket")
  }

  @Test func `an agent may not merge, and a dry run says what would be`() throws {
    let desk = try Self.desk()
    #expect(try desk.run("do", "2", "merge", "into=1", as: "ann").status == 4)
    let dry = try desk.run("do", "2", "merge", "into=1", "--dry-run", as: "mia")
    #expect(dry.output.contains("action close-reasons@1.1.0:merge"))
    #expect(dry.output.contains("also update by close-reasons@1.1.0:merge"))
    #expect((try desk.json("history", "2") as? [Any])?.count == 1)
  }

  @Test func `what an action gives is called by its labels, as in the history`() throws {
    let desk = try Self.desk()
    try desk.run("plugin", "enable", "time-tracking", "--yes", as: "admin")
    let line = ["do", "2", "log_time", "spent=1h", "billable=yes", "--lang", "de"]
    let told = try desk.process(line, as: "mia").run()
    #expect(told.lines.contains("Abrechenbar = ja"), "\(told)")
    #expect(!told.output.contains("billable"), "\(told)")
    let history = try desk.run("history", "2", "--lang", "de", as: "mia").output
    #expect(history.contains("    Abrechenbar = ja"), "\(history)")
    let json = try desk.json("do", "2", "log_time", "spent=1h", as: "mia") as? [String: Any]
    #expect((json?["data"] as? [String: Any])?["billable"] is Bool)
  }
}
