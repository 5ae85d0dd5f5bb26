import Foundation
import TestSupport
import Testing

/// Backfills, as admins meet them on the command line.
@Suite struct BackfillCommandTests {
  /// Works out a field of tickets that were there before it.
  static func plugin(each: String = "return { size = #ticket.subject }") -> TestPlugin {
    TestPlugin(
      "sizes", permissions: "'ticket.view'",
      """
      docket.field{ name = "size", type = "integer", edit = "plugin" }
      docket.backfill{ name = "size", query = "no:size", each = function(ticket)
        \(each)
      end }
      """)
  }

  private static func desk(
    of count: Int = 3, _ plugin: TestPlugin = plugin(),
  ) throws -> TestDesk {
    let desk = try TestDesk()
    for number in 1...count { try desk.run("new", "Lamp \(number)", "--no-work") }
    try plugin.write(toDesk: desk.path)
    return desk
  }

  @Test func `enable does it with --yes, and info says how it stands`() throws {
    let desk = try Self.desk()
    let enabled = try desk.run("plugin", "enable", "sizes", "--yes")
    #expect(enabled.status == 0, "\(enabled)")
    #expect(enabled.output.contains(": 3 tickets changed"), "\(enabled)")
    #expect(try desk.run("show", "2").output.contains("6"))
    let info = try desk.run("plugin", "info", "sizes").output
    #expect(info.contains("size (no:size): done "), "\(info)")
    #expect(info.contains("3 changed, 0 so already, 0 refused"), "\(info)")
    let again = try desk.run("plugin", "reload", "sizes", "--yes")
    #expect(!again.output.contains("changed"), "\(again)")
    let none = try desk.run("plugin", "backfill", "sizes", "--yes")
    #expect(none.status == 1 && none.errors.contains("no backfill that waits"), "\(none)")
    let named = try desk.run("plugin", "backfill", "sizes", "size", "--yes")
    #expect(named.status == 1 && named.errors.contains("--again"), "\(named)")
  }

  @Test func `without --yes or with --no-backfill it waits, and says how it is done`() throws {
    let desk = try Self.desk()
    let enabled = try desk.run("plugin", "enable", "sizes", "--yes", "--no-backfill")
    #expect(enabled.status == 0)
    #expect(
      enabled.errors.contains("docket plugin backfill sizes --yes does it"), "\(enabled)")
    let asked = try desk.run("plugin", "backfill", "sizes")
    #expect(asked.status == 2 && asked.errors.contains("waits, for 3 tickets"), "\(asked)")
    #expect(try desk.run("plugin", "info", "sizes").output.contains("waits, for 3 tickets"))
    let plan = try desk.run("plugin", "backfill", "sizes", "--dry-run")
    #expect(plan.output.contains("3 would change"), "\(plan)")
    #expect(plan.output.contains("size: – → 6"), "\(plan)")
    #expect(try desk.run("list", "has:size").output.isEmpty)
    #expect(try desk.run("plugin", "backfill", "sizes", "--yes").status == 0)
    let sized = try #require(try desk.json("list", "has:size") as? [Any])
    #expect(sized.count == 3)
  }

  @Test(arguments: [("y", 3, "done"), ("n", 0, "waits")])
  func `on a terminal it shows a trial and asks`(
    _ answer: String, _ count: Int, _ state: String,
  ) throws {
    let desk = try Self.desk()
    let asked = try desk.process(["plugin", "enable", "sizes"])
      .runOnTerminal(columns: 100, typing: "y\n\(answer)\n")
    #expect(asked.output.contains("size is for 3 tickets (no:size)"), "\(asked.output)")
    #expect(asked.output.contains("3 would change"), "\(asked.output)")
    #expect(asked.output.contains("Backfill 3 tickets? [y/N]"), "\(asked.output)")
    let sized = try #require(try desk.json("list", "has:size") as? [Any])
    #expect(sized.count == count)
    #expect(try desk.run("plugin", "info", "sizes").output.contains("(no:size): \(state)"))
  }

  @Test func `undo takes it back, and --again does it anew`() throws {
    let desk = try Self.desk()
    try desk.run("plugin", "enable", "sizes", "--yes")
    let info = try desk.json("plugin", "info", "sizes") as? [String: Any]
    let one = try #require((info?["backfills"] as? [[String: Any]])?.first)
    let bulk = try #require(one["bulk"] as? String)
    #expect(one["state"] as? String == "done")
    #expect(try desk.run("undo", bulk, "--yes").status == 0)
    #expect(try desk.run("list", "has:size").output.isEmpty)
    #expect(try desk.run("plugin", "info", "sizes").output.contains("taken back by r"))
    #expect(try desk.run("plugin", "backfill", "sizes", "--again", "--yes").status == 0)
    #expect(try !desk.run("list", "has:size").output.isEmpty)
  }

  @Test func `a ticket that it fails on is told, and sets the exit status`() throws {
    let each = "if ticket.id == 2 then error('too old') end return { size = 1 }"
    let desk = try Self.desk(of: 3, Self.plugin(each: each))
    let enabled = try desk.run("plugin", "enable", "sizes", "--yes")
    #expect(enabled.status == 1)
    #expect(enabled.output.contains("2 tickets changed, 1 refused"), "\(enabled)")
    #expect(enabled.errors.contains("too old"), "\(enabled)")
  }

  @Test func `it is for those who manage plugins, and names what is near`() throws {
    let desk = try Self.desk()
    try desk.run("plugin", "enable", "sizes", "--yes", "--no-backfill")
    #expect(try desk.run("plugin", "backfill", "sizes", "--yes", as: "ann").status == 4)
    let plugin = try desk.run("plugin", "backfill", "size", "--yes")
    #expect(plugin.status == 3 && plugin.errors.contains("sizes"), "\(plugin)")
    let name = try desk.run("plugin", "backfill", "sizes", "sise", "--yes")
    #expect(name.status == 3 && name.errors.contains("size"), "\(name)")
  }

  @Test func `a plugin that is not enabled is said to be so`() throws {
    let refused = try Self.desk().run("plugin", "backfill", "sizes", "--yes")
    #expect(refused.status != 0)
    #expect(refused.errors.contains("docket plugin enable sizes"), "\(refused)")
  }

  @Test func `what the one who asks may not see of tickets is not shown`() throws {
    let desk = try TestDesk()
    try desk.run("new", "Pay rise", "--no-work")
    try TestPlugin(
      "pay", permissions: "'ticket.view'",
      """
      docket.field{ name = "salary", type = "integer", view = "pay.view", edit = "plugin" }
      docket.backfill{ name = "pay", query = "no:salary", each = function(ticket)
        return { salary = 4711 }
      end }
      """
    ).write(toDesk: desk.path)
    try desk.run("plugin", "enable", "pay", "--yes", "--no-backfill")
    try desk.run("role", "grant", "agent", "plugin.manage")
    let seen = try desk.run("plugin", "backfill", "pay", "--dry-run", as: "ann")
    #expect(seen.status == 0, "\(seen)")
    #expect(!seen.output.contains("4711") && !seen.errors.contains("4711"), "\(seen)")
    #expect(try desk.run("plugin", "backfill", "pay", "--dry-run").output.contains("4711"))
  }
}
