import Foundation
import Testing

@Suite struct ConfigTests {
  /// A desk that is told a few things.
  private func told() throws -> TestDesk {
    let desk = try TestDesk()
    try desk.run(
      "role", "grant", "trainee", "ticket.update", "--fields", "tags", "--when", "is:open")
    try desk.run("role", "grant", "agent", "ticket.discard", "--deny")
    try desk.run("plugin", "enable", "round-robin", "--yes")
    try desk.run("plugin", "set", "support", "reopen_on_reply=no")
    try desk.run("setting", "set", "attachment_limit", "7 MB")
    try desk.run("view", "save", "hot", "is:open priority:high..", "--share", "agent")
    try desk.run("view", "save", "own", "is:open")
    try desk.run("subscribe", "--role", "manager", "--event", "close", "--when", "priority:urgent")
    try desk.run("subscribe", "--event", "create")
    try desk.run(
      "field", "add", "severity", "--type", "choice", "--choices", "minor,major", "--label",
      "nl=Ernst")
    try desk.run("reason", "add", "gone", "--requires", "severity")
    try desk.run("stage", "add", "away", "--category", "waiting", "--from", "new", "--to", "open")
    return desk
  }

  private func export(_ desk: TestDesk, to name: String) throws -> (path: String, text: String) {
    let result = try desk.run("config", "export", "--people")
    #expect(result.status == 0, "\(result.errors)")
    let path = "\(desk.folder)/\(name)"
    try result.output.write(toFile: path, atomically: true, encoding: .utf8)
    return (path, result.output)
  }

  @Test func `what one desk exports makes another like it`() throws {
    let (old, new) = (try told(), try TestDesk())
    let file = try export(old, to: "desk.lua")
    let applied = try new.run("config", "apply", file.path, "--yes")
    #expect(applied.status == 0, "\(applied.errors)")
    #expect(applied.output.contains("+ plugin.round-robin"))
    #expect(applied.output.contains("- role.agent") == false)
    #expect(try export(new, to: "desk.lua").text == file.text)
    #expect(applied.output.contains("+ field.severity") && applied.output.contains("+ stage.away"))
    #expect(try new.run("new", "x", "--field", "severity=major").status == 0)
    #expect(try new.run("plugin", "list").output.contains("changed") == false)
    #expect(file.text.contains("attachment_limit = \"7 MB\""))
    #expect(file.text.contains("is:open priority:high.."))
    #expect(!file.text.contains("own"))
    let again = try new.run("config", "apply", file.path, "--yes")
    #expect(again.output.contains("already"))
  }

  @Test func `a dry run shows what would change, and changes nothing`() throws {
    let (old, new) = (try told(), try TestDesk())
    let before = try export(new, to: "before.lua").text
    let file = try export(old, to: "desk.lua")
    let shown = try new.run("config", "apply", file.path, "--dry-run")
    #expect(shown.status == 0)
    #expect(shown.output.contains("plugin.support.reopen_on_reply"))
    #expect(try export(new, to: "after.lua").text == before)
  }

  @Test func `declarations become what the file says, and others go with their labels`() throws {
    let desk = try told()
    let file = "\(desk.folder)/declares.lua"
    try """
    return { docket = 1,
      declares = { field = { { name = "office", on = "person", type = "text" } } },
      labels = { en = { ["field.office"] = "Office", ["field.queue"] = "not ours" } } }
    """.write(toFile: file, atomically: true, encoding: .utf8)
    let shown = try desk.run("config", "diff", file)
    #expect(shown.output.contains("+ field.office") && shown.output.contains("- field.severity"))
    #expect(try desk.run("field", "list").output.contains("severity"))
    let applied = try desk.run("config", "apply", file, "--yes")
    #expect(applied.status == 0, "\(applied.errors)")
    let fields = try desk.run("field", "list").output
    #expect(fields.contains("office") && !fields.contains("severity"))
    #expect(try desk.run("config", "export").output.contains("Office"))
    #expect(try desk.run("config", "diff", file).errors.contains("already"))
  }

