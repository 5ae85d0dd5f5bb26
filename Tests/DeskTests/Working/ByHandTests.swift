import Desk
import Foundation
import Kernel
import PluginHost
import Storage
import Synchronization
import TestSupport
import Testing

/// A script that somebody runs by hand is that person's, whatever its file is called.
@Suite struct ByHandTests {
  static let sla = TestPlugin(
    "sla", permissions: "'ticket.view', 'ticket.update', 'note.add', 'http:example.org'",
    manifest: """
      settings = { hours = { type = "integer", default = 4 },
        key = { type = "secret" } },
      """,
    """
    docket.before("ticket.create", function(change)
      docket.state.set("turn", "bob")
    end)
    docket.after("timer.breach", function(change)
      docket.tickets.note(change.id, { text = "breached" })
    end)
    docket.after("field.tags", function(change)
      docket.tickets.note(change.id, { text = "tagged", once = "tagged" })
    end)
    """)

  /// A desk with the plugin `sla`, its settings and its secret, and a ticket.
  private static func desk() throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    try "return { secrets = { sla = { key = { file = \"key\" } } } }".write(
      toFile: desk.folder + "/docket.lua", atomically: true, encoding: .utf8)
    try "hush".write(toFile: desk.folder + "/key", atomically: true, encoding: .utf8)
    try desk.enable(sla)
    try desk.desk.setPlugin("sla", [("hours", .text("9"))], as: .desk)
    try desk.question()
    return desk
  }

  /// Runs code by hand as a script that is called like the plugin; what it printed.
  @discardableResult
  private static func run(
    _ code: String, as name: String, on desk: TemporaryDesk,
    file: String = "sla", settings: [(setting: String, change: SettingChange)] = [],
  ) throws -> (printed: String, report: ScriptReport) {
    let printed = Lines()
    let path = "\(desk.folder)/\(file).lua"
    try code.write(toFile: path, atomically: true, encoding: .utf8)
    // What docket.lua says by now counts for who opens the desk by now.
    let opened = try Desk(at: desk.folder, clock: desk.time.clock)
    defer { opened.close() }
    let report = try opened.runScript(
      try opened.findScript(path), arguments: [], as: try desk.person(name),
      isDryRun: false, settings: settings
    ) { printed.add($0) }
    return (printed.text, report)
  }

  @Test func `it has no part in the state of a plugin, and keeps its own by person`() throws {
    let desk = try Self.desk()
    let code = """
      print(docket.state.get("turn"), #docket.state.keys(""))
      docket.state.set("turn", "me")
      """
    for name in ["ann", "bob"] {
      #expect(try Self.run(code, as: name, on: desk).printed == "nil\t0\n")
      #expect(try Self.run(code, as: name, on: desk).printed == "me\t1\n")
    }
    #expect(try desk.state("sla", "turn") == "\"bob\"")
  }

  @Test(arguments: ["ann", "admin"])
  func `it has no settings or secrets that the desk set for a plugin`(_ name: String) throws {
    let desk = try Self.desk()
    let declared = """
      docket.script{ summary = "x", permissions = { "http:example.org" }, settings = {
        hours = { type = "integer", default = 1 }, key = { type = "secret" } } }
      """
    let result = try Self.run(
      declared + "\nprint(docket.settings.hours, docket.settings.key)", as: name, on: desk)
    #expect(result.printed == "1\tnil\n", "\(String(describing: result.report.problem))")
    // What the plugin has, to compare with.
    #expect(try desk.pluginSettings("sla").map(\.given).contains(.integer(9)))
    let check = try desk.desk.checkScript(
      PluginFolder.script(at: "\(desk.folder)/sla.lua"), as: try desk.person(name))
    #expect(check.problems.isEmpty)
  }

  @Test func `its settings come with the run, and from the desk only for what the desk enabled`()
    throws
  {
    let desk = try Self.desk()
    let code = """
      docket.script{ summary = "x", permissions = {}, settings = {
        days = { type = "integer", default = 7 } } }
      print(docket.settings.days)
      """
    let typed: [(setting: String, change: SettingChange)] = [("days", .text("3"))]
    #expect(try Self.run(code, as: "ann", on: desk, file: "w", settings: typed).printed == "3\n")
    #expect(throws: Refusal.self) {
      try Self.run(code, as: "ann", on: desk, file: "w", settings: [("day", .text("3"))])
    }
    try FileManager.default.createDirectory(
      atPath: desk.folder + "/scripts", withIntermediateDirectories: true)
    try code.write(toFile: desk.folder + "/scripts/w.lua", atomically: true, encoding: .utf8)
    try desk.enable(named: ["w"])
    try desk.desk.setPlugin("w", [("days", .text("5"))], as: .desk)
    #expect(try Self.run(code, as: "admin", on: desk, file: "w").printed == "5\n")
    // Who could not look them up, and what is another file of that name, have none of it.
    #expect(try Self.run(code, as: "ann", on: desk, file: "w").printed == "7\n")
    #expect(try Self.run(code + "\n", as: "admin", on: desk, file: "w").printed == "7\n")
  }

  @Test func `it swallows no plugin's request by its key, and no other person's`() throws {
    let desk = try Self.desk()
    let code = "docket.tickets.note(1, { text = 'mine', once = 'tagged' })"
    for name in ["ann", "bob", "ann"] { try Self.run(code, as: name, on: desk) }
    try desk.act("admin", "update", 1, ["tags": .texts(["a"])]).receipt()
    try desk.work()
    #expect(try desk.notes(1) == ["mine", "mine", "tagged"])
  }

  @Test func `it sets no timer, a plugin's least of all`() throws {
    let desk = try Self.desk()
    let result = try Self.run(
      "docket.schedule{ ticket = 1, name = 'breach', at = docket.time.now() }", as: "admin",
      on: desk)
    #expect(result.report.problem != nil)
    #expect(try desk.rows(.timer).isEmpty)
    try desk.work()
    #expect(try desk.notes(1).isEmpty)
  }

  @Test func `what it leaves on the desk is shown as that person's`() throws {
    let desk = try Self.desk()
    try Self.run(
      "docket.notify{ about = 1, to = 'bob', text = 'look' } docket.log.info('done')", as: "ann",
      on: desk)
    try desk.work()
    let row = try #require(try desk.rows(.notify).last)
    #expect(row.payload.contains("script:ann/sla"))
    let log = try desk.desk.read { reader, _ in try reader.logLines(last: 10) }
    #expect(log.last?.plugin == "script:ann/sla")
  }

  @Test(arguments: [
    "docket.notify{ about = 1, to = 'role:agent', text = 'x' }",
    "docket.notify{ about = 1, to = 'role:agent', text = 'x', visibility = 'public' }",
    "docket.state.set('k', 1)", "docket.state.add('k', 1)", "docket.state.delete('k')",
    "docket.log.error('x')", "docket.tickets.note(1, { text = 'x' })",
  ])
  func `it leaves nothing for which the person has no permission`(_ code: String) throws {
    let desk = try Self.desk()
    try desk.add("eve", roles: [])
    let traces = {
      try desk.shell(
        """
        SELECT (SELECT count(*) FROM outbox), (SELECT count(*) FROM plugin_state),
          (SELECT count(*) FROM desk_log), (SELECT count(*) FROM entry)
        """)
    }
    let before = try traces()
    // Carl sees the ticket, eve does not.
    for name in ["carl", "eve"] {
      try Self.run("pcall(function() \(code) end)", as: name, on: desk)
      #expect(try traces() == before, "\(name): \(code)")
    }
    try Self.run(code, as: "ann", on: desk)
    #expect(try code.contains("delete") || traces() != before)
  }

  @Test func `public words by hand need the permission to reply as well`() throws {
    let desk = try Self.desk()
    let code = """
      print(docket.notify{ about = 1, to = "requester", text = "x", visibility = "public" })
      """
    #expect(try Self.run(code, as: "ann", on: desk).printed == "true\n")
    let told = try desk.rows(.notify)
    #expect(told.last?.payload.contains("\"public\":true") == true)
    try desk.desk.administer(as: .desk) {
      try $0.grant(Grant("ticket.reply", isDenial: true), to: "agent")
    }
    let denied = try Self.run(code, as: "ann", on: desk)
    #expect(denied.printed.hasPrefix("nil\t"))
    #expect(try desk.rows(.notify).count == told.count)
  }

  @Test func `an importer's log lines are its source's, not a plugin's`() throws {
    let desk = try Self.desk()
    let script = "\(desk.folder)/sla.lua"
    try """
    docket.importer{ name = "rows", format = "ndjson", each = function(row, import)
      docket.log.info("row")
      import:create{ key = row.key, at = 1000, subject = "x" }
    end }
    """.write(toFile: script, atomically: true, encoding: .utf8)
    let file = "\(desk.folder)/rows.ndjson"
    try "{\"key\":\"a\"}\n".write(toFile: file, atomically: true, encoding: .utf8)
    let report = try desk.desk.importFile(file, script: script, as: try desk.admin)
    #expect(report.done == 1, "\(report.bad)")
    let log = try desk.desk.read { reader, _ in try reader.logLines(last: 10) }
    #expect(log.last?.plugin == "import:sla")
  }

  private final class Lines: Sendable {
    private let lines = Mutex("")
    var text: String { lines.withLock(\.self) }
    func add(_ line: String) { lines.withLock { $0 += line + "\n" } }
  }
}
