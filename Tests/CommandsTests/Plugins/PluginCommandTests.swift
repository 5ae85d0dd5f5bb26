import Foundation
import Testing

@Suite struct PluginCommandTests {
  @Test func `a map that is to get an element says how its parts are set`() throws {
    let desk = try TestDesk.unchanged()
    let refused = try desk.run("plugin", "set", "actions", "level_queues+=third=billing")
    #expect(refused.status == 1 && refused.errors.contains("level_queues.NAME=VALUE"), "\(refused)")
  }

  @Test func `a fault names its plugin once, in the refusal and in the log`() throws {
    let desk = try TestDesk()
    try desk.write(
      plugin: "boom", "docket.before(\"ticket.update\", function(change) error(\"kaputt\") end)")
    try desk.run("plugin", "enable", "boom", "--yes")
    try desk.run("new", "x")
    let refusal = try desk.run("update", "1", "priority=high").errors
    #expect(refusal.contains("boom/init.lua:1: kaputt (boom)"))
    #expect(refusal.components(separatedBy: "boom").count == 3, "\(refusal)")
    let log = try desk.run("log").output
    #expect(log.contains("error boom@1.2.3:") && !log.contains("boom: boom"), "\(log)")
  }

  @Test func `a folder without plugin.lua is told from a plugin that there is not`() throws {
    let desk = try TestDesk()
    try FileManager.default.createDirectory(
      atPath: desk.path + "/plugins/empty", withIntermediateDirectories: true)
    let empty = try desk.run("plugin", "enable", "empty")
    #expect(empty.status == 1 && empty.errors.contains("plugins/empty: there is no plugin.lua"))
    #expect(try desk.run("plugin", "enable", "nothing").errors.contains("there is no plugin"))
    #expect(try desk.run("plugin", "enable", "").errors.contains("there is no plugin ``"))
  }

  @Test func `plugins that are off are listed with their versions and summaries`() throws {
    let desk = try TestDesk()
    try desk.write(plugin: "off", "")
    try desk.write(plugin: "bad", files: ["plugin.lua": "return {"], "")
    let list = try desk.run("plugin", "list")
    #expect(list.lines.contains { $0.hasPrefix("off ") && $0.contains("1.2.3    off") })
    #expect(list.lines.contains { $0.hasPrefix("bad ") && $0.contains("broken") })
    #expect(list.output.contains("round-robin") && list.output.contains("in turn"))
  }

  @Test func `a plugin that is off already is not said to be missing`() throws {
    let desk = try TestDesk()
    try desk.run("plugin", "disable", "close-reasons")
    let again = try desk.run("plugin", "disable", "close-reasons")
    #expect(again.status == 1 && again.errors.contains("it is not enabled"), "\(again.errors)")
    let missing = try desk.run("plugin", "disable", "close-reason")
    #expect(missing.errors.contains("there is no plugin `close-reason`"), "\(missing.errors)")
  }

  @Test func `a plugin whose types tickets have is disabled only on purpose`() throws {
    let desk = try TestDesk()
    try desk.run("plugin", "disable", "close-reasons")
    try desk.run("new", "x")
    let refused = try desk.run("plugin", "disable", "support")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("1 ticket of type question"))
    let list = try desk.run("plugin", "list").lines
    #expect(list.contains { $0.hasPrefix("support ") && $0.contains("  on  ") })
    #expect(try desk.run("plugin", "disable", "support", "--yes").status == 0)
  }

  @Test func `a field of another type is not shown, and is kept`() throws {
    let desk = try TestDesk()
    try desk.write(
      plugin: "bugs",
      files: [
        "plugin.lua": """
        return { name = "bugs", version = "1.0.0", api = 1, summary = "bugs",
          requires = { support = ">=1.0" } }
        """
      ],
      """
      docket.type{ name = "bug", lifecycle = "question" }
      docket.field{ name = "severity", type = "choice", choices = { "low", "high" },
        types = { "bug" } }
      """)
    try desk.run("plugin", "enable", "bugs", "--yes")
    try desk.run("new", "x", "--type", "bug", "--field", "severity=high")
    #expect(try desk.run("show", "1").output.contains("severity"))
    try desk.run("update", "1", "type=question")
    #expect(try !desk.run("show", "1").output.contains("severity"))
    try desk.run("update", "1", "type=bug")
    #expect(try desk.run("show", "1").output.contains("severity"))
  }

  @Test func `the history tells the number on the desk to those who see notes, and to nobody else`()
    throws
  {
    let desk = try TestDesk()
    try desk.run("new", "x", "--requester", "carl")
    let entries = try desk.json("history", "1") as? [[String: Any]]
    let seq = try #require(entries?.first?["seq"] as? Int)
    #expect(try desk.run("history", "1").output.contains("(entry \(seq)"))
    #expect(try !desk.run("history", "1", as: "carl").output.contains("entry"))
  }
}
