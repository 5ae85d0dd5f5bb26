import Foundation
import Testing

@Suite struct ListTests {
  @Test(arguments: [
    ("срок:завтра", "ru", "due"), ("приоритет:high", "ru", "priority"),
    ("type:вопрос", "ru", "question"), ("priority:hoch", "de", "high"),
    ("sort:fällig", "de", "due"), ("Приоритет:high", "en", "priority"),
  ])
  func `a label in a query is answered with its name`(
    query: String, language: String, name: String,
  ) throws {
    let result = try TestDesk.unchanged().run("list", query, "--lang", language)
    #expect(result.status == 2, "\(result.errors)")
    let quoted = ["«\(name)»", "„\(name)“", "“\(name)”"]
    #expect(quoted.contains { result.errors.contains($0) }, "\(result.errors)")
  }

  @Test func `a subject gives way before the head of a column is cut`() throws {
    let desk = try TestDesk()
    try desk.run(
      "new", "The printer on the third floor does not print at all", "--requester", "carl",
      "--queue", "billing", "--due", "+2d")
    let lines = try desk.runOnTerminal("list", columns: 80).lines.map {
      $0.replacing(/\u{1B}\[[0-9;]*[mK]/, with: "")
    }
    let head = try #require(lines.first { $0.contains("requester") })
    #expect(head.contains("priority") && !head.contains("…"), "\(head)")
    #expect(lines.contains { $0.contains("The printer") && $0.contains("…") }, "\(lines)")
  }

  @Test(arguments: ["en", "nl", "es", "ru", "de"])
  func `columns without room are left out and named, so the others keep their heads`(
    language: String,
  ) throws {
    let desk = try TestDesk()
    try desk.run("new", "The printer on the third floor", "--requester", "carl", "--tag", "late")
    let asked = "id,priority,stage,subject,requester,assignee,queue,due,updated,created,tags"
    let plain = ["NO_COLOR": "1"]
    let seen = try desk.runOnTerminal(
      "list", "--columns", asked, "--lang", language, columns: 80, environment: plain)
    #expect(!seen.lines[0].contains("…"), "\(seen.output)")
    let piped = try desk.run("list", "--columns", asked, "--lang", language).lines[0]
    let told = seen.lines.dropFirst(2).joined(separator: " ").split(separator: ": ")
    #expect(told.count == 2, "\(seen.output)")
    for name in try #require(told.last).split(separator: ", ") {
      #expect(piped.contains(name) && !seen.lines[0].contains(name), "\(seen.output)")
    }
  }

  @Test func `a query chooses, sorts and limits`() throws {
    let desk = try TestDesk()
    for priority in ["low", "urgent", "high"] {
      try desk.run("new", "is \(priority)", "--priority", priority)
    }
    let result = try desk.run(
      "list", "priority:high..", "sort:-priority", "--columns", "id,priority")
    #expect(result.lines.map { $0.split(separator: " ").last } == ["priority", "urgent", "high"])
    #expect(try desk.run("list", "limit:1").lines.count == 2)
  }

  @Test func `people stand in the order of their names, whenever they came`() throws {
    let desk = try TestDesk()
    for name in ["zoe", "Abe", "émile"] { try desk.run("person", "add", name, "--role", "agent") }
    for name in ["zoe", "émile", "Abe", "mia"] { try desk.run("new", name, "--assignee", name) }
    try desk.run("new", "nobody")
    let subjects = { (sort: String) in
      try desk.run("list", sort, "--columns", "subject").lines.dropFirst().map {
        $0.trimmingCharacters(in: .whitespaces)
      }
    }
    #expect(try subjects("sort:assignee") == ["Abe", "émile", "mia", "zoe", "nobody"])
    #expect(try subjects("sort:-assignee") == ["zoe", "mia", "émile", "Abe", "nobody"])
  }

  @Test func `CSV quotes what needs it and gives times in ISO 8601`() throws {
    let desk = try TestDesk()
    try desk.run("new", "a, \"b\"", "--due", "2026-01-31T12:00Z")
    let result = try desk.run("list", "--format", "csv", "--columns", "id,subject,due")
    #expect(result.output == "id,subject,due\n1,\"a, \"\"b\"\"\",2026-01-31T12:00:00.000Z\n")
  }

  @Test func `a table has fifty rows and says how many there are; CSV and JSON have all`() throws {
    let desk = try TestDesk()
    for number in 1...52 { try desk.run("new", "number \(number)") }
    let table = try desk.run("list")
    #expect(table.lines.count == 51)
    #expect(table.errors == "50 of 52 tickets; limit:52 shows all\n")
    #expect(try desk.run("list", "--format", "csv").lines.count == 53)
    #expect((try desk.json("list") as? [Any])?.count == 52)
  }

