import Foundation
import Testing

/// What leads to rights and to notes, as an outsider tries it.
@Suite struct GuardedRightsTests {
  @Test(
    .enabled(if: geteuid() == 0, "only root can be somebody else"),
    arguments: [["--as", "ann"], []])
  func `neither --as nor the environment lends rights to a login that has not the permission`(
    option: [String],
  ) throws {
    let desk = try TestDesk()
    try desk.run("new", "Refund", "--requester", "carl")
    try desk.run("note", "1", "SECRET", as: "ann")
    try desk.run("person", "set", "carl", "--login", "nobody")
    try desk.openToOthers()
    let environment = option.isEmpty ? ["DOCKET_AS": "ann"] : [:]
    var show = desk.process(["show", "1"] + option, environment: environment)
    show.isNobody = true
    let refused = try show.run()
    #expect(refused.status == 4, "\(refused)")
    #expect(!refused.output.contains("SECRET"))
    #expect(refused.errors.contains("carl may not act as ann"))
    show.arguments = ["show", "1"]
    show.environment = [:]
    #expect(try show.run().output.contains("Refund"))
    try desk.run("person", "set", "carl", "--role", "manager")
    try desk.run("role", "grant", "manager", "as")
    try desk.openToOthers()
    show.arguments += option
    show.environment = environment
    #expect(try show.run().output.contains("SECRET"))
  }

  @Test(.enabled(if: geteuid() == 0, "only root can be somebody else"))
  func `a login that nobody has learns no names by trying them`() throws {
    let desk = try TestDesk()
    try desk.openToOthers()
    let answers = try ["ann", "no.such"].map { name in
      var list = desk.process(["list"], environment: ["DOCKET_AS": name])
      list.isNobody = true
      return try list.run()
    }
    #expect(answers.allSatisfy { $0.status == 4 })
    #expect(answers[0].errors == answers[1].errors)
  }

  @Test func `a revoke takes all that the desk granted, and says how much`() throws {
    let desk = try TestDesk()
    try desk.run("role", "grant", "agent", "ticket.close", "--when", "queue:billing")
    try desk.run("role", "grant", "agent", "ticket.close")
    let result = try desk.run("role", "revoke", "agent", "ticket.close")
    #expect(result.output == "agent: no longer ticket.close (2 grants taken away)\n")
    #expect(result.errors.isEmpty)
    #expect(try desk.run("why", "ann", "ticket.close").output.hasPrefix("ann may not"))
  }

  @Test func `a revoke with a condition, fields or a denial takes just that grant`() throws {
    let desk = try TestDesk()
    try desk.run("role", "grant", "agent", "ticket.close", "--when", "queue:billing")
    try desk.run("role", "grant", "agent", "ticket.close")
    try desk.run("role", "grant", "agent", "ticket.close", "--deny", "--fields", "tags,due")
    let revoke = ["role", "revoke", "agent", "ticket.close"]
    let one = try desk.process(revoke + ["--when", "queue:billing"]).run()
    #expect(one.output == "agent: 1 grant of ticket.close taken away\n")
    #expect(one.errors.contains("agent still has ticket.close, by:\n  desk: ticket.close\n"))
    #expect(try desk.process(revoke + ["--deny", "--fields", "due,tags"]).run().status == 0)
    #expect(try desk.process(revoke + ["--when", "queue:billing"]).run().status == 3)
    #expect(try desk.run("why", "ann", "ticket.close").output.hasPrefix("ann may close tickets"))
  }

  @Test func `a revoke says what still gives the permission: a plugin's grant, or all`() throws {
    let desk = try TestDesk()
    try desk.run("role", "grant", "agent", "ticket.reply", "--when", "queue:billing")
    try desk.run("role", "grant", "agent", "*")
    let result = try desk.run("role", "revoke", "agent", "ticket.reply")
    #expect(result.output == "agent: 1 grant of ticket.reply taken away\n")
    #expect(result.errors.contains("agent still has ticket.reply"))
    #expect(result.errors.contains("\n  support: ticket.reply"))
    #expect(result.errors.contains("\n  desk: *"))
  }

