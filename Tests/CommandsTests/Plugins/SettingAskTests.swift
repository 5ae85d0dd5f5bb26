import Testing

/// `docket plugin set NAME SETTING` asks for the value.
@Suite struct SettingAskTests {
  @Test func `a setting alone is asked for until its value fits`() throws {
    let desk = try TestDesk()
    let result = try desk.process(["plugin", "set", "support", "reopen_on_reply"])
      .runOnTerminal(columns: 100, typing: "perhaps\nno\n")
    #expect(result.status == 0 && result.output.contains("yes or no"), "\(result.output)")
    let settings = try #require(try desk.json("plugin", "settings", "support") as? [[String: Any]])
    let asked = settings.first { $0["name"] as? String == "reopen_on_reply" }
    #expect(asked?["value"] as? Bool == false)
  }

  @Test func `an empty answer changes nothing`() throws {
    let desk = try TestDesk()
    let result = try desk.process(["plugin", "set", "support", "reopen_on_reply"])
      .runOnTerminal(columns: 100, typing: "\n")
    #expect(result.status == 1 && result.output.contains("nothing was changed"), "\(result.output)")
  }

  @Test(arguments: [
    ("en", "a list of texts"), ("nl", "een lijst met teksten"), ("de", "eine Liste von Texten"),
  ])
  func `kinds of values are in the reader's language`(language: String, words: String) throws {
    let desk = try TestDesk.unchanged()
    let page = try desk.run("plugin", "settings", "sla", "--lang", language).output
    #expect(page.contains(words), "\(page)")
    let asked = try desk.process(["plugin", "set", "sla", "hours", "--lang", language])
      .runOnTerminal(columns: 100, typing: "\n")
    #expect(asked.output.contains(words), "\(asked.output)")
  }

  @Test func `choices are called as the plugin calls them`() throws {
    let desk = try TestDesk.unchanged()
    let page = try desk.run("plugin", "settings", "close-reasons", "--lang", "de").output
    #expect(page.contains("always (jeder Abschluss braucht einen)"), "\(page)")
    let list = try desk.json("plugin", "settings", "close-reasons") as? [[String: Any]]
    let asked = list?.first { $0["name"] as? String == "required" }
    let labels = asked?["choice_labels"] as? [String: String]
    #expect(labels?["when explained"] == "a plain close is fine", "\(asked ?? [:])")
    #expect(asked?["value"] as? String == "always")
  }

  @Test func `without a terminal a value is wanted`() throws {
    let result = try TestDesk.unchanged().run("plugin", "set", "support", "reopen_on_reply")
    #expect(result.status == 2 && result.errors.contains("reopen_on_reply"), "\(result.errors)")
  }
}
