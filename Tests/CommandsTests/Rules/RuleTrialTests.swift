import Foundation
import TestSupport
import Testing

/// `docket rule try` and `docket rule test`: rules on tickets of the past; who may; what completes.
@Suite struct RuleTrialTests {
  private func desk() throws -> TestDesk {
    let desk = try TestDesk()
    for arguments in [
      ["new", "A printer", "--requester", "carl"], ["new", "My printer"], ["new", "No light"],
      ["plugin", "enable", "routing", "--yes"],
      ["rule", "add", "printers", "when=subject:printer", "tags=hw", "note=psst", "--off"],
    ] {
      let result = try desk.process(arguments).run()
      #expect(result.status == 0, "\(arguments): \(result.errors)")
    }
    return desk
  }

  @Test func `a rule that is off is tried on the tickets of a query, and nothing is written`()
    throws
  {
    let desk = try desk()
    // The first line has the time.
    let before = try desk.run("export").lines.dropFirst()
    for words in [[], ["created:-1d.."], ["1", "2", "3"]] {
      let tried = try desk.process(["rule", "try", "printers"] + words).run()
      #expect(tried.status == 0, "\(tried.errors)")
      #expect(tried.output.contains("2 would change"), "\(tried.output)")
      #expect(tried.output.contains("the rule printers is for"), "\(tried.output)")
      let lines = tried.lines.filter { $0.contains("tags") }
      #expect(lines.count == 2, "\(tried.output)")
    }
    #expect(try desk.run("export").lines.dropFirst() == before)
    let json = try #require(try desk.json("rule", "try", "printers") as? [String: Any])
    #expect(json["changed"] as? Int == 2 && (json["refused"] as? [Any])?.count == 1)
  }

  @Test func `on one ticket each step is shown`() throws {
    let desk = try desk()
    let shown = try desk.run("rule", "try", "printers", "1")
    #expect(shown.status == 0 && shown.output.contains("propose"), "\(shown)")
    let refused = try desk.run("rule", "try", "printers", "3")
    #expect(refused.status == 1 && refused.errors.contains("subject:printer"), "\(refused)")
    #expect(try desk.run("rule", "try", "printers", "99").status == 3)
    #expect(try desk.run("rule", "try", "printers", "subjct:x").errors.contains("did you mean"))
  }

  @Test func `all rules are counted on tickets, each by itself`() throws {
    let desk = try desk()
    let rows = try #require(try desk.json("rule", "test") as? [[String: Any]])
    let printers = try #require(rows.first { $0["name"] as? String == "printers" })
    #expect(printers["changed"] as? Int == 2 && printers["refused"] as? Int == 1)
    #expect((printers["why"] as? String)?.contains("subject:printer") == true)
    let turns = try #require(rows.first { $0["name"] as? String == "round_robin" })
    #expect(turns["changed"] as? Int == 3 && turns["why"] is NSNull)
    #expect(try desk.run("rule", "test", "subject:light").lines[0].contains("1 ticket"))
  }

  @Test func `why rules are refused is said with the labels of fields`() throws {
    let desk = try desk()
    try desk.write(
      plugin: "calm",
      """
      docket.validate("field.priority", function(change) change:refuse("priority", "not so") end)
      """)
    for arguments in [
      ["plugin", "enable", "calm", "--yes"], ["rule", "add", "haste", "priority=urgent", "--off"],
    ] {
      let result = try desk.process(arguments).run()
      #expect(result.status == 0, "\(arguments): \(result.errors)")
    }
    let german = try desk.run("rule", "test", "--lang", "de").lines.filter { $0.contains("haste") }
    #expect(german.count == 1 && german[0].contains("Priorität (priority): not so"), "\(german)")
    let rows = try #require(try desk.json("rule", "test") as? [[String: Any]])
    let haste = try #require(rows.first { $0["name"] as? String == "haste" })
    #expect((haste["why"] as? String)?.contains("priority: not so") == true, "\(haste)")
  }

