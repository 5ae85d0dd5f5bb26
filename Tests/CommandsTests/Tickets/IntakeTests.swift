import Foundation
import Glibc
import Testing

/// `docket intake`: documents, a folder, and a form that asks.
@Suite struct IntakeTests {
  private func desk() throws -> TestDesk {
    let desk = try TestDesk()
    let enabled = try desk.run("plugin", "enable", "intake", "--yes")
    #expect(enabled.status == 0, "\(enabled.errors)")
    return desk
  }

  @Test func `without a form, the forms are listed with what each takes`() throws {
    let desk = try desk()
    let list = try desk.run("intake")
    for words in ["phone", "letter", "web", "monitoring", "subject*"] {
      #expect(list.output.contains(words), "\(list.output)")
    }
    #expect(try desk.run("--lang", "de", "intake").output.contains("zurückzurufen"))
    let forms = try #require(try desk.json("intake") as? [[String: Any]])
    #expect(forms.compactMap { $0["name"] as? String } == ["letter", "monitoring", "phone", "web"])
    let bare = try TestDesk().run("intake")
    #expect(bare.status == 0 && bare.errors.contains("docket plugin enable intake"))
  }

  @Test func `a document from standard input becomes a ticket, whose number is printed`() throws {
    let desk = try desk()
    let result = try desk.run(
      "intake", "phone", as: "ann", input: #"{"subject": "No light", "caller": "carl"}"#)
    #expect(result.status == 0 && result.output == "1\n" && result.errors == "", "\(result)")
    let ticket = try #require(try desk.json("show", "1") as? [String: Any])
    #expect(ticket["source"] as? String == "phone" && ticket["requester"] as? String == "carl")
    #expect(try desk.run("list", "source:phone").lines.count == 2)
  }

  @Test func `a document alone fails as any command does, with its fields`() throws {
    let desk = try desk()
    let wrong = try desk.run(
      "intake", "phone", as: "ann", input: #"{"sbject": "x", "priority": "hihg"}"#)
    #expect(wrong.status == 1 && wrong.output.isEmpty)
    for words in ["sbject", "did you mean subject?", "priority", "did you mean high?"] {
      #expect(wrong.errors.contains(words), "\(wrong.errors)")
    }
    let note = #"{"host": "a", "state": "critical"}"#
    #expect(try desk.run("intake", "monitoring", as: "carl", input: note).status == 1)
    #expect(try desk.run("intake", "phon", input: "{}").status == 3)
    #expect(try desk.run("intake", "phone", input: "").errors.contains("no document"))
  }

  @Test func `of many documents the bad ones are told by line, and the others go in`() throws {
    let desk = try desk()
    let input = """
      {"subject": "One"}
      {"subject": "Two", "priority": "hihg"}
      {"subject": "Three"
      {"subject": "Four", "call": "c4"}
      {"subject": "Four", "call": "c4"}
      """
    let result = try desk.run("intake", "phone", "-", as: "ann", input: input)
    #expect(result.status == 1 && result.lines == ["1", "2", "2"], "\(result)")
    for words in [
      "line 2: refused: priority: ", "line 3, byte ", "line 5: in before, as ticket 2",
      "2 taken in, 1 in before, 0 with nothing to do, 2 refused",
    ] { #expect(result.errors.contains(words), "\(result.errors)") }
  }

  @Test func `a repeated event is noted, and a recovery without a ticket is told`() throws {
    let desk = try desk()
    let input = """
      {"host": "web1", "state": "critical", "summary": "down"}
      {"host": "web1", "state": "critical", "summary": "still down"}
      {"host": "web2", "state": "ok"}
      """
    let result = try desk.run("intake", "monitoring", as: "ann", input: input)
    #expect(result.status == 0 && result.lines == ["1", "1"], "\(result)")
    #expect(result.errors.contains("line 2: note on ticket 1"))
    #expect(result.errors.contains("line 3: nothing to do: no open ticket has the key web2"))
    #expect(try !desk.run("history", "1", as: "carl").output.contains("still down"))
  }

  @Test func `a dry run shows the steps and leaves nothing`() throws {
    let desk = try desk()
    let result = try desk.run(
      "intake", "phone", "--dry-run", as: "ann", input: #"{"subject": "No light"}"#)
    #expect(result.status == 0 && result.output.contains("subject: – → No light"), "\(result)")
    #expect(try desk.run("list").lines.isEmpty)
  }

  @Test func `a folder's files go to done and failed`() throws {
    let desk = try desk()
    let folder = desk.folder + "/spool"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, text) in ["a": #"{"subject": "A"}"#, "b": #"{"subjekt": "B"}"#] {
      let path = "\(folder)/\(name).json"
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -60)], ofItemAtPath: path)
    }
    let result = try desk.run("intake", "letter", "--folder", "spool", as: "ann")
    #expect(result.status == 1 && result.output == "1\n", "\(result)")
    #expect(result.errors.contains("b.json: line 1: refused: "))
    #expect(result.errors.contains("did you mean subject?"))
    #expect(result.errors.contains("a.json → done/a.json"))
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
    #expect(names == ["done", "done/a.json", "failed", "failed/b.json", "failed/b.txt"])
    #expect(try desk.run("intake", "letter", "--folder", "spool", as: "ann").status == 0)
    #expect(try desk.run("intake", "letter", "--folder", "nowhere").status == 3)
  }

