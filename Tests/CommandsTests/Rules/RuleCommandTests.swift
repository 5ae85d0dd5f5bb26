import Foundation
import TestSupport
import Testing

/// `docket rule`: rules that a plugin keeps in a setting, with those of `routing`.
@Suite struct RuleCommandTests {
  /// A desk with `routing`, on which no rule is at work but those that a test adds.
  private func desk() throws -> TestDesk {
    let desk = try TestDesk()
    for arguments in [["plugin", "enable", "routing", "--yes"], ["rule", "off", "round_robin"]] {
      let result = try desk.process(arguments).run()
      #expect(result.status == 0, "\(arguments): \(result.errors)")
    }
    return desk
  }

  private func names(_ desk: TestDesk) throws -> [String] {
    let rules = try desk.json("rule", "list") as? [[String: Any]]
    return try #require(rules).compactMap { $0["name"] as? String }
  }

  private func rule(_ name: String, _ desk: TestDesk) throws -> [String: Any] {
    try #require(try desk.json("rule", "show", name) as? [String: Any])
  }

  private func tags(_ id: String, _ desk: TestDesk) throws -> [String] {
    let ticket = try #require(try desk.json("show", id) as? [String: Any])
    return try #require(ticket["tags"] as? [String])
  }

  @Test func `ready rules are listed in their order, with what they say`() throws {
    let desk = try desk()
    let lines = try desk.run("rule", "list").lines
    #expect(lines[0].contains("order") && lines[0].contains("rule"))
    #expect(lines[1].contains("100  by_keyword") && lines[1].contains("event=create when="))
    #expect(try names(desk).prefix(3) == ["by_keyword", "by_requester", "by_organization"])
    let shown = try desk.run("rule", "show", "round_robin").output
    for words in ["round_robin", "routing", "assign", "role:agent", "6 of 8"] {
      #expect(shown.contains(words), "\(words): \(shown)")
    }
    #expect(try rule("round_robin", desk)["active"] as? Bool == false)
  }

  @Test func `a rule that is added is done from now on, and stands in the desk's history`() throws {
    let desk = try desk()
    let added = try desk.run("rule", "add", "printers", "when=subject:printer,toner", "tags=hw,it")
    #expect(added.status == 0 && added.output.contains("rule printers added"), "\(added)")
    try desk.run("new", "The toner is empty")
    try desk.run("new", "No light")
    #expect(try tags("1", desk) == ["hw", "it"])
    #expect(try tags("2", desk) == [])
    #expect(try desk.run("history", "desk").output.contains("printers"))
    #expect(try rule("printers", desk)["order"] as? Int == 100)
  }

  @Test func `parts are changed, added to and taken away`() throws {
    let desk = try desk()
    try desk.run("rule", "add", "lamps", "when=subject:lamp", "tags=a,b", "priority=low")
    #expect(try desk.run("rule", "set", "lamps", "tags+=c", "priority=").status == 0)
    let parts = try #require(try rule("lamps", desk)["parts"] as? [String: Any])
    #expect(parts["tags"] as? [String] == ["a", "b", "c"])
    #expect(parts["priority"] == nil && parts["when"] as? String == "subject:lamp")
    #expect(try desk.run("rule", "set", "lamps", "tags-=a").status == 0)
    try desk.run("new", "A lamp")
    #expect(try tags("1", desk) == ["b", "c"])
    #expect(try desk.run("rule", "set", "lamps", "when=subject:lamp").output.contains("so already"))
  }

