import Foundation
import TestSupport
import Testing

/// How an admin agrees to what plugins take and give.
@Suite struct ConsentCommandTests {
  static let giver = """
    docket.role{ name = "agent", grants = { { permission = "ticket.purge", fields = { "tags" } } } }
    docket.channel{ name = "pager", send = function() return true end }
    docket.subscription{ name = "s", to = "assignee", event = "ticket.reply", channel = "pager" }
    """

  private static func desk(_ code: String = giver, permissions: String = "") throws -> TestDesk {
    let desk = try TestDesk()
    try desk.write(plugin: "deputy", permissions: permissions, code)
    return desk
  }

  private static func isOn(_ desk: TestDesk) throws -> Bool {
    let plugins = try desk.json("plugin", "list") as? [[String: Any]]
    return try #require(plugins).contains {
      $0["name"] as? String == "deputy" && $0["enabled"] as? Bool == true
    }
  }

  @Test func `without a terminal, what a plugin wants is the error, and --yes agrees`() throws {
    let desk = try Self.desk(permissions: "'bulk'")
    let refused = try desk.run("plugin", "enable", "deputy")
    #expect(refused.status == 1)
    for line in [
      "deputy 1.2.3 wants", "  takes bulk", "  gives the role agent: ticket.purge on tags",
      "  tells assignee of ticket.reply through pager", "--yes",
    ] { #expect(refused.errors.contains(line), "\(line): \(refused.errors)") }
    #expect(try !Self.isOn(desk))
    #expect(try desk.run("plugin", "enable", "deputy", "--yes").status == 0)
    #expect(try Self.isOn(desk))
  }

  @Test func `plugin info says what it would take and give before it is enabled`() throws {
    let desk = try Self.desk(permissions: "'bulk'")
    for _ in 1...2 {
      let shown = try desk.run("plugin", "info", "deputy").output
      #expect(shown.contains("bulk: "), "\(shown)")
      #expect(shown.contains("gives the role agent: ticket.purge on tags: remove"), "\(shown)")
      #expect(shown.contains("tells assignee of ticket.reply through pager"), "\(shown)")
      let info = try #require(try desk.json("plugin", "info", "deputy") as? [String: Any])
      let brings = try #require(info["brings"] as? [String: [String]])
      #expect(brings["gives"]?.count == 4 && brings["permissions"] == ["bulk"], "\(brings)")
      try desk.run("plugin", "enable", "deputy", "--yes")
    }
  }

  @Test func `control of the desk is not agreed to with --yes, but by the plugin's name`() throws {
    let desk = try Self.desk("docket.role{ name = 'agent', grants = { 'role.manage' } }")
    let ways: [[String]] = [[], ["--yes"], ["--trust", "support"], ["--yes", "--trust", "agent"]]
    for way in ways {
      let refused = try desk.process(["plugin", "enable", "deputy"] + way).run()
      #expect(refused.status == 1 && refused.errors.contains("--trust deputy"), "\(way)")
      #expect(try !Self.isOn(desk))
    }
    #expect(try desk.run("plugin", "enable", "deputy", "--trust", "deputy").status == 0)
    #expect(try desk.run("why", "ann", "role.manage").output.hasPrefix("ann has"))
  }

  @Test(arguments: [("y", 1), ("support", 1), ("deputy", 0)])
  func `on a terminal, control of the desk wants the plugin's name typed`(
    _ typed: String, _ status: Int32,
  ) throws {
    let desk = try Self.desk("docket.role{ name = 'agent', grants = { 'as' } }")
    let asked = try desk.process(["plugin", "enable", "deputy"])
      .runOnTerminal(columns: 100, typing: typed + "\n")
    #expect(asked.status == status, "\(asked.output)")
    #expect(asked.output.contains("gives the role agent: as"), "\(asked.output)")
    #expect(try Self.isOn(desk) == (status == 0))
  }

  @Test func `config apply shows what plugins take and give, and wants the same consent`() throws {
    let desk = try Self.desk("docket.role{ name = 'agent', grants = { 'backup' } }")
    let file = desk.folder + "/desk.lua"
    let text = try desk.run("config", "export").output
    try text.replacing(
      "plugins = {", with: "plugins = {\n    { name = \"deputy\", version = \"1.2.3\" },"
    ).write(toFile: file, atomically: true, encoding: .utf8)
    let dry = try desk.run("config", "apply", file, "--dry-run")
    #expect(dry.output.contains("gives the role agent: backup"), "\(dry)")
    let refused = try desk.run("config", "apply", file, "--yes")
    #expect(refused.status == 1 && refused.errors.contains("--trust deputy"), "\(refused)")
    #expect(try !Self.isOn(desk))
    let done = try desk.run("config", "apply", file, "--yes", "--trust", "deputy")
    #expect(done.status == 0, "\(done.errors)")
    #expect(try Self.isOn(desk))
  }

  @Test func `init agrees to what comes with Docket, and to nothing that is only called so`() throws
  {
    let folder = try TemporaryFolder()
    let place = folder.path + "/desk/plugins/inbox"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    try """
    return { name = "inbox", version = "9.0.0", api = 1, summary = "not it", permissions = { "as" } }
    """.write(toFile: place + "/plugin.lua", atomically: true, encoding: .utf8)
    try "docket.channel{ name = 'inbox', send = function() return true end }".write(
      toFile: place + "/init.lua", atomically: true, encoding: .utf8)
    let make = { (options: [String]) in
      try DocketProcess(arguments: ["init"] + options, folder: folder.path).run()
    }
    let refused = try make([])
    #expect(refused.status == 1 && refused.errors.contains("inbox 9.0.0 wants"), "\(refused)")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/desk/docket.db"))
    let made = try make(["--yes"])
    #expect(made.status == 0, "\(made.errors)")
  }
}
