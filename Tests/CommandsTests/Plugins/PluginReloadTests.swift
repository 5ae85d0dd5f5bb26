import Foundation
import TestSupport
import Testing

/// New versions of plugins, as admins and other processes meet them.
@Suite struct PluginReloadTests {
  /// Counts new tickets under a key, in both lanes.
  static func counter(_ key: String, permissions: String = "'ticket.view'") -> TestPlugin {
    TestPlugin(
      "counter", permissions: permissions,
      """
      docket.before("ticket.create", function() docket.state.add("before-\(key)") end)
      docket.after("ticket.create", function() docket.state.add("after-\(key)") end)
      """)
  }

  static func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try counter("one").write(toDesk: desk.path)
    #expect(try desk.run("plugin", "enable", "counter", "--yes").status == 0)
    return desk
  }

  @Test func `a worker that runs follows a reload with its next row`() throws {
    let desk = try Self.desk()
    let view = try DeskView(of: desk.path)
    let worker = try desk.process(["work"]).start()
    try desk.run("new", "x", "--no-work")
    try eventually("the worker is at it") { try view.state("counter", "after-one") == "1" }
    try Self.counter("two").write(toDesk: desk.path, version: "2.0.0")
    #expect(try desk.run("plugin", "reload", "counter").status == 0)
    try desk.run("new", "y", "--no-work")
    try eventually("the worker does the new") { try view.state("counter", "after-two") == "1" }
    worker.signal(SIGTERM)
    _ = try worker.end()
    #expect(try view.state("counter", "before-two") == "1")
    #expect(try view.state("counter", "before-one") == "1")
    #expect(try view.state("counter", "after-one") == "1")
  }

  @Test
  func `a new version that wants more says what, and goes on as it was until an admin agrees`()
    throws
  {
    let desk = try Self.desk()
    let more = "'ticket.view', 'ticket.close', { permission = 'ticket.update', fields = { 'due' } }"
    try Self.counter("two", permissions: more).write(toDesk: desk.path, version: "2.0.0")
    for command in [["plugin", "reload"], ["plugin", "enable", "counter"]] {
      let refused = try desk.process(command).run()
      #expect(refused.status == 1)
      #expect(
        refused.errors.contains(
          """
          counter 2.0.0 wants what nobody has agreed to:
            takes ticket.close
            takes ticket.update on due
          """), "\(refused.errors)")
    }
    try desk.run("new", "x")
    #expect(try DeskView(of: desk.path).state("counter", "before-one") == "1")
    #expect(try desk.run("plugin", "reload", "--yes").status == 0)
    try desk.run("new", "y")
    #expect(try DeskView(of: desk.path).state("counter", "before-two") == "1")
    #expect(try desk.run("plugin", "reload", as: "ann").status == 4)
  }

  @Test(arguments: [("n", 1, "before-one"), ("y", 0, "before-two")])
  func `on a terminal it asks, with what each permission allows`(
    _ answer: String, _ status: Int32, _ key: String,
  ) throws {
    let desk = try Self.desk()
    try Self.counter("two", permissions: "'ticket.view', 'ticket.close'")
      .write(toDesk: desk.path, version: "2.0.0")
    let asked = try desk.process(["plugin", "reload", "counter"])
      .runOnTerminal(columns: 100, typing: answer + "\n")
    #expect(asked.status == status)
    #expect(asked.output.contains("  takes ticket.close: close\n"), "\(asked.output)")
    #expect(asked.output.contains("Agree? [y/N]"))
    try desk.run("new", "x")
    #expect(try DeskView(of: desk.path).state("counter", key) == "1")
  }

  @Test func `a version that does not load is told with file and line, and the old one goes on`()
    throws
  {
    let desk = try Self.desk()
    try TestPlugin("counter", "docket.before('ticket.create'").write(
      toDesk: desk.path, version: "2.0.0")
    let refused = try desk.run("plugin", "reload", "counter")
    #expect(refused.status == 1 && refused.errors.contains("counter/init.lua:1: "))
    try desk.run("new", "x")
    #expect(try DeskView(of: desk.path).state("counter", "before-one") == "1")
  }

  @Test func `plugin info shows permissions in words, limits and use`() throws {
    let desk = try TestDesk()
    try TestPlugin(
      "modest",
      permissions: "{ permission = 'ticket.update', fields = { 'tags' }, when = 'priority:high' }",
      manifest: "limits = { instructions = 5000, log = 100 },",
      "docket.before('ticket.create', function() docket.state.add('n') end, { name = 'count' })"
    ).write(toDesk: desk.path)
    let file = desk.path + "/docket.lua"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try text.replacing("plugin_paths = {}", with: "limits = { modest = { log = 300 } }")
      .write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try desk.run("plugin", "enable", "modest", "--yes").status == 0)
    try desk.run("new", "x")
    let shown = try desk.run("plugin", "info", "modest").output
    #expect(shown.contains("ticket.update on tags when priority:high: edit fields"), "\(shown)")
    #expect(shown.contains("instructions: at most 5000; "), "\(shown)")
    #expect(shown.contains("log: at most 300"), "\(shown)")
    #expect(shown.contains("state: at most 16,777,216; 2 now"), "\(shown)")
    let german = try desk.run("plugin", "info", "modest", "--lang", "de").output
    #expect(german.contains("16.777.216"), "\(german)")
    // What is the same for every plugin, and was not used, is no news.
    #expect(!shown.contains("handlers:") && shown.contains("docket help api limits"), "\(shown)")
    let info = try #require(try desk.json("plugin", "info", "modest") as? [String: Any])
    let limits = try #require(info["limits"] as? [String: Int])
    #expect(limits["instructions"] == 5_000 && limits["log"] == 300 && limits["handlers"] == 64)
    #expect((info["use"] as? [String: Int])?["calls"] == 1)
  }

  @Test func `a fault is shown by plugin list, plugin info and the doctor before it suspends`()
    throws
  {
    let desk = try PluginTroubleTests.desk()
    for _ in 1...2 { try desk.run("new", "bad") }
    #expect(try desk.run("new", "good").errors == "")
    let fault = "shaky/init.lua:2: boom"
    let list = try desk.run("plugin", "list")
    #expect(list.errors.contains("shaky: failed 2 times of late; the last: "))
    let info = try desk.run("plugin", "info", "shaky").output
    let doctor = try desk.run("doctor")
    #expect(doctor.output.contains("plugin shaky: it failed 2 times of late"))
    let log = try desk.run("log").output
    for shown in [list.errors, info, doctor.output, log] {
      #expect(shown.contains("shaky@1.0.0:tidy: ") && shown.contains(fault), "\(shown)")
    }
  }
}
