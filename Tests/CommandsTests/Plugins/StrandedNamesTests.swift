import Foundation
import Testing

/// What a new version of a plugin calls otherwise or drops: asked first, renamed, found, and mapped.
@Suite struct StrandedNamesTests {
  private static let lifecycle = """
    docket.lifecycle{ name = 'repair', initial = 'fresh',
      stages = { { 'fresh', 'open' }, STAGE, { 'done', 'closed' } },
      transitions = { fresh = { 'NAME', 'done' }, NAME = { 'done' }, done = { 'fresh' } },
      leads = { close = 'done', reopen = 'fresh' } }
    docket.type{ name = 'repair', lifecycle = 'repair' }
    """

  private static func code(_ stage: String, was: String? = nil) -> String {
    let declared = was.map { "{ name = '\(stage)', category = 'open', was = '\($0)' }" }
    return lifecycle.replacingOccurrences(of: "NAME", with: stage)
      .replacingOccurrences(of: "STAGE", with: declared ?? "{ '\(stage)', 'open' }")
  }

  private static func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try desk.write(plugin: "lc", code("shop"))
    try desk.run("plugin", "enable", "lc", "--yes")
    try desk.run("new", "r", "--type", "repair")
    try desk.run("update", "1", "stage=shop")
    try desk.run("view", "save", "busy", "stage:shop")
    return desk
  }

  @Test func `a stage that tickets are in is dropped only on purpose, and then found and mapped`()
    throws
  {
    let desk = try Self.desk()
    try desk.write(plugin: "lc", Self.code("workshop"))
    let refused = try desk.run("plugin", "reload", "lc")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("1 ticket of type repair in the stage shop"))
    #expect(refused.errors.contains("view busy") && refused.errors.contains("--yes"))
    #expect(try desk.run("update", "1", "stage=workshop").status == 1)
    let done = try desk.run("plugin", "reload", "lc", "--yes")
    #expect(done.status == 0 && done.errors.contains("left without meaning: 1 ticket"))
    let doctor = try desk.run("doctor")
    #expect(doctor.status == 1)
    #expect(doctor.output.contains("docket doctor --map stage:repair.shop=NEW"), "\(doctor.output)")
    let mapped = try desk.run("doctor", "--map", "stage:repair.shop=workshop")
    #expect(mapped.status == 0, "\(mapped)")
    #expect(mapped.errors.contains("stage repair.shop is called workshop now: 1 ticket"))
    #expect(try desk.run("view", "show", "busy").output.contains("stage:workshop"))
    #expect(try desk.run("close", "1", "--reason", "no_answer").status == 0)
    #expect(try desk.run("history", "1").output.contains("stage repair.shop → workshop"))
    #expect(try desk.run("audit", "verify").status == 0)
  }

  @Test func `a plugin that is disabled is not asked what its names were`() throws {
    let desk = try Self.desk()
    let refused = try desk.run("plugin", "disable", "lc").errors
    #expect(refused.contains("once the plugin is back"), "\(refused)")
    #expect(!refused.contains("was ="))
    try desk.write(plugin: "lc", Self.code("workshop"))
    #expect(try desk.run("plugin", "reload", "lc").errors.contains("was = "))
  }

  @Test func `a stage that says what it was takes tickets and views along`() throws {
    let desk = try Self.desk()
    try desk.write(plugin: "lc", Self.code("workshop", was: "shop"))
    let done = try desk.run("plugin", "reload", "lc")
    #expect(done.status == 0 && done.errors.contains("is called workshop now: 1 ticket"))
    #expect(try desk.run("list", "--view", "busy", "--columns", "id").lines.count == 2)
    #expect(try desk.run("doctor").status == 0)
  }

  @Test func `undo of the desk's entry brings the old version back, and what followed it`() throws {
    let desk = try Self.desk()
    try desk.write(plugin: "lc", Self.code("workshop", was: "shop"))
    try desk.run("plugin", "reload", "lc")
    let entries = try #require(try desk.json("history", "desk") as? [[String: Any]])
    let reload = try #require(entries.last { $0["action"] as? String == "plugin.reload" })
    let seq = "\(try #require(reload["seq"] as? Int))"
    let undone = try desk.run("undo", seq)
    #expect(undone.status == 0, "\(undone)")
    #expect(try desk.run("view", "show", "busy").output.contains("stage:shop"))
    #expect(try desk.run("list", "stage:shop", "--columns", "id").lines.count == 2)
    #expect(try desk.run("undo", seq).status == 5, "the plugin was changed since")
    #expect(try desk.run("undo", seq, as: "ann").status != 0)
  }

  @Test func `an export from before and after a renaming imports`() throws {
    let desk = try Self.desk()
    try desk.write(plugin: "lc", Self.code("workshop", was: "shop"))
    try desk.run("plugin", "reload", "lc")
    let lines = try desk.run("export", "type:repair").output
    let other = try TestDesk()
    try other.write(plugin: "lc", Self.code("workshop", was: "shop"))
    try other.run("plugin", "enable", "lc", "--yes")
    try lines.write(
      toFile: other.folder + "/export.ndjson", atomically: true, encoding: .utf8)
    let imported = try other.run("import", "export.ndjson", "--source", "other")
    #expect(imported.status == 0, "\(imported)")
    #expect(try other.run("show", "1", "--json").output.contains("\"stage\":\"workshop\""))
    #expect(try other.run("doctor").status == 0)
  }

  @Test func `a configuration that drops a plugin says what is left, and wants a yes`() throws {
    let desk = try Self.desk()
    let config = try desk.run("config", "export").output
    let without = config.split(separator: "\n").filter { !$0.contains("\"lc\"") }
      .joined(separator: "\n")
    try without.write(
      toFile: desk.folder + "/desk.lua", atomically: true, encoding: .utf8)
    let shown = try desk.run("config", "apply", "desk.lua")
    #expect(shown.status != 0)
    #expect(shown.errors.contains("1 ticket of type repair"), "\(shown)")
    #expect(try desk.run("list", "type:repair", "--columns", "id").lines.count == 2)
    #expect(try desk.run("config", "apply", "desk.lua", "--yes").status == 0)
  }

  @Test func `a role that people have is named before its plugin is disabled`() throws {
    let desk = try TestDesk()
    try desk.write(plugin: "smiths", "docket.role{ name = 'smith', grants = {} }")
    try desk.run("plugin", "enable", "smiths", "--yes")
    try desk.run("person", "set", "ann", "--add-role", "smith")
    try desk.run("view", "save", "ours", "is:open", "--share", "smith")
    let refused = try desk.run("plugin", "disable", "smiths")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("1 person with the role smith"), "\(refused.errors)")
    #expect(refused.errors.contains("view ours"))
    #expect(try desk.run("plugin", "disable", "smiths", "--yes").status == 0)
  }
}
