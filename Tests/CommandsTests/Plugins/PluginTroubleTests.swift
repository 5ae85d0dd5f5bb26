import Foundation
import TestSupport
import Testing

/// Plugins that fail, as people and admins meet them.
@Suite struct PluginTroubleTests {
  /// A desk with a plugin that fails on tickets called bad and checks urgent ones.
  static func desk(onFault: String = "refuse") throws -> TestDesk {
    let desk = try TestDesk()
    try TestPlugin(
      "shaky", permissions: "'ticket.view'", manifest: "on_fault = '\(onFault)',",
      """
      docket.before("ticket.create", function(change)
        if change.after.subject == "bad" then error("boom") end
      end, { name = "tidy" })
      docket.validate("ticket.create", function(change) end,
        { name = "check", when = "priority:urgent" })
      """
    ).write(toDesk: desk.path)
    #expect(try desk.run("plugin", "enable", "shaky", "--yes").status == 0)
    return desk
  }

  @Test func `a plugin that failed five times is suspended: people are told, and tickets flow`()
    throws
  {
    let desk = try Self.desk()
    for _ in 1...5 {
      let refused = try desk.run("new", "bad", as: "ann")
      #expect(refused.status == 1)
      #expect(refused.errors.contains("a plugin failed") && refused.errors.contains("(shaky)"))
    }
    let good = try desk.run("new", "good", as: "ann")
    #expect(good.output == "1\n")
    #expect(good.errors.contains("suspended until"))
    #expect(good.errors.contains("left out"))
    let urgent = try desk.run("new", "good", "--priority", "urgent", as: "ann")
    #expect(urgent.status == 1)
    #expect(urgent.errors.contains("shaky"))
    for command in [["plugin", "list"], ["plugin", "info", "shaky"]] {
      let shown = try desk.process(command).run()
      #expect((shown.output + shown.errors).contains("suspended until"))
      #expect(shown.output.contains("suspended"))
    }
    #expect(try desk.run("log").output.contains("suspended until"))
    let doctor = try desk.run("doctor")
    #expect(doctor.status == 1)
    #expect(doctor.output.contains("plugin shaky: it failed too often"))
    #expect(try desk.run("plugin", "enable", "shaky", "--yes").status == 0)
    #expect(try desk.run("new", "good", "--priority", "urgent", as: "ann").status == 0)
    #expect(try desk.run("doctor").status == 0)
  }

  @Test func `disabling a plugin that failed tells what it did, and that it refuses nothing now`()
    throws
  {
    let desk = try Self.desk()
    try desk.run("new", "bad", as: "ann")
    let disabled = try desk.run("plugin", "disable", "shaky")
    #expect(disabled.status == 0 && disabled.output == "disabled shaky\n")
    #expect(disabled.errors.contains("it failed 1 time in the last day"))
    #expect(disabled.errors.contains("boom") && disabled.errors.contains("nothing is refused"))
    #expect(try desk.run("new", "bad", as: "ann").status == 0)
    try desk.run("plugin", "enable", "shaky", "--yes")
    #expect(try desk.run("plugin", "disable", "shaky").errors.isEmpty)
  }

  @Test func `a plugin whose faults are skipped is left out, and who acts is told`() throws {
    let desk = try Self.desk(onFault: "skip")
    let result = try desk.run("new", "bad", as: "ann")
    #expect(result.output == "1\n")
    #expect(result.errors.contains("the plugin shaky failed and was left out"))
  }

  @Test func `a command can do without a plugin, which the log tells`() throws {
    let desk = try Self.desk()
    #expect(try desk.run("new", "bad").status == 1)
    let result = try desk.run("new", "bad", "--without", "shaky")
    #expect(result.output == "1\n")
    #expect(try desk.run("log").output.contains("admin worked without shaky: create"))
    #expect(try desk.run("new", "bad").status == 1)
  }

  @Test func `only who may disable a plugin can do without it, and it must be there`() throws {
    let desk = try Self.desk()
    #expect(try desk.run("--without", "shaky", "new", "bad", as: "ann").status == 4)
    let result = try desk.run("new", "x", "--without", "shakey")
    #expect(result.status == 3)
    #expect(result.errors.contains("did you mean shaky?"))
  }

  @Test func `the doctor names queues that are set for a plugin, and that there are not`() throws {
    let desk = try TestDesk()
    try TestPlugin(
      "mover", permissions: "", manifest: "settings = { to = { type = 'list', of = 'queue' } },", ""
    ).write(toDesk: desk.path)
    try desk.run("queue", "add", "here")
    // What is not enabled yet may name what comes later.
    #expect(try desk.run("plugin", "set", "mover", "to=here,nowhere").status == 0)
    try desk.run("plugin", "enable", "mover", "--yes")
    let found = try desk.run("doctor")
    #expect(found.status == 1, "\(found)")
    #expect(found.output.contains("its setting to names the queue nowhere"), "\(found)")
    #expect(!found.output.contains("the queue here"), "\(found)")
    try desk.run("queue", "add", "nowhere")
    #expect(try desk.run("doctor").status == 0)
  }

  @Test func `top and order show what is asked for, and nothing else`() throws {
    let desk = try Self.desk()
    try desk.run("new", "a")
    #expect(try desk.run("plugin", "top", "shaky").output.contains("before tidy"))
    #expect(try desk.run("plugin", "top", "support").errors.contains("nothing was counted"))
    let ofOne = try #require(try desk.json("plugin", "order", "shaky") as? [[String: Any]])
    let hooks = ofOne.compactMap { $0["hook"] as? String }
    #expect(hooks.count == 2 && hooks.allSatisfy { $0.hasPrefix("shaky@") }, "\(hooks)")
    let onEvent = try desk.json("plugin", "order", "ticket.close") as? [[String: Any]]
    let events = Set(try #require(onEvent).compactMap { $0["event"] as? String })
    #expect(events == ["ticket.close"])
    let none = try desk.run("plugin", "order", "ticket.closed")
    #expect(none.status == 0 && none.errors.contains("no hook is of ticket.closed"), "\(none)")
  }

  @Test func `plugin top shows what each function used, until it begins anew`() throws {
    let desk = try Self.desk()
    for subject in ["a", "b", "bad"] { try desk.run("new", subject) }
    let table = try desk.run("plugin", "top").output
    #expect(table.contains("before tidy"))
    let plugins = try #require(try desk.json("plugin", "top") as? [[String: Any]])
    let shaky = try #require(plugins.first { $0["plugin"] as? String == "shaky" })
    #expect(shaky["calls"] as? Int == 3)
    #expect(shaky["faults"] as? Int == 1)
    #expect((shaky["functions"] as? [[String: Any]])?.count == 1)
    #expect(try desk.run("plugin", "top", "--reset", as: "ann").status == 4)
    #expect(try desk.run("plugin", "top", "--reset").status == 0)
    #expect(try desk.run("plugin", "top").errors.contains("nothing was counted"))
    #expect(try desk.run("plugin", "top", as: "carl").status == 4)
  }
}
