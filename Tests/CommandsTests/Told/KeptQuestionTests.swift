import Testing

/// What is kept of somebody's question can be read by everybody, whoever's words it was typed in.
@Suite struct KeptQuestionTests {
  @Test func `what is kept has English dates, in whatever language it was typed`() throws {
    let desk = try TestDesk()
    try desk.run("plugin", "enable", "reports", "--yes")
    func kept(_ line: String..., as code: String) throws {
      let result = try desk.process(line + ["--lang", code]).run()
      #expect(result.status == 0, "\(line): \(result.errors)")
    }
    try kept("view", "save", "soon", "due:..übermorgen", as: "de")
    try kept("role", "grant", "agent", "ticket.purge", "--when", "due:..gisteren", as: "nl")
    try kept("subscribe", "add", "--event", "reply", "--when", "due:..завтра", as: "ru")
    try kept("subscribe", "report", "volume", "created:ayer..", as: "es")
    try kept(
      "stage", "allow", "answered", "new", "--when", "due:..morgen", "--yes", as: "de")
    let stored = try desk.run("history", "desk", "--json").output
    for words in [
      "due:..day-after-tomorrow", "due:..yesterday", "due:..tomorrow", "created:yesterday..",
    ] {
      #expect(stored.contains(words), "\(words)")
    }
    #expect(try desk.run("list", "--view", "soon").status == 0)
    // As it was granted, it is taken back.
    try kept("role", "revoke", "agent", "ticket.purge", "--when", "due:..gisteren", as: "nl")
  }

  @Test(arguments: [
    (["list"], "due"), (["view", "save", "soon"], "due"), (["close"], "due"), (["history"], "at"),
    (["history", "desk"], "at"),
  ])
  func `a date that is typed in a query has the day of the week that is said with it`(
    line: [String], field: String,
  ) throws {
    let desk = try TestDesk()
    let errors = try ["monday 2 december", "tuesday 2 december"].map { date in
      try desk.process(line + ["\(field):\"\(date)\""]).run().errors
    }
    #expect(errors.contains { $0.contains("that is another day of the week") }, "\(errors)")
  }

  @Test func `a date that there is not is told in the words of whoever typed it`() throws {
    let desk = try TestDesk.unchanged()
    let result = try desk.run("view", "save", "soon", "due:..übermorgn", "--lang", "de")
    #expect(result.status != 0)
    #expect(result.errors.contains("übermorgn") && result.errors.contains("übermorgen"))
  }
}
