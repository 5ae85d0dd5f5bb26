import Foundation
import Testing

@Suite struct ShowTests {
  @Test func `a page has the fields, the story and the conversation, notes marked`() throws {
    let desk = try TestDesk()
    try desk.run("new", "Printer", "--body", "It burns.\nBadly.", "--requester", "carl")
    try desk.run("reply", "1", "Stay calm", as: "ann")
    try desk.run("note", "1", "call the brigade", as: "ann")
    let page = try desk.run("show", "1").output
    #expect(page.hasPrefix("#1 Printer\n"))
    #expect(page.contains("requester  carl"))
    #expect(page.contains("\n  It burns.\n  Badly.\n"))
    #expect(page.contains(": reply\n  Stay calm\n"))
    #expect(page.contains(": internal note\n  call the brigade\n"))
  }

  @Test func `a ticket is shown as it was`() throws {
    let desk = try TestDesk()
    try desk.run("new", "before")
    let entries = try #require(try desk.json("history", "1") as? [[String: Any]])
    let moment = try #require(entries.first?["at"] as? String)
    try desk.run("update", "1", "subject=after", "priority=high")
    let past = try #require(try desk.json("show", "1", "--at", moment) as? [String: Any])
    #expect(past["subject"] as? String == "before")
    #expect(past["version"] as? Int == 1)
    #expect(try desk.run("show", "1", "--at", "-1h").status == 3)
  }

  @Test(arguments: [["show", "1"], ["history", "1"], ["list"]])
  func `tickets cannot be looked at as they will be`(command: [String]) throws {
    let desk = try TestDesk()
    try desk.run("new", "before")
    let refused = try desk.process(command + ["--at", "tomorrow"], as: "admin").run()
    #expect(refused.status == 1 && refused.errors.contains("still to come"), "\(refused)")
  }

  @Test func `tickets are listed and counted as they were`() throws {
    let desk = try TestDesk()
    try desk.run("new", "before", "--requester", "carl", "--assignee", "ann")
    let entries = try #require(try desk.json("history", "1") as? [[String: Any]])
    let moment = try #require(entries.first?["at"] as? String)
    try desk.run("note", "1", "between us", as: "ann")
    try desk.run("close", "1", "--reason", "declined", "--comment", "no", as: "mia")
    try desk.run("update", "1", "subject=after", "assignee=bob")
    try desk.run("new", "later")
    func subjects(_ words: String..., as person: String = "admin") throws -> [String?] {
      let asked = ["list"] + words + ["--at", moment, "--json"]
      let output = try desk.process(asked, as: person).run().output
      let found = try JSONSerialization.jsonObject(with: Data(output.utf8))
      return try #require(found as? [[String: Any]]).map { $0["subject"] as? String }
    }
    #expect(try subjects() == ["before"])
    #expect(try subjects("is:open", "assignee:ann") == ["before"])
    #expect(try subjects("is:closed") == [] && subjects("subject:after") == [])
    #expect(try subjects("between us", as: "ann") == [])
    let counts = try desk.run("list", "--group", "assignee", "--at", moment).lines
    #expect(counts.count == 2 && counts[1].hasPrefix("ann"), "\(counts)")
    #expect(try desk.run("list", "--at", "-1h").errors.contains("no ticket matches"))
    #expect(try desk.run("list", "--at", "noonish").status == 2)
    try desk.run("role", "grant", "blind", "ticket.view")
    try desk.run("person", "add", "tom", "--role", "blind")
    let refused = try desk.run("list", "--at", moment, as: "tom")
    #expect(refused.status == 4 && refused.errors.contains("history.view"), "\(refused)")
  }