  @Test func `managers see and try rules, admins change them, and others are told no more`() throws
  {
    let desk = try desk()
    #expect(try desk.run("rule", "list", as: "mia").output.contains("printers"))
    #expect(try desk.run("rule", "try", "printers", as: "mia").status == 0)
    for arguments in [["rule", "off", "printers"], ["rule", "add", "x", "tags=x"]] {
      let refused = try desk.process(arguments, as: "mia").run()
      #expect(refused.status == 4 && refused.errors.contains("plugin.manage"), "\(refused)")
    }
    // Rules have notes in them: no customer reads them, whatever their role may do.
    #expect(try desk.run("role", "grant", "customer", "routing.apply_rule").status == 0)
    for person in ["ann", "carl"] {
      for arguments in [["list"], ["show", "printers"], ["show", "x"], ["try", "printers"]] {
        let refused = try desk.process(["rule"] + arguments, as: person).run()
        #expect(refused.status == 4, "\(refused)")
        #expect(!(refused.output + refused.errors).contains("printer"), "\(refused)")
      }
    }
  }

  @Test func `without a plugin that has rules it is said which one brings some`() throws {
    let desk = try TestDesk.unchanged()
    let refused = try desk.run("rule", "list")
    #expect(refused.status == 3 && refused.errors.contains("docket plugin enable routing"))
    #expect(try desk.run("rule", "list", as: "carl").status == 4)
  }

  @Test func `of several plugins with rules one is named`() throws {
    let desk = try desk()
    let manifest = """
      return { name = "other", version = "1.0.0", api = 1, summary = "a test's", settings = {
        deeds = { type = "map", default = { one = {} }, of = { type = "record", fields = {
          active = { type = "boolean", default = true }, order = { type = "integer", default = 1 },
        } } } } }
      """
    let main = """
      docket.action{ name = "deed", rules = "deeds", params = { rule = { type = "text" } },
        propose = function(change) change:set("tags", { add = { change.params.rule } }) end }
      """
    try desk.write(plugin: "other", files: ["plugin.lua": manifest], main)
    try desk.run("plugin", "enable", "other", "--yes")
    let asked = try desk.run("rule", "list")
    #expect(asked.status == 1 && asked.errors.contains("other, routing"), "\(asked)")
    #expect(try desk.run("rule", "list", "--plugin", "other").output.contains("one"))
    #expect(try desk.run("rule", "off", "one", "--plugin", "other").status == 0)
    let shown = try desk.run("rule", "show", "one", "--plugin", "other", "--json").output
    #expect(shown.contains("\"active\":false"), "\(shown)")
  }

  @Test func `the rules of the plugin that is named complete`() throws {
    let desk = try desk()
    let manifest = """
      return { name = "other", version = "1.0.0", api = 1, summary = "s",
        permissions = { "ticket.update" },
        settings = { rules = { type = "map", default = { sleepy = { active = true } },
          of = { type = "record", fields = {
            active = { type = "boolean", default = true }, order = { type = "integer", default = 1 },
            becomes = { type = "stage" } } } } } }
      """
    try desk.write(
      plugin: "other", files: ["plugin.lua": manifest],
      """
      docket.action{ name = "other_rule", rules = "rules",
        params = { rule = { type = "text", required = true } },
        propose = function(change) change:set("tags", { add = { "x" } }) end }
      """)
    #expect(try desk.run("plugin", "enable", "other", "--yes").status == 0)
    let shell = BashShell(desk: desk)
    #expect(try shell.completions(of: "docket rule show --plugin other sl") == ["sleepy"])
    #expect(
      try shell.completions(of: "docket rule set sleepy --plugin other becomes=ans")
        == ["answered"])
    #expect(try shell.completions(of: "docket rule show --plugin routing sl") == [])
  }

  @Test func `rules, parts and their values complete`() throws {
    let shell = BashShell(desk: try desk())
    for (line, offered) in [
      ("docket rule tr", ["try"]), ("docket rule show pri", ["printers"]),
      ("docket rule set printers whe", ["when="]), ("docket rule add x prio", ["priority="]),
      ("docket rule set printers priority=ur", ["urgent"]),
      ("docket rule set printers by=lo", ["load"]),
      ("docket rule set printers queue=bi", ["billing"]),
      ("docket rule set printers team=an", ["ann"]),
      ("docket rule on printers round", ["round_robin"]),
      ("docket rule order printers --before round", ["round_robin"]),
      ("docket rule try printers queue:bi", ["billing"]),
    ] { #expect(try shell.completions(of: line) == offered, "\(line)") }
    let customer = BashShell(desk: try desk(), person: "carl")
    #expect(try customer.completions(of: "docket rule show pri") == [])
  }
}