  @Test(arguments: [
    (["rule", "show", "round_robbin"], 3, "did you mean round_robin?"),
    (["rule", "set", "by_keywrd", "tags=x"], 3, "did you mean by_keyword?"),
    (["rule", "add", "by_keyword", "tags=x"], 1, "docket rule set by_keyword"),
    (["rule", "add", "Big", "tags=x"], 1, "small letters"),
    (["rule", "add", "a.b", "tags=x"], 1, "small letters"),
    (["rule", "add", "a", "tgs=x"], 1, "did you mean `tags`?"),
    (["rule", "add", "a", "tags"], 2, "PART=VALUE"),
    (["rule", "add", "a", "priority=higg"], 1, "low, normal, high, urgent"),
    (["rule", "add", "a", "when=subject:x"], 1, "it does nothing"),
    (["rule", "add", "a", "event=creat", "tags=x"], 1, "did you mean `create`?"),
    (["rule", "add", "a", "event=time", "tags=x"], 1, "after=3d"),
    (["rule", "add", "a", "event=time", "after=10s", "tags=x"], 1, "from 1m to"),
    (["rule", "order", "by_keyword"], 2, "name one place"),
    (["rule", "order", "by_keyword", "7", "--last"], 2, "name one place"),
    (["rule", "order", "by_keyword", "--before", "by_keyword"], 1, "itself"),
    (["rule", "order", "by_keyword", "--before", "by_word"], 3, "there is no rule"),
    (["rule", "on", "nothing"], 3, "there is no rule `nothing`"),
    (["rule", "try", "by_keywrd"], 3, "did you mean by_keyword?"),
    (["rule", "list", "--plugin", "routin"], 3, "did you mean routing?"),
  ])
  func `what is wrong is said with what would be right`(
    arguments: [String], status: Int, words: String,
  ) throws {
    let desk = try desk()
    let before = try desk.run("rule", "list", "--json").output
    let result = try desk.process(arguments).run()
    #expect(result.status == Int32(status), "\(result)")
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(try desk.run("rule", "list", "--json").output == before)
  }

  @Test func `a rule is put before and behind others, with new numbers where there is no room`()
    throws
  {
    let desk = try desk()
    try desk.run("rule", "order", "round_robin", "--first")
    #expect(try names(desk).first == "round_robin")
    try desk.run("rule", "order", "round_robin", "--before", "by_organization")
    #expect(try names(desk).prefix(3) == ["by_keyword", "by_requester", "round_robin"])
    #expect(try rule("round_robin", desk)["order"] as? Int == 250)
    try desk.run("rule", "order", "by_keyword", "--last")
    #expect(try names(desk).last == "by_keyword")
    try desk.run("rule", "order", "round_robin", "200")
    try desk.run("rule", "order", "by_keyword", "--behind", "by_requester")
    #expect(
      try names(desk).prefix(4) == ["by_requester", "by_keyword", "round_robin", "by_organization"])
    #expect(try rule("by_organization", desk)["order"] as? Int == 400)
  }

  @Test func `rules are switched and removed, several at once`() throws {
    let desk = try desk()
    try desk.run("rule", "add", "a", "tags=a", "--off")
    try desk.run("rule", "add", "b", "tags=b", "--off")
    try desk.run("new", "x")
    #expect(try tags("1", desk) == [])
    #expect(try desk.run("rule", "on", "a", "b").output.contains("a, b: on"))
    try desk.run("new", "x")
    #expect(try tags("2", desk) == ["a", "b"])
    #expect(try desk.run("rule", "remove", "a", "nothing").status == 3)
    #expect(try names(desk).contains("a"))
    try desk.run("rule", "remove", "a", "by_keyword")
    try desk.run("rule", "off", "b")
    try desk.run("new", "x")
    #expect(try tags("3", desk) == [])
    #expect(try !names(desk).contains("a") && !names(desk).contains("by_keyword"))
  }

  @Test func `a dry run shows each part that would be another, and is checked as the change is`()
    throws
  {
    let desk = try desk()
    let before = try desk.run("rule", "list", "--json").output
    let added = try desk.run("rule", "add", "lamps", "tags=a", "notify.to=ann", "--dry-run").output
    #expect(added.contains("+ lamps.tags: a") && added.contains("+ lamps.notify.to: ann"))
    let set = try desk.run("rule", "set", "by_keyword", "priority=urgent", "--dry-run").output
    #expect(set.contains("~ by_keyword.priority: high → urgent"), "\(set)")
    #expect(try desk.run("rule", "remove", "by_keyword", "--dry-run").output.contains("- by_key"))
    #expect(try desk.run("rule", "add", "lamps", "priority=x", "--dry-run").status == 1)
    #expect(try desk.run("rule", "list", "--json").output == before)
  }

  @Test func `a rule by time is added and shown like others`() throws {
    let desk = try desk()
    let added = try desk.run(
      "rule", "add", "slow", "event=time", "after=3d", "since=reply", "when=is:waiting", "tags=slow"
    )
    #expect(added.status == 0, "\(added.errors)")
    let line = try #require(try desk.run("rule", "list").lines.first { $0.contains(" slow ") })
    #expect(line.contains("event=time after=3d since=reply when=is:waiting tags=slow"))
  }
}