  @Test func `declarations that cannot be change nothing, on the disk neither`() throws {
    let desk = try TestDesk()
    let file = "\(desk.folder)/declares.lua"
    try """
    return { docket = 1, queues = { "extra" },
      declares = { field = { { name = "office", type = "txt" } } } }
    """.write(toFile: file, atomically: true, encoding: .utf8)
    let refused = try desk.run("config", "apply", file, "--yes")
    #expect(refused.status == 1 && refused.errors.contains("did you mean `text`?"))
    #expect(try desk.run("queue", "list").output.contains("extra") == false)
    let path = desk.path + "/plugins/desk/lib/made.lua"
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `a plugin of that name that commands did not write is told to be left out`() throws {
    let desk = try TestDesk()
    let folder = desk.path + "/plugins/desk"
    try FileManager.default.createDirectory(
      atPath: folder + "/lib", withIntermediateDirectories: true)
    for (file, text) in [
      "plugin.lua": "return { name = \"desk\", version = \"1.0.0\", api = 1, summary = \"ours\" }",
      "init.lua": "docket.queue{ name = require(\"made\") }", "lib/made.lua": "return \"ours\"",
    ] {
      try text.write(toFile: "\(folder)/\(file)", atomically: true, encoding: .utf8)
    }
    #expect(try desk.run("plugin", "enable", "desk", "--yes").status == 0)
    let export = try desk.run("config", "export")
    #expect(export.status == 0 && !export.output.contains("declares"), "\(export.errors)")
    #expect(export.errors.contains("plugins/desk"))
  }

  @Test func `an export goes into a file, and over one that is there by --force only`() throws {
    let desk = try TestDesk()
    let file = "\(desk.folder)/out.lua"
    #expect(try desk.run("config", "export", file).status == 0)
    #expect(try desk.run("config", "diff", file).errors.contains("already"))
    #expect(try desk.run("config", "export", file).status == 1)
    #expect(try desk.run("config", "export", file, "--force").status == 0)
  }

  @Test func `what the file takes away is taken away, and what it does not speak of stays`() throws
  {
    let desk = try told()
    let file = "\(desk.folder)/small.lua"
    try "return { docket = 1, roles = {} }".write(toFile: file, atomically: true, encoding: .utf8)
    let applied = try desk.run("config", "apply", file, "--yes")
    #expect(applied.output.contains("- role.trainee"))
    let why = try desk.run("plugin", "list")
    #expect(why.output.contains("round-robin"))
    #expect(try desk.run("role", "show", "trainee").output.contains("ticket.update") == false)
  }

  @Test func `shared views and what roles are told become what the file says`() throws {
    let desk = try told()
    let file = "\(desk.folder)/told.lua"
    try """
    return { docket = 1,
      views = { { name = "late", query = "due:..now", share = "agent" } },
      subscriptions = { { to = "role:agent", event = "note" } } }
    """.write(toFile: file, atomically: true, encoding: .utf8)
    let applied = try desk.run("config", "apply", file, "--yes")
    #expect(applied.status == 0, "\(applied.errors)")
    let views = try desk.run("view", "list").output
    #expect(views.contains("late") && views.contains("own") && !views.contains("hot"))
    let told = try desk.run("subscribe", "list", as: "ann").output
    #expect(told.contains("note"), "\(told)")
    let again = try desk.run("config", "apply", file, "--yes")
    #expect(again.output.contains("already"), "\(again.output)")
  }

  @Test func `on a terminal the changes are shown first, and the answer decides`() throws {
    let (old, new) = (try told(), try TestDesk())
    let file = try export(old, to: "desk.lua")
    let before = try export(new, to: "before.lua").text
    let refused = try new.process(["config", "apply", file.path])
      .runOnTerminal(columns: 100, typing: "n\n")
    #expect(refused.output.contains("plugin.round-robin"), "\(refused.output)")
    #expect(try export(new, to: "after.lua").text == before)
    _ = try new.process(["config", "apply", file.path]).runOnTerminal(columns: 100, typing: "y\n")
    #expect(try export(new, to: "new.lua").text == file.text)
  }

  @Test func `nobody to ask and no --yes changes nothing`() throws {
    let (old, new) = (try told(), try TestDesk())
    let file = try export(old, to: "desk.lua")
    let refused = try new.run("config", "apply", file.path)
    #expect(refused.status == 2)
    #expect(refused.errors.contains("--yes"))
  }

  @Test(arguments: [
    ("return {", "x.lua:1"), ("return { docket = 2 }", "this version reads 1"),
    ("return { docket = 1, plugin = {} }", "did you mean `plugins`?"),
    ("return { docket = 1,\n time_zone = \"Mars\" }", "x.lua:2"),
    ("return { docket = 1, queues = { 7 } }", "list of texts"),
    (
      "return { docket = 1, roles = { { name = \"a\", grants = { \"ticket.clos\" } } } }",
      "ticket.close"
    ),
    ("return { docket = 1, plugins = { { name = \"suport\" } } }", "did you mean support?"),
    ("return { docket = 1, declares = { fields = {} } }", "did you mean `field`?"),
    ("return { docket = 1, labels = { [\"../x\"] = {} } }", "`../x` is none"),
    ("return { docket = 1, default_type = \"questoin\" }", "did you mean question?"),
    ("return { docket = 1, name = os.getenv(\"HOME\") }", "getenv"),
    ("while true do end", "instructions"),
  ])
  func `a wrong file is refused with its line and the nearest name`(
    text: String, words: String,
  ) throws {
    let desk = try TestDesk()
    let file = "\(desk.folder)/x.lua"
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    let result = try desk.process(["config", "apply", "x.lua", "--yes"]).run()
    #expect(result.status != 0)
    #expect(result.errors.contains(words), "\(result.errors)")
  }

  @Test func `name and zone are written into docket lua, whose other lines stay`() throws {
    let desk = try TestDesk()
    let file = "\(desk.folder)/x.lua"
    let text = "return { docket = 1, name = \"North \\\"desk\\\"\", time_zone = \"Europe/Berlin\" }"
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try desk.run("config", "apply", file, "--yes").status == 0)
    let written = try String(contentsOfFile: desk.path + "/docket.lua", encoding: .utf8)
    #expect(written.contains("-- What Docket needs to know"))
    #expect(try desk.run("config", "export").output.contains("North \\\"desk\\\""))
    #expect(try desk.run("config", "export").output.contains("Europe/Berlin"))
  }

  @Test(arguments: ["ann", "mia", "carl"])
  func `only who runs the desk sees or changes its configuration`(person: String) throws {
    let desk = try TestDesk.unchanged()
    #expect(try desk.run("config", "export", as: person).status == 4)
  }
}