  @Test func `JSON has ISO times with milliseconds, people by name, lists as arrays`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--requester", "carl", "--due", "2026-01-31T12:00Z")
    let ticket = try #require(try desk.json("show", "1") as? [String: Any])
    #expect(ticket["requester"] as? String == "carl")
    #expect(ticket["due"] as? String == "2026-01-31T12:00:00.000Z")
    #expect(ticket["tags"] as? [String] == [])
    #expect(ticket["assignee"] is NSNull)
    #expect(ticket["stage"] as? String == "new")
  }

  @Test func `a note of a hook names the plugin that wrote it`() throws {
    let desk = try TestDesk()
    let folder = desk.path + "/plugins/vip"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let files = [
      "plugin.lua": """
      return {
        name = "vip", version = "1.0.0", api = 1, summary = "Marks", license = "MIT",
        permissions = { "note.add" },
      }
      """,
      "init.lua": """
      docket.before("ticket.create", function(change)
        change:add_note("handle with care")
      end, { name = "mark" })
      """,
    ]
    for (name, text) in files {
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
    let enabled = try desk.run("plugin", "enable", "vip", "--yes")
    #expect(enabled.status == 0, "\(enabled.errors)")
    try desk.run("new", "x")
    let page = try desk.run("show", "1").output
    #expect(page.contains("── admin through vip@1.0.0, "), "\(page)")
    #expect(page.contains(": internal note\n  handle with care\n"), "\(page)")
  }

  @Test func `JSON of a ticket has its conversation, to a customer without notes`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--requester", "carl")
    try desk.run("reply", "1", "hello", as: "ann")
    try desk.run("note", "1", "careful", as: "ann")
    func texts(_ person: String) throws -> [String?] {
      let ticket = try #require(try desk.json("show", "1", as: person) as? [String: Any])
      let entries = try #require(ticket["entries"] as? [[String: Any]])
      return entries.map { $0["text"] as? String }
    }
    #expect(try texts("ann") == ["hello", "careful"])
    #expect(try texts("carl") == ["hello"])
  }

  @Test func `a history ends at the moment that is asked for`() throws {
    let desk = try TestDesk()
    try desk.run("new", "before")
    let entries = try #require(try desk.json("history", "1") as? [[String: Any]])
    let moment = try #require(entries.first?["at"] as? String)
    try desk.run("update", "1", "subject=after")
    #expect((try desk.json("history", "1", "--at", moment) as? [Any])?.count == 1)
    #expect(try desk.run("history", "1", "--at", "-1h").status == 3)
  }

  @Test func `the history says who, when, what and through which hook`() throws {
    let desk = try TestDesk()
    try desk.run("plugin", "enable", "round-robin", "--yes")
    try desk.run("new", "x", as: "bob")
    let history = try desk.run("history", "1").output
    #expect(history.contains("  bob  create"))
    #expect(history.contains("assignee: – → ann  by round-robin@1.0.0:assign"))
  }

  @Test(arguments: [
    ["show", "1"], ["list"], ["history", "1"], ["person", "list"], ["person", "show", "ann"],
    ["role", "list"], ["role", "show", "agent"], ["queue", "list"], ["plugin", "list"],
    ["plugin", "info", "support"], ["plugin", "order"], ["inbox"], ["outbox", "list"], ["log"],
    ["why", "ann", "ticket.close", "1"], ["audit", "verify"], ["work", "--once"],
    ["update", "1", "priority=low"], ["note", "1", "x"], ["reply", "1", "x"], ["new", "y"],
    ["update", "1", "tags+=z", "--dry-run"], ["person", "add", "zed"], ["queue", "add", "other"],
    ["role", "grant", "agent", "ticket.close"], ["plugin", "reload"],
  ])
  func `with --json a command prints one document`(arguments: [String]) throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    let result = try desk.process(arguments + ["--json"]).run()
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.lines.count == 1)
    _ = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
  }

  @Test(arguments: [
    (["show", "9"], "not_found", 3), (["close", "1"], "refused", 1),
    (["update", "1", "priority=x"], "invalid", 1), (["list", "x:y"], "usage", 2),
    (["update", "1", "priority=low", "--version", "7"], "conflict", 5),
    (["show"], "usage", 2), (["history", "9"], "not_found", 3),
  ])
  func `with --json an error is a document with code, message and fields`(
    arguments: [String], code: String, status: Int32,
  ) throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    let result = try desk.process(arguments + ["--json"]).run()
    #expect(result.status == status)
    let document = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let error = (document as? [String: [String: Any]])?["error"]
    #expect(error?["code"] as? String == code)
    #expect((error?["message"] as? String)?.isEmpty == false)
    #expect(error?["fields"] is [String: Any])
  }

  @Test func `a refusal by several rules names every field`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    let close = try desk.json("close", "1", "--reason", "solved") as? [String: [String: Any]]
    #expect((close?["error"]?["fields"] as? [String: Any])?["root_causes"] != nil)
  }
}
