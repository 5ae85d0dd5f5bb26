import Foundation
import Testing

/// Other names for what the desk declares itself.
@Suite struct DeclarationRenameTests {
  @discardableResult
  private func done(_ desk: TestDesk, _ arguments: String...) throws -> DocketProcess.Result {
    let result = try desk.process(arguments).run()
    #expect(result.status == 0, "\(arguments): \(result.errors)")
    return result
  }

  private func made(_ desk: TestDesk) throws -> String {
    try String(contentsOfFile: "\(desk.path)/plugins/desk/lib/made.lua", encoding: .utf8)
  }

  /// The entry of the desk's history that was written last.
  private func last(_ desk: TestDesk) throws -> String {
    let history = try desk.json("history", "desk") as? [[String: Any]]
    return "\(try #require(history?.last?["seq"] as? Int))"
  }

  /// A desk with a field, a type, a reason and a stage of its own that speak of one another.
  private func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try done(
      desk, "field", "add", "severity", "--type", "choice", "--choices", "minor,major", "--label",
      "Severity", "--label", "nl=Ernst", "--about", "How bad")
    try done(
      desk, "type", "add", "incident", "--lifecycle", "question", "--default", "severity=minor")
    try done(
      desk, "field", "add", "serial", "--type", "text", "--types", "incident", "--required-if",
      "severity:major")
    try done(
      desk, "reason", "add", "gone", "--requires", "severity,comment", "--types", "incident")
    try done(
      desk, "stage", "add", "away", "--category", "waiting", "--from", "new,open", "--to", "open")
    try done(
      desk, "stage", "allow", "new", "away", "--requires", "severity", "--when", "type:incident")
    try done(desk, "new", "Broken", "--type", "incident", "--field", "severity=minor")
    try done(desk, "update", "1", "stage=away")
    return desk
  }

  @Test func `a field's new name reaches tickets, labels, views, grants and what speaks of it`()
    throws
  {
    let desk = try desk()
    try done(desk, "view", "save", "bad", "severity:major stage:away")
    try done(desk, "role", "grant", "helper", "ticket.view", "--when", "severity:minor")
    let renamed = try done(desk, "field", "rename", "severity", "impact")
    #expect(renamed.errors.contains("severity is called impact now: 1 ticket"), "\(renamed.errors)")
    let shown = try desk.json("show", "1") as? [String: Any]
    #expect((shown?["fields"] as? [String: Any])?["impact"] as? String == "minor")
    #expect(try done(desk, "show", "1", "--lang", "nl").output.contains("Ernst"))
    #expect(try done(desk, "field", "show", "impact").output.contains("How bad"))
    #expect(try done(desk, "view", "list").output.contains("impact:major stage:away"))
    #expect(try done(desk, "role", "show", "helper").output.contains("impact:minor"))
    let text = try made(desk)
    #expect(text.contains("impact:major") && text.contains("was = \"severity\""), "\(text)")
    #expect(text.components(separatedBy: "severity").count == 2, "\(text)")
    #expect(try done(desk, "history", "1").output.contains("minor"))
    #expect(try done(desk, "audit", "verify").status == 0)
  }

  @Test func `a rename is undone with all that followed it`() throws {
    let desk = try desk()
    let before = try made(desk)
    try done(desk, "field", "rename", "severity", "impact")
    try done(desk, "undo", last(desk))
    let shown = try desk.json("show", "1") as? [String: Any]
    #expect((shown?["fields"] as? [String: Any])?["severity"] as? String == "minor")
    #expect(try made(desk) == before)
    #expect(try done(desk, "show", "1", "--lang", "nl").output.contains("Ernst"))
  }

  @Test func `a dry run counts who would follow, and writes nothing`() throws {
    let desk = try desk()
    let before = try made(desk)
    let trial = try done(desk, "stage", "rename", "away", "at_maker", "--dry-run")
    #expect(trial.errors.contains("away is called at_maker now: 1 ticket"), "\(trial.errors)")
    #expect(trial.output.contains("- stage.away") && trial.output.contains("+ stage.at_maker"))
    #expect(try made(desk) == before)
    #expect(try done(desk, "list", "stage:away", "--columns", "id").output.contains("1"))
  }

  @Test func `a stage, a type and a reason get other names one after the other`() throws {
    let desk = try desk()
    try done(desk, "stage", "rename", "away", "at_maker")
    try done(desk, "type", "rename", "incident", "disruption")
    try done(desk, "reason", "rename", "gone", "vanished")
    try done(desk, "field", "rename", "severity", "impact")
    let shown = try desk.json("show", "1") as? [String: Any]
    #expect(shown?["stage"] as? String == "at_maker" && shown?["type"] as? String == "disruption")
    let text = try made(desk)
    #expect(text.contains("when = \"type:disruption\""), "\(text)")
    try done(desk, "update", "1", "stage=open", "serial=7")
    try done(desk, "close", "1", "--reason", "vanished", "--comment", "it went")
    #expect(try done(desk, "list", "close_reason:vanished", "--columns", "id").output.contains("1"))
    #expect(try done(desk, "config", "export").output.contains("at_maker"))
    #expect(try done(desk, "audit", "verify").status == 0)
  }

  @Test func `an old name can be given anew, and means the new thing then`() throws {
    let desk = try desk()
    try done(desk, "field", "rename", "severity", "impact")
    try done(desk, "field", "add", "severity", "--type", "text")
    #expect(try !made(desk).contains("was = \"severity\""))
    let shown = try desk.json("show", "1") as? [String: Any]
    let fields = shown?["fields"] as? [String: Any]
    #expect(fields?["impact"] as? String == "minor" && fields?["severity"] as? String == nil)
    try done(desk, "field", "rename", "impact", "gravity")
    #expect(try done(desk, "list", "gravity:minor", "--columns", "id").output.contains("1"))
  }

  @Test func `a choice's new name reaches tickets, labels, views, grants and what speaks of it`()
    throws
  {
    let desk = try desk()
    try done(desk, "view", "save", "bad", "severity:minor,major stage:away")
    try done(desk, "role", "grant", "helper", "ticket.view", "--when", "severity:minor")
    let before = try made(desk)
    let trial = try done(
      desk, "field", "rename-choice", "severity", "minor", "small", "--dry-run")
    let told = "choice severity.minor is called small now: 1 ticket"
    #expect(trial.errors.contains(told) && trial.output.contains("small"), "\(trial.errors)")
    #expect(try made(desk) == before)
    let renamed = try done(desk, "field", "rename-choice", "severity", "minor", "small")
    #expect(renamed.errors.contains(told), "\(renamed.errors)")
    let shown = try desk.json("show", "1") as? [String: Any]
    #expect((shown?["fields"] as? [String: Any])?["severity"] as? String == "small")
    #expect(try done(desk, "view", "list").output.contains("severity:small,major stage:away"))
    #expect(try done(desk, "role", "show", "helper").output.contains("severity:small"))
    try done(desk, "new", "Next", "--type", "incident")
    let next = try desk.json("show", "2") as? [String: Any]
    #expect((next?["fields"] as? [String: Any])?["severity"] as? String == "small")
    #expect(try done(desk, "history", "1").output.contains("minor"))
    #expect(try done(desk, "audit", "verify").status == 0)
  }

  @Test func `a choice's new name is undone with all that followed it`() throws {
    let desk = try desk()
    let before = try made(desk)
    try done(desk, "field", "rename-choice", "severity", "minor", "small")
    try done(desk, "undo", last(desk))
    let shown = try desk.json("show", "1") as? [String: Any]
    #expect((shown?["fields"] as? [String: Any])?["severity"] as? String == "minor")
    #expect(try made(desk) == before)
  }

  /// What a view and a grant ask for.
  private func asked(_ desk: TestDesk) throws -> String {
    try done(desk, "view", "list").output + done(desk, "role", "show", "helper").output
  }

  private func undoAll(_ commands: [[String]], on desk: TestDesk) throws {
    var entries: [String] = []
    let before = (made: try made(desk), asked: try asked(desk))
    for command in commands {
      let result = try desk.process(command).run()
      #expect(result.status == 0, "\(command): \(result.errors)")
      entries.append(try last(desk))
    }
    #expect(try asked(desk) != before.asked)
    for entry in entries.reversed() { try done(desk, "undo", entry, "--yes") }
    #expect(try asked(desk) == before.asked)
    #expect(try made(desk) == before.made)
  }

  @Test func `choices that changed names with each other are undone one by one`() throws {
    let desk = try desk()
    try done(desk, "view", "save", "bad", "severity:major")
    try done(desk, "role", "grant", "helper", "ticket.purge", "--when", "severity:major")
    try undoAll(
      [("minor", "third"), ("major", "minor"), ("third", "major")].map {
        ["field", "rename-choice", "severity", $0, $1]
      }, on: desk)
  }

  @Test func `stages that changed names with each other are undone one by one`() throws {
    let desk = try desk()
    try done(desk, "stage", "add", "here", "--category", "waiting", "--from", "new", "--to", "open")
    try done(desk, "view", "save", "bad", "stage:away")
    try done(desk, "role", "grant", "helper", "ticket.purge", "--when", "stage:here")
    try undoAll(
      [("away", "third"), ("here", "away"), ("third", "here")].map {
        ["stage", "rename", $0, $1]
      }, on: desk)
  }

  @Test func `a choice goes back to its old name`() throws {
    let desk = try desk()
    try done(desk, "field", "rename-choice", "severity", "minor", "small")
    try done(desk, "field", "rename-choice", "severity", "small", "minor")
    let text = try made(desk)
    #expect(text.contains("was = \"small\"") && !text.contains("was = \"minor\""), "\(text)")
    #expect(try done(desk, "list", "severity:minor", "--columns", "id").output.contains("1"))
  }

  @Test func `rules set a choice by its new name`() throws {
    let desk = try desk()
    try done(desk, "plugin", "enable", "routing", "--yes")
    try done(desk, "rule", "add", "bad", "when=severity:minor", "set.severity=minor")
    try done(desk, "field", "rename-choice", "severity", "minor", "small")
    let rule = try done(desk, "rule", "show", "bad").output
    #expect(rule.contains("severity:small") && !rule.contains("minor"), "\(rule)")
  }

  @Test func `a field keeps its example of what is typed under its new name`() throws {
    let desk = try desk()
    try done(desk, "field", "set", "serial", "--placeholder", "SN1234")
    try done(desk, "field", "rename", "serial", "number")
    #expect(try done(desk, "field", "show", "number").output.contains("SN1234"))
  }

  @Test func `rules name a field by its new name`() throws {
    let desk = try desk()
    try done(desk, "plugin", "enable", "routing", "--yes")
    try done(
      desk, "rule", "add", "bad", "event=field.severity", "when=severity:major", "priority=high",
      "set.severity=minor")
    try done(desk, "field", "rename", "severity", "impact")
    let rule = try done(desk, "rule", "show", "bad").output
    #expect(rule.contains("field.impact") && rule.contains("impact:major"), "\(rule)")
    #expect(rule.contains("set.impact") && !rule.contains("severity"), "\(rule)")
    try done(desk, "undo", last(desk))
    #expect(try done(desk, "rule", "show", "bad").output.contains("severity:major"))
  }

  @Test(arguments: [
    (["field", "rename", "severity", "serial"], 1, "there is a field `serial` already"),
    (["field", "rename", "severity", "severity"], 1, "severity"),
    (["field", "rename", "severity", "Bad Name"], 1, "a name has lower-case letters"),
    (["field", "rename", "severty", "x"], 3, "did you mean severity?"),
    (["field", "rename", "duplicate_of", "x"], 1, "the plugin close-reasons's"),
    (["field", "rename", "severity", "duplicate_of"], 1, "close-reasons"),
    (["field", "rename-choice", "severity", "minr", "x"], 3, "did you mean minor?"),
    (["field", "rename-choice", "severity", "minor", "major"], 1, "has a choice `major` already"),
    (["field", "rename-choice", "severity", "minor", "minor"], 1, "minor"),
    (["field", "rename-choice", "severity", "minor", "a,b"], 1, "without a comma"),
    (["field", "rename-choice", "serial", "minor", "x"], 3, "no choice `minor`"),
    (["field", "rename-choice", "duplicate_of", "a", "b"], 1, "the plugin close-reasons's"),
    (["type", "rename", "question", "x"], 1, "the plugin support's"),
    (["reason", "rename", "gone", "solved"], 1, "close-reasons"),
    (["stage", "rename", "open", "x"], 1, "the plugin support's"),
    (["stage", "rename", "away", "open"], 1, "support"),
    (["stage", "rename", "away", "x", "--lifecycle", "qestion"], 3, "but of question"),
    (["lifecycle", "rename", "question", "x"], 1, "the plugin support's"),
  ])
  func `what cannot be renamed says what would be right`(
    line: [String], status: Int32, words: String,
  ) throws {
    let desk = try Self.shared.get()
    let result = try desk.process(line).run()
    #expect(result.status == status, "\(result.errors)")
    #expect(result.errors.contains(words), "\(result.errors)")
  }

  private static let shared: Result<TestDesk, any Error> = Result {
    try DeclarationRenameTests().desk()
  }
}