  @Test(arguments: [
    "*", "as", "backup", "import", "note.view", "note.add", "plugin.manage", "role.manage",
    "person.manage", "outbox.manage",
  ])
  func `a role of the customers' side never gets what leads to notes or to others' rights`(
    permission: String,
  ) throws {
    let desk = try TestDesk.unchanged()
    let refused = try desk.run("role", "grant", "customer", permission)
    #expect(refused.status == 1)
    #expect(refused.errors.contains("a role on the customers' side never has \(permission)"))
    let new = try desk.run("role", "grant", "guest", permission, "--side", "customer")
    #expect(new.status == 1)
  }

  @Test func `what a database grants customers all the same counts for nothing`() throws {
    let desk = try TestDesk()
    try desk.run("new", "Refund", "--requester", "carl")
    try desk.run("note", "1", "SECRET", as: "ann")
    try desk.run("role", "grant", "customer", "ticket.update", "--when", "requester:me")
    let granted = try desk.forge("SELECT quote(grants) FROM role WHERE name = 'customer'")
    for permission in ["as", "role.manage", "*"] {
      let grants = "[{\"permission\":\"\(permission)\"}]"
      try desk.forge("UPDATE role SET grants = '\(grants)' WHERE name = 'customer'")
      #expect(try desk.forge("SELECT count(*) FROM role WHERE grants = '\(grants)'") == "1\n")
      #expect(try desk.run("role", "grant", "customer", "ticket.update", as: "carl").status == 4)
      #expect(try !desk.run("show", "1", as: "carl").output.contains("SECRET"))
      let asked = permission == "*" ? "plugin.manage" : permission
      #expect(try desk.run("why", "carl", asked).output.hasPrefix("carl lacks the permission"))
      #expect(try desk.run("audit", "verify").errors.contains("role.customer: its grants"))
    }
    try desk.forge("UPDATE role SET grants = \(granted) WHERE name = 'customer'")
  }

  @Test func `a plugin that gives customers such a permission does not load`() throws {
    let desk = try TestDesk()
    let role = "docket.role{ name = 'guest', side = 'customer', grants = { 'backup' } }"
    try desk.write(plugin: "lax", role)
    let result = try desk.run("plugin", "enable", "lax", "--yes")
    #expect(result.status == 1)
    #expect(result.errors.contains("give `backup` to customers"))
  }

  @Test func `who may undo nothing learns of no entry, be it the desk's or another's`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--requester", "dora")
    let answers = try ["1", "12", "999", "r1", "r2", "r999"].map { target in
      try desk.run("undo", target, as: "carl")
    }
    #expect(answers.allSatisfy { $0.status == 4 })
    #expect(Set(answers.map(\.errors)).count == 1, "\(answers)")
  }

  @Test func `when the desk was changed is known to who may see its history`() throws {
    let desk = try TestDesk()
    let manager = ["undo", "1"]
    try desk.run("role", "grant", "manager", "ticket.undo")
    try desk.run("role", "grant", "manager", "person.manage", "--deny")
    let hidden = try desk.process(manager, as: "mia").run()
    #expect(hidden.status == 3)
    #expect(hidden.errors == "docket: there is no entry 1\n")
    #expect(try desk.process(manager).run().errors.contains("it changed the desk itself"))
  }
}

extension TestDesk {
  /// Lets others read the desk's files, and write to them.
  fileprivate func openToOthers() throws {
    let files = ["", "/docket.db", "/docket.db-wal", "/docket.db-shm", "/docket.lua"]
    for file in [folder] + files.map({ path + $0 })
    where FileManager.default.fileExists(atPath: file) {
      try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: file)
    }
  }
}