  @Test func `a watched folder is left cleanly when a signal comes`() throws {
    let desk = try desk()
    let folder = desk.folder + "/spool"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let running = try desk.process(
      ["intake", "letter", "--folder", "spool", "--watch"], as: "ann"
    ).start()
    try eventually("it watches") { try running.said.contains("taking in files of spool") }
    let path = "\(folder)/a.json"
    try Data(#"{"subject": "A"}"#.utf8).write(to: URL(fileURLWithPath: path))
    try eventually("it takes the file") { try running.said.contains("a.json → done/a.json") }
    running.signal(SIGINT)
    let result = try running.end()
    #expect(result.status == 0 && result.output == "1\n", "\(result)")
    #expect(try desk.run("list").lines.count == 2)
  }

  @Test func `on a terminal a form asks field by field, and whether to make it`() throws {
    let desk = try desk()
    let typed = "\nNo light\ncarl\n\nIt is\ndark.\n.\nhihg\nhigh\n\n\n\ny\n"
    let result = try desk.process(["intake", "phone"], as: "ann")
      .runOnTerminal(columns: 100, typing: typed)
    #expect(result.status == 0, "\(result.output)")
    for words in ["is needed", "did you mean high?", "Nothing was changed", "Make it?"] {
      #expect(result.output.contains(words), "\(result.output)")
    }
    let ticket = try #require(try desk.json("show", "1") as? [String: Any])
    #expect(ticket["body"] as? String == "It is\ndark." && ticket["priority"] as? String == "high")
    let no = try desk.process(["intake", "web"], as: "ann")
      .runOnTerminal(columns: 100, typing: "Hi\njane@example.com\n\nHello\n.\n\n\nn\n")
    #expect(no.status == 1 && no.output.contains("nothing was changed"), "\(no.output)")
    #expect(try desk.run("list").lines.count == 2)
    #expect(try desk.run("person", "show", "jane").status == 3)
  }

  @Test(arguments: [
    ["intake", "--folder", "x"], ["intake", "phone", "a.json", "--folder", "x"],
    ["intake", "phone", "--watch"], ["intake", "phone", "--folder", "x", "--watch", "--dry-run"],
    ["intake", "phone", "--folder", "x", "--watch", "--json"],
  ])
  func `options that exclude each other are a usage error`(line: [String]) throws {
    #expect(try TestDesk.unchanged().process(line).run().status == 2)
  }
}
