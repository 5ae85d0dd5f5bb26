import Foundation
import Testing

/// Roles of the desk's own that go.
@Suite struct RoleRemovalTests {
  @Test func `a role goes with what it grants, and the history says what that was`() throws {
    let desk = try TestDesk()
    try desk.run("role", "grant", "trainee", "ticket.view", "--when", "is:open")
    #expect(try desk.run("role", "remove", "trainee").status == 0)
    #expect(try !desk.run("role", "list").output.contains("trainee"))
    #expect(try desk.run("role", "show", "trainee").status == 3)
    let history = try desk.run("history", "desk").output
    #expect(history.contains("role.remove") && history.contains("is:open"), "\(history)")
    #expect(try desk.run("audit", "verify").status == 0)
    #expect(try desk.run("role", "grant", "trainee", "note.view").status == 0)
    #expect(try !desk.run("role", "show", "trainee").output.contains("ticket.view"))
  }

  @Test func `while somebody has it, or something goes to it, it stays, and that is named`() throws
  {
    let desk = try TestDesk()
    try desk.run("role", "grant", "trainee", "ticket.view")
    try desk.run("person", "set", "ann", "--add-role", "trainee")
    try desk.run("view", "save", "young", "is:open", "--share", "trainee")
    try desk.run("subscribe", "--role", "trainee", "--event", "reply")
    try desk.run("plugin", "enable", "round-robin", "--yes")
    try desk.run("plugin", "set", "round-robin", "role=trainee")
    let result = try desk.run("role", "remove", "trainee")
    #expect(result.status == 1)
    for words in ["1 person has the role `trainee`: ann", "young", "reply", "round-robin: role"] {
      #expect(result.errors.contains(words), "\(result.errors)")
    }
    #expect(try desk.run("role", "list").output.contains("trainee"))
  }

  @Test(arguments: [
    (["admin", "admin"], 1), (["admin", "agent"], 1), (["admin", "agnt"], 3),
    (["mia", "trainee"], 4), (["ann", "trainee"], 4),
  ])
  func `a plugin's role, the admin's, and what is none stay`(
    line: [String], status: Int,
  ) throws {
    let desk = try TestDesk()
    try desk.run("role", "grant", "trainee", "ticket.view")
    #expect(try desk.run("role", "remove", line[1], as: line[0]).status == Int32(status))
    #expect(try desk.run("role", "list").output.contains("trainee"))
  }
}

/// What people choose for themselves.
@Suite struct OwnSettingTests {
  @Test(arguments: ["ann", "carl"])
  func `everybody chooses their own language and time zone, and the history says so`(
    person: String,
  ) throws {
    let desk = try TestDesk()
    let set = try desk.run(
      "person", "set", person, "--language", "nl", "--zone", "Europe/Amsterdam", as: person)
    #expect(set.status == 0, "\(set.errors)")
    let shown = try desk.json("person", "show", person) as? [String: Any]
    #expect(
      shown?["language"] as? String == "nl" && shown?["zone"] as? String == "Europe/Amsterdam")
    let entries = try desk.json("history", "desk") as? [[String: Any]]
    #expect(entries?.last?["actor"] as? String == person)
  }

  @Test(arguments: [
    ["--email", "x@example.org"], ["--login", "x"], ["--role", "admin"], ["--add-role", "manager"],
    ["--language", "nl", "--add-role", "manager"], ["--language", "nl", "--hand-over-to", "bob"],
  ])
  func `nobody gives themselves more than that`(options: [String]) throws {
    let desk = try TestDesk.unchanged()
    let line = ["person", "set", "ann"] + options
    #expect(try desk.process(line, as: "ann").run().status == 4)
    #expect(
      try desk.process(["person", "set", "bob", "--zone", "UTC"], as: "ann").run().status == 4)
  }

  @Test func `a role can deny it`() throws {
    let desk = try TestDesk()
    try desk.run("role", "grant", "agent", "person.manage", "--deny")
    #expect(try desk.run("person", "set", "ann", "--zone", "UTC", as: "ann").status == 4)
  }

  @Test func `two queues do not differ by capital letters only`() throws {
    let desk = try TestDesk()
    try desk.run("queue", "add", "sales")
    let result = try desk.run("queue", "add", "Sales")
    #expect(result.status == 1 && result.errors.contains("a queue `sales` already"))
    #expect(try desk.run("queue", "rename", "sales", "Sales").status == 0)
    #expect(try desk.run("queue", "rename", "Sales", "Billing").status == 1)
  }
}
