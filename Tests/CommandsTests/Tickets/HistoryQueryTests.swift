import Foundation
import Testing

/// `docket history QUERY` and `docket explain`, as a person types them.
@Suite struct HistoryQueryTests {
  private static func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try desk.run("new", "No light", "--requester", "carl")
    try desk.run("new", "Dark", "--requester", "dora")
    try desk.run("note", "1", "between us", as: "ann")
    try desk.run("update", "1", "priority=high", as: "ann")
    try desk.run("update", "2", "priority=low", as: "bob")
    return desk
  }

  @Test func `a query looks through all tickets, and says of which each entry is`() throws {
    let desk = try Self.desk()
    let result = try desk.run("history", "edited:priority", "action:update")
    #expect(result.lines.filter { $0.contains("#") }.map { $0.prefix(4) } == ["1 #3", "2 #2"])
    #expect(result.output.contains("priority: normal → high"))
    let found = try #require(
      try desk.json("history", "actor:ann", "action:note") as? [[String: Any]])
    #expect(found.map { $0["text"] as? String } == ["between us"])
    #expect(try desk.run("history", "1", "actor:ann").lines.count { $0.contains("#") } == 2)
  }

  @Test func `a customer finds no notes and no other's tickets`() throws {
    let desk = try Self.desk()
    let mine = try #require(try desk.json("history", as: "carl") as? [[String: Any]])
    #expect(mine.map { $0["action"] as? String } == ["create", "update"])
    #expect(try desk.run("history", "action:note", as: "carl").errors == "no entry matches\n")
    #expect(try desk.run("history", "ticket:2", as: "carl").errors == "no entry matches\n")
    // An entry's number is a place between notes, also where the entry itself is seen.
    for seq in ["1", "3", "4", "5"] {
      #expect(
        try desk.run("explain", seq, as: "carl").errors == "docket: there is no entry \(seq)\n")
    }
    let own = try #require(try desk.json("history", "actor:carl", as: "carl") as? [[String: Any]])
    #expect(own.isEmpty)
    try desk.run("reply", "1", "still dark", as: "carl")
    for actor in ["carl", "me"] {
      let found = try desk.json("history", "actor:\(actor)", as: "carl") as? [[String: Any]]
      #expect(found?.map { $0["text"] as? String } == ["still dark"], "\(actor)")
    }
    #expect(try desk.run("explain", "2", "priority", as: "carl").status == 3)
    let why = try desk.run("explain", "1", "priority", as: "carl")
    #expect(why.output.contains("high"))
    #expect(!why.output.contains("entry "))
  }

  @Test func `explain tells every value of a field and who set it`() throws {
    let desk = try Self.desk()
    let result = try desk.run("explain", "1", "priority")
    #expect(result.lines.first == "high")
    #expect(result.output.contains("ann  update"))
    #expect(result.output.contains("begun by ann, cli"))
    let values = try #require(try desk.json("explain", "1", "priority") as? [[String: Any]])
    #expect(values.map { $0["to"] as? String } == ["high", "normal"])
    let seq = try #require(values[0]["seq"] as? Int)
    let chain = try #require(try desk.json("explain", "\(seq)") as? [[String: Any]])
    #expect(chain.map { $0["action"] as? String } == ["update"])
  }

  @Test(arguments: [
    (["history", "acton:close"], 2, "did you mean “action”?"),
    (["history", "1", "fire"], 2, "about fields only"), (["history", "99"], 3, "no ticket 99"),
    (["explain"], 2, "number"), (["explain", "x"], 2, "x"),
    (["explain", "9999"], 3, "there is no entry 9999"),
    (["explain", "1", "priorty"], 2, "did you mean priority?"),
    (["explain", "99", "priority"], 3, "there is no ticket 99"),
  ])
  func `wrong input is told`(_ arguments: [String], _ status: Int32, _ words: String) throws {
    let desk = try Self.desk()
    let result = try desk.process(arguments).run()
    #expect(result.status == status, "\(result.errors)")
    #expect(result.errors.contains(words), "\(result.errors)")
  }

  @Test func `what led to a text of several lines shows them as lines`() throws {
    let desk = try TestDesk()
    try desk.run("new", "Lamp", "--body", "It flickers.\nAt night.")
    try desk.run("update", "1", "body=It is\nout.")
    let values = try desk.run("explain", "1", "body").output
    #expect(values.hasPrefix("It is\nout.\n  entry "), "\(values)")
    #expect(values.contains("      body: It flickers.… →\n        It is\n        out.\n"))
    #expect(!values.contains("\\u{A}"), "\(values)")
    let told = try #require(try desk.json("explain", "1", "body") as? [[String: Any]])
    let entry = try #require(told[0]["seq"] as? Int)
    let chain = try desk.run("explain", "\(entry)").output
    #expect(chain.contains("    body: It flickers.… →\n      It is\n      out.\n"), "\(chain)")
  }

  @Test func `a computed field is in show, in JSON and in a list that asks for it`() throws {
    let desk = try Self.desk()
    let folder = desk.path + "/plugins/shout"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(
      """
      return { name = "shout", version = "1.0.0", api = 1, summary = "x",
        permissions = { "ticket.view" } }
      """.utf8
    ).write(to: URL(fileURLWithPath: folder + "/plugin.lua"))
    try Data(
      """
      docket.field{ name = "loud", type = "text",
        computed = function(ticket) return ticket.subject:upper() end }
      docket.field{ name = "broken", type = "text", computed = function() error("oh") end }
      """.utf8
    ).write(to: URL(fileURLWithPath: folder + "/init.lua"))
    try desk.run("plugin", "enable", "shout", "--yes")
    let shown = try desk.run("show", "1", as: "carl").output
    #expect(shown.contains("NO LIGHT"))
    #expect(shown.contains("(fault)"), "what is wrong inside a plugin is told to the staff")
    #expect(try desk.run("show", "1").output.contains("(fault: "))
    let list = try desk.run("list", "--columns", "id,loud", "--format", "csv")
    #expect(list.lines == ["id,loud", "1,NO LIGHT", "2,DARK"])
    let json = try #require(try desk.json("show", "2") as? [String: Any])
    #expect((json["fields"] as? [String: Any])?["loud"] as? String == "DARK")
    #expect(try desk.run("log").output.contains("shout@1.0.0:broken"))
    #expect(try desk.run("list", "loud:x").errors.contains("cannot be queried"))
  }
}
