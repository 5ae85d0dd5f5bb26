import Foundation
import Testing

/// What `docket field`, `type`, `reason` and `stage` do to a desk.
@Suite struct DeclaringTests {
  private func text(_ file: String, of desk: TestDesk) throws -> String {
    try String(contentsOfFile: "\(desk.path)/plugins/desk/\(file)", encoding: .utf8)
  }

  private func write(_ text: String, to file: String, of desk: TestDesk) throws {
    try text.write(
      toFile: "\(desk.path)/plugins/desk/\(file)", atomically: true, encoding: .utf8)
  }

  /// Runs a line that is to be done.
  @discardableResult
  private func done(_ desk: TestDesk, _ arguments: String...) throws -> DocketProcess.Result {
    let result = try desk.process(arguments).run()
    #expect(result.status == 0, "\(arguments): \(result.errors)")
    return result
  }

  private func severe() throws -> TestDesk {
    let desk = try TestDesk()
    try done(
      desk, "field", "add", "severity", "--type", "choice", "--choices", "minor,major", "--label",
      "Severity", "--label", "nl=Ernst")
    return desk
  }

  @Test func `a field that is added is there at once, with labels, and is undone`() throws {
    let desk = try severe()
    try done(desk, "new", "Broken", "--field", "severity=major")
    #expect(try done(desk, "show", "1", "--lang", "nl").output.contains("Ernst"))
    #expect(try done(desk, "list", "severity:major", "--columns", "id").output.contains("1"))
    #expect(try desk.run("new", "x", "--field", "severity=huge").status == 1)
    try done(desk, "field", "add", "office", "--on", "person", "--type", "text")
    try done(desk, "person", "set", "carl", "--field", "office=7b")
    try done(desk, "person", "set", "carl", "--field", "office=")
    let history = try desk.json("history", "desk") as? [[String: Any]]
    let entry = try #require(
      history?.last {
        ($0["edits"] as? [[String: Any]])?.contains { $0["field"] as? String == "field.office" }
          == true
      })
    try done(desk, "undo", "\(try #require(entry["seq"] as? Int))")
    #expect(try !done(desk, "field", "list").output.contains("office"))
    #expect(try !text("lib/made.lua", of: desk).contains("office"))
    #expect(try done(desk, "plugin", "list").output.contains("changed") == false)
  }

  @Test func `the first declaration undone leaves nothing that would come back`() throws {
    let desk = try severe()
    let history = try desk.json("history", "desk") as? [[String: Any]]
    try done(desk, "undo", "\(try #require(history?.last?["seq"] as? Int))")
    #expect(!FileManager.default.fileExists(atPath: desk.path + "/plugins/desk"))
    try done(desk, "reason", "add", "gone")
    #expect(try !text("lib/made.lua", of: desk).contains("severity"))
  }

  @Test func `what somebody wrote is kept beside where an undo takes the plugin away`() throws {
    let desk = try TestDesk()
    try FileManager.default.createDirectory(
      atPath: desk.path + "/plugins/desk", withIntermediateDirectories: true)
    let manifest = "return { name = \"desk\", version = \"1.0.0\", api = 1, summary = \"ours\" }\n"
    let own = "-- ours\ndocket.queue{ name = \"returns\" }\n"
    try write(manifest, to: "plugin.lua", of: desk)
    try write(own, to: "init.lua", of: desk)
    try done(desk, "plugin", "enable", "desk", "--yes")
    let history = try desk.json("history", "desk") as? [[String: Any]]
    try done(desk, "undo", "\(try #require(history?.last?["seq"] as? Int))", "--yes")
    #expect(try text("init.lua.before", of: desk) == own)
    #expect(!FileManager.default.fileExists(atPath: desk.path + "/plugins/desk/init.lua"))
  }

  @Test func `what somebody writes into the plugin by hand stays`() throws {
    let desk = try severe()
    let own = try text("init.lua", of: desk) + "\ndocket.queue{ name = \"returns\" }\n"
    try write(own, to: "init.lua", of: desk)
    let early = try desk.run("field", "add", "office", "--type", "text")
    #expect(early.status == 5 && early.errors.contains("docket plugin reload desk"))
    try done(desk, "plugin", "reload", "desk")
    try done(desk, "field", "add", "office", "--type", "text")
    #expect(try text("init.lua", of: desk) == own)
    #expect(try done(desk, "queue", "list").output.contains("returns"))
    #expect(try done(desk, "plugin", "reload").errors.contains("office") == false)
    #expect(try done(desk, "field", "list").output.contains("office"))
  }

  @Test func `comments in the file of declarations are told to be lost`() throws {
    let desk = try severe()
    try write("-- mine\n" + text("lib/made.lua", of: desk), to: "lib/made.lua", of: desk)
    try done(desk, "plugin", "reload", "desk")
    #expect(try done(desk, "field", "set", "severity", "--required").errors.contains("comments"))
    #expect(try !text("lib/made.lua", of: desk).contains("-- mine"))
  }

  @Test func `a required field counts the open tickets that lack it`() throws {
    let desk = try severe()
    try done(desk, "new", "x")
    let result = try done(desk, "field", "set", "severity", "--required")
    #expect(result.errors.contains("1 open ticket lacks severity"), "\(result.errors)")
  }

  @Test func `a field with values is removed by --yes only, and its values are kept`() throws {
    let desk = try severe()
    try done(desk, "new", "x", "--field", "severity=major")
    let asked = try desk.run("field", "remove", "severity")
    #expect(
      asked.status == 1 && asked.errors.contains("1 ticket with a value in the field severity"))
    #expect(try done(desk, "field", "show", "severity").output.contains("tickets"))
    try done(desk, "field", "remove", "severity", "--yes")
    #expect(try desk.run("field", "show", "severity").status == 3)
    try done(desk, "field", "add", "severity", "--type", "choice", "--choices", "minor,major")
    #expect(try done(desk, "list", "severity:major", "--columns", "id").output.contains("1"))
  }

  @Test(arguments: [
    (["field", "add", "x", "--type", "choise"], 1, "did you mean `choice`?"),
    (["field", "add", "x"], 2, "--type"),
    (["field", "add", "Bad Name", "--type", "text"], 1, "a name has lower-case letters"),
    (["field", "add", "subject", "--type", "text"], 1, "a word that the kernel has taken"),
    (["field", "add", "severity", "--type", "text"], 1, "docket field set changes it"),
    (["field", "add", "x", "--type", "choice"], 1, "choices"),
    (["field", "add", "x", "--type", "integer", "--between", "7"], 2, "1..10"),
    (["field", "add", "x", "--type", "integer", "--between", "9..1"], 1, "between"),
    (["field", "add", "x", "--type", "text", "--show-if", "sevrity:major"], 1, "severity"),
    (["field", "set", "severty", "--required"], 3, "did you mean severity?"),
    (["field", "set", "severity"], 2, "docket field set --help"),
    (["field", "set", "duplicate_of", "--required"], 1, "the plugin close-reasons's"),
    (["field", "remove", "duplicate_of"], 1, "the plugin close-reasons's"),
    (["field", "show", "severty"], 3, "did you mean severity?"),
    (["type", "add", "x", "--lifecycle", "qestion"], 1, "did you mean `question`?"),
    (["type", "add", "x", "--default", "priority"], 2, "has no ="),
    (["type", "remove", "question"], 1, "the plugin support's"),
    (["reason", "add", "solved"], 1, "the plugin close-reasons's already"),
    (["reason", "add", "x", "--requires", "root_cause"], 1, "did you mean `root_causes`?"),
    (["stage", "add", "x", "--category", "waiting"], 2, "--from"),
    (["stage", "add", "x", "--category", "wating", "--from", "new"], 1, "did you mean `waiting`?"),
    (["stage", "add", "x", "--category", "open", "--from", "nwe"], 1, "did you mean `new`?"),
    (
      ["stage", "add", "open", "--category", "open", "--from", "new"], 1,
      "the plugin support's already"
    ),
    (["stage", "list", "qestion"], 3, "did you mean question?"),
  ])
  func `what cannot be declared says what would be right`(
    line: [String], status: Int32, words: String,
  ) throws {
    let desk = try Self.shared.get()
    let result = try desk.process(line).run()
    #expect(result.status == status, "\(result.errors)")
    #expect(result.errors.contains(words), "\(result.errors)")
  }

  @Test(arguments: ["ann", "mia", "carl"])
  func `only who manages plugins changes what is declared`(person: String) throws {
    let desk = try Self.shared.get()
    for line in [
      ["field", "add", "x", "--type", "text"], ["field", "set", "severity", "--required"],
      ["reason", "remove", "x"],
    ] {
      #expect(try desk.process(line, as: person).run().status == 4, "\(line)")
    }
    let list = try desk.run("field", "list", as: person)
    #expect(list.status == (person == "carl" ? 4 : 0))
  }

  @Test func `a field that only some see is told to nobody else`() throws {
    let desk = try TestDesk()
    try done(desk, "field", "add", "salary", "--type", "integer", "--view", "pay.view")
    #expect(try done(desk, "field", "list").output.contains("salary"))
    #expect(try !desk.run("field", "list", as: "ann").output.contains("salary"))
    #expect(try desk.run("field", "show", "salary", as: "ann").status == 3)
    #expect(try !desk.run("history", "desk", as: "mia").output.contains("salary"))
    try done(desk, "field", "add", "bonus", "--type", "text", "--show-if", "salary:1..")
    #expect(try done(desk, "field", "show", "bonus").output.contains("salary"))
    let shown = try desk.run("field", "show", "bonus", as: "ann")
    #expect(shown.status == 0 && !shown.output.contains("salary"), "\(shown.output)")
  }

  @Test func `types and reasons are added and used`() throws {
    let desk = try severe()
    try done(
      desk, "type", "add", "incident", "--lifecycle", "question", "--default", "priority=high",
      "--default", "severity=major")
    try done(desk, "reason", "add", "gone", "--requires", "severity,comment", "--types", "incident")
    try done(desk, "new", "Fire", "--type", "incident")
    let shown = try desk.json("show", "1") as? [String: Any]
    #expect(shown?["priority"] as? String == "high")
    #expect(try desk.run("close", "1", "--reason", "gone").status == 1)
    try done(desk, "close", "1", "--reason", "gone", "--comment", "out")
    let asked = try desk.run("reason", "remove", "gone")
    #expect(asked.status == 1 && asked.errors.contains("1 ticket with the close reason gone"))
    #expect(try desk.run("type", "remove", "incident").errors.contains("close reason `gone`"))
    try done(desk, "reason", "remove", "gone", "--yes")
    #expect(try desk.run("type", "remove", "incident").errors.contains("1 ticket of type incident"))
  }

  @Test func `a stage is added to a plugin's life cycle, moved to and from, and removed`() throws {
    let desk = try TestDesk()
    try done(
      desk, "stage", "add", "at_supplier", "--category", "waiting", "--from", "new,open", "--to",
      "open,resolved", "--label", "At the supplier")
    try done(desk, "new", "x")
    try done(desk, "update", "1", "stage=at_supplier")
    #expect(try done(desk, "list", "is:waiting", "--columns", "id").output.contains("1"))
    #expect(try desk.run("update", "1", "stage=answered").status == 1)
    try done(desk, "stage", "set", "at_supplier", "--to", "open,answered")
    try done(desk, "update", "1", "stage=answered")
    try done(desk, "update", "1", "stage=open")
    try done(desk, "update", "1", "stage=at_supplier")
    let asked = try desk.run("stage", "remove", "at_supplier")
    #expect(asked.status == 1, "\(asked.output)")
    #expect(asked.errors.contains("in the stage at_supplier"), "\(asked.errors)")
    try done(desk, "update", "1", "stage=open")
    try done(desk, "stage", "remove", "at_supplier")
    #expect(try !done(desk, "stage", "list").output.contains("at_supplier"))
    // The plugin whose life cycle it is goes on by itself.
    try done(desk, "plugin", "reload", "support")
  }

  @Test func `a move between stages is allowed with what it requires, and forbidden again`() throws
  {
    let desk = try TestDesk()
    try done(desk, "new", "x")
    try done(desk, "update", "1", "stage=answered")
    #expect(try desk.run("update", "1", "stage=new").status == 1)
    try done(desk, "stage", "allow", "answered", "new", "--requires", "root_causes")
    #expect(try desk.run("update", "1", "stage=new").errors.contains("root_causes"))
    try done(desk, "stage", "allow", "answered", "new")
    try done(desk, "update", "1", "stage=new")
    #expect(try done(desk, "history", "desk").output.contains("answered → new"))
    #expect(try done(desk, "config", "export").output.contains("answered"))
    try done(desk, "stage", "forbid", "answered", "new")
    try done(desk, "update", "1", "stage=answered")
    #expect(try desk.run("update", "1", "stage=new").status == 1)
    try done(desk, "plugin", "reload", "support")
  }

  @Test func `what a plugin allows is not the desk's to forbid, nor to allow again`() throws {
    let desk = try TestDesk.unchanged()
    let forbidden = try desk.run("stage", "forbid", "new", "answered")
    #expect(forbidden.status == 1, "\(forbidden.output)")
    #expect(forbidden.errors.contains("support"), "\(forbidden.errors)")
    #expect(try desk.run("stage", "allow", "new", "answered").errors.contains("support"))
    #expect(try desk.run("stage", "forbid", "answered", "new").status == 3)
    #expect(try desk.run("stage", "allow", "answerd", "new").errors.contains("answered"))
  }

  @Test func `a move of a stage that was added is taken back like any other`() throws {
    let desk = try TestDesk()
    try done(
      desk, "stage", "add", "away", "--category", "waiting", "--from", "new,open", "--to", "open")
    let shown = try done(
      desk, "stage", "allow", "new", "away", "--requires", "root_causes", "--dry-run")
    #expect(shown.output.contains("root_causes"), "\(shown.output)")
    try done(desk, "stage", "forbid", "new", "away")
    let stages = try #require(try desk.json("stage", "list") as? [[String: Any]])
    let fresh = try #require(stages.first { $0["name"] as? String == "new" })
    #expect((fresh["to"] as? [String])?.contains("away") == false)
  }

  @Test func `a dry run shows what would be declared, and writes nothing`() throws {
    let desk = try TestDesk()
    let shown = try done(desk, "field", "add", "office", "--type", "text", "--dry-run")
    #expect(shown.output.contains("+ field.office"), "\(shown.output)")
    #expect(!FileManager.default.fileExists(atPath: desk.path + "/plugins/desk"))
    #expect(try !done(desk, "field", "list").output.contains("office"))
  }

  private static let shared: Result<TestDesk, any Error> = Result { try DeclaringTests().severe() }
}
