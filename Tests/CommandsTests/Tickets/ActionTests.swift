import Foundation
import Testing

@Suite struct ActionTests {
  @Test func `new prints the new ticket's number and nothing else`() throws {
    let desk = try TestDesk()
    let result = try desk.run("new", "Printer on fire", "--priority", "urgent", "--tag", "hot")
    #expect(result.output == "1\n")
    #expect(result.status == 0)
    #expect(try desk.run("new", "Another").output == "2\n")
  }

  @Test func `an update tells its edits, and lists grow and shrink`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--tag", "a")
    let result = try desk.run("update", "1", "priority=high", "tags+=b", "tags-=a")
    #expect(result.lines == ["priority: normal → high", "tags: +b -a"])
    #expect(try desk.run("update", "1", "priority=high").errors == "nothing to change\n")
  }

  @Test func `a close without a reason is refused with the field and the plugin`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    let result = try desk.run("close", "1", as: "mia")
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("close_reason"))
    #expect(result.errors.contains("(close-reasons)"))
  }

  @Test func `an agent may not close, and a manager with the evidence may`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    let close = ["close", "1", "--reason", "solved", "--root-cause", "cable"]
    #expect(try desk.process(close, as: "ann").run().status == 4)
    #expect(try desk.process(close, as: "mia").run().status == 0)
    #expect(try desk.run("list", "is:closed").output.contains("resolved"))
    #expect(try desk.run("reopen", "1").lines.contains("close_reason: solved → –"))
  }

  @Test func `a stale version is a conflict that names what came after`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    try desk.run("update", "1", "priority=high")
    let result = try desk.run("update", "1", "priority=low", "--version", "1")
    #expect(result.status == 5)
    #expect(result.errors.contains("since then 2: update by admin"))
  }

  @Test(arguments: [
    ("de", "Vorschlag: Ändern", "Regel: Grenzen"), ("nl", "voorstel: wijzigen", "regel: grenzen"),
    ("es", "propuesta: cambio", "regla: límites"),
    ("ru", "предложение: изменение", "правило: ограничения"),
  ])
  func `a step is set off from what it is about where its language does so`(
    language: String, proposal: String, rule: String,
  ) throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    let steps = try desk.run("update", "1", "priority=high", "--dry-run", "--lang", language).output
    #expect(steps.contains("├─ \(proposal)") && steps.contains("├─ \(rule)"), "\(steps)")
  }

  @Test func `a dry run shows the steps and changes nothing`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    let before = try desk.run("history", "1", "--json").output
    let result = try desk.run("update", "1", "priority=high", "--dry-run")
    #expect(result.output.contains("├─ propose update"))
    #expect(result.output.contains("└─ write"))
    #expect(
      result.output.contains("Nothing was changed. This would be:\n  priority: normal → high"))
    #expect(try desk.run("history", "1", "--json").output == before)
  }

  @Test func `a dry run of a refused change shows how far it came, and fails`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    let result = try desk.run("close", "1", "--dry-run")
    #expect(result.status == 1)
    #expect(result.output.contains("close-reasons@"))
  }

  @Test func `postpone sets aside, wake takes up, discard and restore go and come back`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    #expect(try desk.run("postpone", "1", "+3d").output.contains("stage: new → postponed"))
    #expect(try desk.run("wake", "1").output.contains("stage: postponed → "))
    #expect(try desk.run("discard", "1", "--to", "spam").output.contains("→ spam"))
    #expect(try desk.run("list").errors == "no ticket matches\n")
    #expect(try desk.run("restore", "1").output.contains("stage: spam → "))
  }

  @Test func `an assignment and a reply are told, and the reply moves the ticket`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--requester", "carl")
    #expect(try desk.run("assign", "1", "ann").lines == ["assignee: – → ann"])
    #expect(try desk.run("reply", "1", "try again", as: "ann").output.contains("→ answered"))
  }

  @Test func `me is whoever asks, where a person is meant`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--tag", "me")
    #expect(try desk.run("assign", "1", "me", as: "ann").lines == ["assignee: – → ann"])
    #expect(try desk.run("update", "1", "assignee=me", as: "mia").lines == ["assignee: ann → mia"])
    let followed = try desk.run("update", "1", "followers+=me", "tags+=mine", as: "ann")
    #expect(followed.lines.contains("followers: – → ann"), "\(followed.lines)")
    #expect(try desk.run("list", "tags:me").output.contains("x"))
  }

  @Test func `a dash reads standard input, and input that is not UTF-8 is refused`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x")
    #expect(try desk.run("note", "1", "-", input: "from\na pipe\n").status == 0)
    #expect(try desk.run("show", "1").output.contains("  from\n  a pipe\n"))
    var process = desk.process(["note", "1", "-"])
    process.input = Data([0x61, 0xFF, 0xFE] as [UInt8])
    let result = try process.run()
    #expect(result.status == 1)
    #expect(result.errors.contains("not valid UTF-8"))
  }

  @Test func `the staff hears that whom a ticket is given to is away`() throws {
    let desk = try TestDesk()
    try desk.run("person", "away", "bob", "--till", "2030-01-31", "--stand-in", "mia")
    try desk.run("new", "x", "--requester", "carl")
    let words = "bob: away until 2030-01-31 00:00, mia stands in\n"
    for command in [
      ["assign", "1", "bob", "--dry-run"], ["assign", "1", "bob"],
      ["new", "y", "--assignee", "bob"],
    ] {
      #expect(try desk.process(command, as: "ann").run().errors.contains(words), "\(command)")
    }
    #expect(try desk.run("assign", "1", "ann", as: "mia").errors.isEmpty)
    #expect(try desk.run("take", "1", as: "bob").errors.isEmpty)
  }
}
