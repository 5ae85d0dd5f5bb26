import Foundation
import Testing

/// Messages that help whoever reads them.
@Suite struct WordingTests {
  @Test func `how a queue is made is told to those who may make one`() throws {
    let desk = try TestDesk()
    let new = ["new", "x", "--queue", "zebra"]
    #expect(try desk.process(new).run().errors.contains("docket queue add zebra"))
    let agent = try desk.process(new, as: "ann").run()
    #expect(agent.status != 0 && agent.errors.contains("zebra"))
    #expect(!agent.errors.contains("queue add"), "\(agent.errors)")
    // A customer chooses no queue, and hears of none.
    let customer = try desk.process(new, as: "carl").run()
    #expect(customer.status == 4 && !customer.errors.contains("zebra"), "\(customer.errors)")
  }

  @Test func `a script that a configuration misses is called a script`() throws {
    let desk = try TestDesk()
    let file = desk.folder + "/desk.lua"
    let text = "return { docket = 1, plugins = { { name = \"gone\", script = true } } }"
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    let result = try desk.run("config", "apply", file, "--dry-run")
    #expect(result.errors.contains("there is no script `gone`"), "\(result.errors)")
  }

  @Test func `what is redacted already has nothing to redact`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    try desk.run("note", "1", "secret")
    let history = try desk.run("history", "1", "--json").output
    let entries = try #require(
      try JSONSerialization.jsonObject(with: Data(history.utf8)) as? [[String: Any]])
    let seq = try #require(entries.last?["seq"] as? Int)
    #expect(try desk.run("redact", "\(seq)", "--yes").status == 0)
    let again = try desk.run("redact", "\(seq)", "--yes")
    #expect(again.errors.contains("entry \(seq) has nothing to redact, or"), "\(again.errors)")
  }

  @Test func `an export that a condition keeps from somebody says so`() throws {
    let desk = try TestDesk()
    try desk.run("role", "grant", "exporter", "export")
    try desk.run("role", "grant", "exporter", "history.view", "--when", "priority:low")
    try desk.run("person", "add", "eve", "--role", "exporter")
    let result = try desk.run("export", as: "eve")
    #expect(result.status == 4)
    #expect(result.errors.contains("has it only on a condition"), "\(result.errors)")
  }

  @Test(arguments: [
    (["list", "--group", "assinee"], "--group: there is no field “assinee” to group by"),
    (["list", "sort:-subjct"], "column 7: there is no field “subjct” to sort by"),
    (["list", "no:asignee"], "there is no field “asignee” to be empty"),
  ])
  func `an unknown field where only a field can stand is told the nearest, and no list of all`(
    arguments: [String], words: String,
  ) throws {
    let result = try TestDesk.unchanged().process(arguments).run()
    #expect(result.status == 2)
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(result.errors.contains("did you mean") && !result.errors.contains("assignee, "))
    #expect(!result.errors.contains("quotes"))
  }

  @Test func `an unknown choice in a query is told which there are`() throws {
    let result = try TestDesk.unchanged().run("list", "priority:urgnt")
    #expect(
      result.errors.contains("; there is low, normal, high, urgent; did you mean “urgent”?"),
      "\(result.errors)")
  }

  @Test func `an assignment in capital letters is told the name of the field`() throws {
    let result = try TestDesk.unchanged().run("update", "1", "Priority=High")
    #expect(result.status == 1)
    #expect(result.errors.contains("did you mean priority?"), "\(result.errors)")
  }

  @Test(arguments: [
    (["close", "1", "--reason", "solved"], "give --root-cause X"),
    (["close", "1", "--reason", "duplicate"], "give --set duplicate_of=N"),
    (["close", "1", "--reason", "declined"], "give --comment X"),
    (["update", "1", "stage=resolved", "close_reason=solved"], "give root_causes=X"),
  ])
  func `missing evidence names what the command takes, for people only`(
    arguments: [String], words: String,
  ) throws {
    let desk = try TestDesk.unchanged()
    let told = try desk.process(arguments + ["--dry-run"]).run()
    #expect(told.status == 1 && told.errors.contains(words), "\(told.errors)")
    let json = try desk.process(arguments + ["--dry-run", "--json"]).run()
    #expect(!json.output.contains("give "), "\(json.output)")
  }

  @Test func `a conflict tells of the last changes and counts those before`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    for number in 1...9 { try desk.run("update", "1", "subject=x\(number)") }
    let result = try desk.run("update", "1", "priority=high", "--version", "1")
    #expect(result.status == 5)
    #expect(result.errors.contains("since then 6: update by admin"), "\(result.errors)")
    #expect(result.errors.contains("10: update by admin, and 4 before"), "\(result.errors)")
  }

  @Test func `a group of commands alone is a usage error with its help`() throws {
    let desk = try TestDesk.unchanged()
    for group in ["config", "person", "role", "plugin", "plugin index", "plugin trust"] {
      let result = try desk.process(group.split(separator: " ").map(String.init)).run()
      #expect(result.status == 2 && result.output.isEmpty, "\(group)")
      #expect(result.errors.contains("docket \(group) is followed by one of: "))
      #expect(result.errors.contains("SUBCOMMANDS:"))
    }
    #expect(try desk.run("role", "--help").status == 0)
  }

  @Test func `an argument that is not UTF-8 is refused`() throws {
    let desk = try TestDesk()
    let result = try desk.shell("docket new \"$(printf 'a\\377b')\"")
    #expect(result.status == 1)
    #expect(result.errors.contains("argument 2 is not UTF-8"), "\(result.errors)")
    #expect(try desk.run("new", "a\u{FFFD}b").status == 0)
    #expect((try desk.json("list") as? [Any])?.count == 1)
  }

  @Test func `postpone says that it sets the due time, and units are as documented`() throws {
    let desk = try TestDesk()
    #expect(try desk.run("postpone", "--help").output.contains("due time"))
    #expect(try desk.run("help", "times").output.contains("s (seconds)"))
    try desk.run("new", "x")
    #expect(try desk.run("postpone", "1", "+90s").status == 0)
  }

  @Test func `an import tells each cause once, with how many rows it kept out`() throws {
    let desk = try TestDesk()
    try desk.write(plugin: "colours", "docket.field{ name = \"colour\", type = \"text\" }")
    #expect(try desk.run("plugin", "enable", "colours", "--yes").status == 0)
    try desk.run("new", "x", "--field", "colour=red")
    for number in 1...6 { try desk.run("update", "1", "subject=x\(number)") }
    let file = desk.folder + "/desk.ndjson"
    try desk.run("export").output.write(toFile: file, atomically: true, encoding: .utf8)
    let other = try TestDesk()
    let result = try other.run("import", file, "--source", "other")
    #expect(result.status == 1)
    let told = result.errors.split(separator: "\n")
    #expect(told.count { $0.contains("colour") } == 1, "\(result.errors)")
    #expect(told.count { $0.contains("follows one that did not go in") } == 1, "\(result.errors)")
    #expect(told.contains { $0.hasPrefix("6 rows, the first: line ") }, "\(result.errors)")
  }

  @Test func `only what a command itself leaves undone is told where nobody works`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--requester", "carl")
    try desk.run("forward", "1", "--to", "out@example.com")
    #expect(try desk.run("outbox", "list").output.contains("mail"))
    let later = try desk.run("assign", "1", "ann")
    #expect(!later.errors.contains("no worker is alive"), "\(later.errors)")
    let own = try desk.run("forward", "1", "--to", "out@example.com")
    #expect(own.errors.contains("wait"), "\(own.errors)")
  }

  @Test func `a view is shown in the words in which it was saved`() throws {
    let desk = try TestDesk()
    try desk.run("view", "save", "mine", "is:open", "sort:-priority")
    #expect(try desk.run("view", "list").output.contains("is:open sort:-priority"))
    #expect(try desk.run("view", "show", "mine").output.contains("is:open sort:-priority"))
  }

  @Test(arguments: [
    (["show", "abc"], "`abc` is no ticket's number: a number is wanted", "no_ticket_number"),
    (["redact", "abc"], "`abc` is no entry's number: a number is wanted", "no_entry_number"),
    (["show", "1", "--nonsense"], "--nonsense", "parser"),
  ])
  func `what cannot be parsed says what is wanted, with a code`(
    arguments: [String], words: String, code: String,
  ) throws {
    let desk = try TestDesk.unchanged()
    let result = try desk.process(arguments).run()
    #expect(result.status == 2 && result.errors.contains(words), "\(result.errors)")
    let json = try desk.process(arguments + ["--json"]).run().output
    #expect(json.contains("\"code\":\"usage.\(code)\""), "\(json)")
  }

  @Test func `several events are subscribed to at once, all or none`() throws {
    let desk = try TestDesk()
    let result = try desk.run("subscribe", "--event", "created,reply", "--event", "queue")
    #expect(result.status == 0 && result.lines.count == 3, "\(result.errors)")
    #expect(try desk.run("subscribe", "--event", "note,nonsense").status != 0)
    let listed = try desk.run("subscribe", "list").output
    let own = listed.split(separator: "\n").filter { !$0.hasPrefix("inbox:") }
    #expect(own.contains { $0.contains("ticket.create") }, "\(listed)")
    #expect(!own.contains { $0.contains("ticket.note") }, "\(listed)")
  }

  @Test func `help tells of an action that a plugin adds`() throws {
    let desk = try TestDesk()
    try desk.write(
      plugin: "extra",
      """
      docket.action{ name = 'link', params = { into = { type = 'ticket' } },
        propose = function() end }
      """)
    try desk.run("plugin", "enable", "extra", "--yes")
    let result = try desk.run("help", "link")
    #expect(result.status == 0)
    #expect(result.output.contains("action of a plugin") && result.output.contains("into=TICKET"))
  }

  @Test func `actions are shown with their labels`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    #expect(try desk.run("do", "1", "--lang", "nl").output.contains("Samenvoegen"))
  }

  @Test func `what is wrong with many rows is said once`() throws {
    let desk = try TestDesk()
    try "id\n1\n2\n3\n".write(
      toFile: desk.folder + "/rows.csv", atomically: true, encoding: .utf8)
    try """
    docket.importer{ name = "wrong", format = "csv", each = function(row, import)
      error("this importer is for another file", 0)
    end }
    """.write(toFile: desk.folder + "/wrong.lua", atomically: true, encoding: .utf8)
    let result = try desk.run("import", "rows.csv", "--with", "wrong.lua")
    #expect(result.errors.contains("3 rows, the first: line 2"), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count { $0.contains("another file") } == 1)
  }
}