  @Test(arguments: [
    ("asignee:me", "did you mean “assignee”?"), ("due:7d", "write +7d"), ("(is:open", "column"),
    ("priority:hgih", "did you mean “high”?"), ("assignee:an", "unknown person"),
  ])
  func `a query that is none says where and what would be right`(
    query: String, advice: String,
  ) throws {
    let desk = try TestDesk()
    let result = try desk.run("list", query)
    #expect(result.status == 2)
    #expect(result.errors.contains("column") && result.errors.contains(advice))
  }

  @Test func `a column that is no field is a usage error with the nearest one`() throws {
    let desk = try TestDesk()
    let result = try desk.run("list", "--columns", "id,subjct")
    #expect(result.status == 2)
    #expect(result.errors.contains("did you mean subject?"))
  }

  @Test func `as many columns as are asked for, in their order`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--tag", "a,b")
    #expect(
      try desk.run("list", "--columns", "tags,subject,id").output
        == "tags  subject  id\na, b  x         1\n")
  }

  @Test(arguments: [
    ("queue:biling", "did you mean “billing”?"), ("type:qestion", "did you mean “question”?"),
    ("stage:opne", "did you mean “open”?"), ("close_reason:solvd", "did you mean “solved”?"),
    ("not:queue:x", "unknown queue “x”"),
  ])
  func `a name that no ticket could have is an error with the nearest`(
    query: String, advice: String,
  ) throws {
    let desk = try TestDesk.unchanged()
    let result = try desk.run("list", query)
    #expect(result.status == 2)
    #expect(result.errors.contains(advice), "\(result.errors)")
  }

  @Test func `a name that tickets still carry can be asked for, by who sees them`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--requester", "carl")
    try desk.run("plugin", "disable", "close-reasons", "--yes")
    try desk.run("close", "1", as: "mia")
    try desk.run("plugin", "enable", "close-reasons", "--yes")
    try desk.run("reopen", "1", as: "mia")
    try desk.run(
      "close", "1", "--reason", "solved", "--root-cause", "fuse", as: "mia")
    try desk.run("plugin", "disable", "close-reasons", "--yes")
    #expect(try desk.run("list", "close_reason:solved", "--columns", "id").lines.count == 2)
    #expect(try desk.run("list", "close_reason:solved", as: "dora").status == 2)
  }

  @Test func `no cell of a CSV file is a formula to a spreadsheet`() throws {
    let desk = try TestDesk()
    for subject in ["=1+1", "+1", "-1", "@x", "a=1"] { try desk.run("new", "--", subject) }
    let lines = try desk.run("list", "--format", "csv", "--columns", "id,subject").lines
    #expect(
      lines.dropFirst().map { $0.split(separator: ",")[1] } == [
        "'=1+1", "'+1", "'-1", "'@x", "a=1",
      ])
  }

  @Test func `a phrase in quotes of the shell is looked for as a phrase`() throws {
    let desk = try TestDesk()
    try desk.run("new", "It does not boot")
    try desk.run("new", "Boot does, not it")
    #expect(
      try desk.run("list", "does not boot", "--columns", "subject").lines
        == ["subject", "It does not boot"])
  }

  @Test(arguments: [
    ["--limit", "0"], ["--limit", "x"], ["--format", "yaml"], ["--columns", ""],
    ["--group", "queu"], ["--group", "queue", "--columns", "id"], ["--json", "--format", "csv"],
  ])
  func `options that make no sense are usage errors`(arguments: [String]) throws {
    let desk = try TestDesk.unchanged()
    #expect(try desk.process(["list"] + arguments).run().status == 2)
  }

  @Test func `no ticket is said on standard error, and what is overdue is red`() throws {
    let desk = try TestDesk()
    let none = try desk.run("list", "priority:urgent")
    #expect(none.output.isEmpty && none.errors == "no ticket matches\n" && none.status == 0)
    try desk.run("new", "late", "--due", "-2h")
    try desk.run("new", "in time", "--due", "+2h")
    let output = try desk.runOnTerminal("list", "--columns", "due").output
    #expect(output.contains("\u{1B}[31m2 h ago"))
    #expect(output.contains("\u{1B}[2min"))
  }

  @Test func `a ticket's number alone is a word, and it says how to ask for the ticket`() throws {
    let desk = try TestDesk()
    try desk.run("new", "Lamp")
    try desk.run("new", "It was promised in 1 day", "--requester", "carl")
    let words = "1 is looked for in the texts; id:1 lists the ticket, docket show 1 shows it\n"
    let found = try desk.run("list", "1", "--columns", "id")
    #expect(found.lines.count == 2 && found.errors == words)
    #expect(try desk.run("list", "id:1").errors.isEmpty)
    #expect(try desk.run("list", "3").errors == "no ticket matches\n")
    #expect(try desk.run("list", "1", as: "carl").errors.isEmpty)
  }
}
