import TestSupport
import Testing

/// A setting may ask about entries of the history, as `docket history` does.
@Suite struct EntrySettingTests {
  private static func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try desk.run("plugin", "enable", "reports", "--yes")
    return desk
  }

  private func set(
    _ query: String, on desk: TestDesk, _ more: String...,
  ) throws -> DocketProcess.Result {
    try desk.process(["plugin", "set", "reports", "answered=\(query)"] + more).run()
  }

  private func kept(on desk: TestDesk) throws -> String {
    try desk.run("config", "export").output
  }

  @Test(arguments: [
    "edited:assignee", "action:reply side:staff", "entered:closed",
    "actor:ann not:visibility:public", "is:open", "priority:urgent", "",
  ])
  func `a setting takes what history takes, and what a list takes`(_ query: String) throws {
    let result = try set(query, on: Self.desk())
    #expect(result.status == 0, "\(query): \(result.errors)")
  }

  @Test(arguments: [
    ("edited:asignee", "did you mean “assignee”?"), ("action:repply", "did you mean “reply”?"),
    ("actor:nobody", "“nobody”"), ("asignee:x", "did you mean “assignee”?"),
    ("action:reply entred:closed", "“entred”"), ("edited:assignee is:open", "is:"),
  ])
  func `a setting that asks for what is not there is refused by what it gets wrong`(
    query: String, words: String,
  ) throws {
    let result = try set(query, on: Self.desk())
    #expect(result.status == 1 && result.errors.contains(words), "\(query): \(result)")
  }

  @Test func `what it asks about entries is kept in English, and follows new names`() throws {
    let desk = try Self.desk()
    try desk.run("field", "add", "severity", "--type", "integer")
    let query = "at:gestern.. edited:severity,assignee actor:ann"
    let result = try set(query, on: desk, "--lang", "de")
    #expect(result.status == 0, "\(result.errors)")
    #expect(try kept(on: desk).contains("at:yesterday.. edited:severity,assignee actor:ann"))
    try desk.run("field", "rename", "severity", "impact")
    #expect(try kept(on: desk).contains("at:yesterday.. edited:impact,assignee actor:ann"))
    try desk.run("person", "rename", "ann", "anna")
    #expect(try kept(on: desk).contains("at:yesterday.. edited:impact,assignee actor:anna"))
  }

  @Test func `what a setting takes is told by what it names`() throws {
    let shown = try Self.desk().run("plugin", "settings", "reports", "--lang", "de").lines
    #expect(shown.contains { $0.hasPrefix("answered") && $0.contains("eine Abfrage") }, "\(shown)")
    #expect(shown.contains { $0.hasPrefix("worked") && $0.contains("der Name eines Felds") })
  }
}
