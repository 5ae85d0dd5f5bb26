import Testing

@Suite struct UsageTests {
  @Test(arguments: [
    ["show"], ["show", "x"], ["show", "0"], ["show", "-1"], ["show", "1", "2"], ["note", "1"],
    ["new"], ["new", "x", "--field", "severity"], ["new", "x", "--parent", "y"],
    ["update", "1"], ["update", "priority=high"], ["undo"], ["undo", "x"],
    ["update", "1", "priority=high", "--version", "x"],
    ["close", "1", "--public"], ["assign", "1"], ["postpone", "1", "3d"],
    ["postpone", "1", "someday"], ["show", "1", "--at", "noon"], ["list", "--format", "xml"],
    ["list", "--columns", "nonsense"], ["list", "nonsense:1"], ["init", "--bare", "--with", "x"],
    ["person"], ["person", "add"], ["person", "set", "ann"], ["role", "grant", "agent"],
    ["why", "ann"], ["plugin", "enable"], ["log", "--last", "0"], ["outbox", "retry", "x"],
    ["audit", "bytes", "x"],
    ["show", "-1h"], ["postpone", "1", "-2h"], ["history", "-1", "--json"],
    ["postpone", "1", "-1d", "--note", "x", "--dry-run"], ["log", "--last", "-5"],
    ["list", "--json", "--format", "csv"], ["init", "t", "--desk", "q"],
    ["update", "1", "priority=low", "priority=high"], ["update", "1", "tags=a", "tags+=b"],
    ["reply", "hello"], ["reply", "1", "not", "quoted"], ["close", "printer"], ["take"],
    ["attach", "1", "2"], ["detach", "report.pdf"], ["postpone", "+3d"], ["assign", "ann"],
    ["close", "1", "2", "--version", "3"], ["note", "1", "is:open", "x"],
    ["export", "--json", "--format", "csv"], ["export", "--raw"], ["list", "--nonsense"],
    ["export", "--anonymous", "--format", "csv"], ["export", "--seed", "x"],
  ])
  func `a wrong command line ends with 2 and says why`(arguments: [String]) throws {
    let result = try TestDesk.unchanged().process(arguments).run()
    #expect(result.status == 2)
    let words = arguments.contains("--json") ? result.output : result.errors
    let isTold = words.hasPrefix("docket: ") || words.hasPrefix("{\"error\"")
    #expect(isTold, "\(words)")
  }

  @Test(arguments: [
    (["view", "remove", "x"], "did you mean view delete?"),
    (["queue", "delete", "x"], "did you mean queue remove?"),
    (["ls"], "did you mean list?"), (["query", "x"], "did you mean list?"),
    (["search", "x"], "did you mean list?"),
    (["create", "x"], "did you mean new?"), (["updat", "1"], "did you mean update?"),
  ])
  func `another word for a command is known`(arguments: [String], words: String) throws {
    let result = try TestDesk.unchanged().process(arguments).run()
    #expect(result.status == 2 && result.errors.contains(words), "\(result.errors)")
  }

  @Test(arguments: [
    ("--foo", "en", "Unknown option '--foo'"), ("--srot", "en", "Did you mean '--sort'?"),
    ("--foo", "nl", "er is geen optie “--foo”"),
  ])
  func `an option is offered in place of one that there is not only if it is near`(
    option: String, language: String, words: String,
  ) throws {
    let result = try TestDesk.unchanged().process(["list", option, "--lang", language]).run()
    #expect(result.status == 2 && result.errors.contains(words), "\(result.errors)")
    #expect(result.errors.contains("--sort") == (option == "--srot"), "\(result.errors)")
  }

  @Test(arguments: [
    (["postpone", "1", "friday", "9:00"], "docket postpone 1 \"friday 9:00\""),
    (["postpone", "1", "2", "in", "3", "days"], "docket postpone 1 2 \"in 3 days\""),
    (["update", "1", "priority"], "give FIELD=VALUE"),
    (["discard", "1", "spam"], "`spam` is no ticket's number"),
    (["discard", "1", "spam"], "did you mean `--to spam`?"),
    (["close", "1", "solved"], "did you mean `--reason solved`?"),
    (["forward", "1", "dora"], "did you mean `--to dora`?"),
    (["close", "1", "stage:new"], "in which id:1 is that ticket"),
  ])
  func `words after a ticket's number that are none say what they would have to be`(
    arguments: [String], words: String,
  ) throws {
    let result = try TestDesk.unchanged().process(arguments).run()
    #expect(result.status == 2 && result.errors.contains(words), "\(result.errors)")
  }

  @Test(arguments: [
    (["postpone", "1", "-2h", "--dry-run"], "`-2h` is past"),
    (["show", "-1"], "`-1` is no ticket's number"),
    (["show", "1", "--at", "-9x"], "“9x” is no time"), (["log", "--last", "-5"], "1 or more"),
  ])
  func `a value that begins with a minus is refused in its own words`(
    arguments: [String], words: String,
  ) throws {
    let result = try TestDesk.unchanged().process(arguments).run()
    #expect(result.status == 2)
    #expect(result.errors.contains(words), "\(result.errors)")
  }

  @Test(arguments: [
    (["sohw", "1"], "did you mean show?"), (["plugin", "lst"], "did you mean plugin list?"),
    (["--json", "hitory", "1"], "did you mean history?"),
    (["help", "query"], "did you mean queries?"), (["help", "dates"], "did you mean times?"),
    (["help", "lst"], "did you mean list?"), (["help", "nonsense"], "there is no command"),
    (["versoin"], "did you mean version?"), (["nonsense", "--help"], "there is no command"),
  ])
  func `a command that there is not is answered with the nearest one`(
    arguments: [String], advice: String,
  ) throws {
    let result = try DocketProcess(arguments: arguments, folder: "/").run()
    #expect(result.status == 2)
    #expect((result.errors + result.output).contains(advice))
  }

  @Test(arguments: [
    "init", "new", "intake", "show", "list", "history", "update", "note", "reply", "assign",
    "close",
    "reopen", "take", "postpone", "wake", "discard", "restore", "person", "role", "queue", "why",
    "plugin",
    "inbox", "outbox", "log", "import", "export", "config", "script",
    "audit", "upgrade", "version",
  ])
  func `every command has help with an example, as data`(command: String) throws {
    let result = try outside(command, "--help")
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    #expect(result.output.contains("Examples:\n  ") && result.output.contains("docket \(command)"))
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `completion scripts come from the program`(shell: String) throws {
    let result = try outside("--generate-completion-script", shell)
    #expect(result.status == 0)
    #expect(result.output.contains("_docket"))
  }

  @Test func `the version is told`() throws {
    let lines = try outside("--version").lines
    #expect(lines.first?.wholeMatch(of: #/docket \d+\.\d+\.\d+/#) != nil)
    for word in ["commit ", "api 1 ", "Lua 5.", "SQLite 3.", "libsodium 1.", "libcurl "] {
      #expect(lines.count { $0.hasPrefix(word) } == 1, "\(word)")
    }
    #expect(try outside("version").lines == lines)
    for arguments in [["--version", "--json"], ["--json", "--version"]] {
      let json = try DocketProcess(arguments: arguments, folder: "/").run().output
      #expect(json.contains("\"format\":") && json.contains("\"sqlite\":\"3."), "\(json)")
    }
  }

  /// Runs the program where there is no desk.
  private func outside(_ arguments: String...) throws -> DocketProcess.Result {
    try DocketProcess(arguments: arguments, folder: "/").run()
  }
}
