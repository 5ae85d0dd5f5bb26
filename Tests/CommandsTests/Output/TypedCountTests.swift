import Testing

/// Numbers that options and subscriptions take, as people of several languages type them.
@Suite struct TypedCountTests {
  private static let commands = [["list"], ["inbox"], ["outbox", "list"]]

  @Test(arguments: [("en", "1,000"), ("de", "1.000"), ("ru", "1 000"), ("de", "1000")])
  func `how many are shown is typed as the language writes numbers`(
    language: String, number: String,
  ) throws {
    let desk = try TestDesk.unchanged()
    for command in Self.commands {
      let result = try desk.process(command + ["--limit", number, "--lang", language]).run()
      #expect(result.status == 0, "\(command): \(result.errors)")
    }
  }

  @Test(arguments: [("en", "1.000"), ("de", "1,5"), ("de", "1,000"), ("ru", "0"), ("en", "x")])
  func `what is no whole number in the language is refused, with what is wanted`(
    language: String, number: String,
  ) throws {
    let desk = try TestDesk.unchanged()
    for command in Self.commands + [["view", "board"]] {
      let result = try desk.process(command + ["--limit", number, "--lang", language]).run()
      #expect(result.status == 2 && result.errors.contains("--limit"), "\(command): \(result)")
    }
  }

  @Test func `a cards' limit on a board is typed so, too`() throws {
    let desk = try TestDesk.unchanged()
    #expect(try desk.run("view", "board", "--limit", "5").status == 0)
    #expect(try desk.run("view", "board", "--limit", "1,000").errors.contains("from 1 to 500"))
  }

  @Test func `what a weekly report takes is typed in the person's language and kept in English`()
    throws
  {
    let desk = try TestDesk()
    try #require(desk.run("plugin", "enable", "reports", "--yes").status == 0)
    let words = ["subscribe", "report", "response", "--param"]
    let german = try desk.process(words + ["target=1,5 Stunden", "--lang", "de", "--json"]).run()
    #expect(german.status == 0, "\(german.errors)")
    #expect(!german.output.contains("Stunden"), "\(german.output)")
    let same = try desk.process(words + ["target=90m", "--json"]).run()
    #expect(same.status == 0, "\(same.errors)")
    let wrong = try desk.process(words + ["target=bald", "--lang", "de"]).run()
    #expect(wrong.status == 1 && wrong.errors.contains("Dauer"), "\(wrong.errors)")
  }
}
