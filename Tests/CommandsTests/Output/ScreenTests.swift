import Foundation
import Testing

/// How pages fit where they are shown.
@Suite struct ScreenTests {
  private let plain = ["NO_COLOR": "1"]

  @Test(arguments: [40, 60, 79, 80, 84, 88, 100, 132] as [UInt16])
  func `a ticket's head cuts nothing and fits the terminal`(columns: UInt16) throws {
    let desk = try TestDesk()
    try desk.run(
      "new", "Short", "--requester", "carl", "--queue", "billing", "--tag", "late,urgent,again",
      "--due", "2030-01-31 12:00")
    let result = try desk.runOnTerminal(
      "show", "1", columns: columns, environment: plain)
    #expect(!result.output.contains("…"), "\(result.output)")
    for field in ["stage", "created", "updated", "due", "requester", "queue", "version"] {
      #expect(result.output.contains(field), "\(field)")
    }
    #expect(result.output.contains("2030-01-31 12:00 ("))
    for line in result.lines { #expect(line.count <= Int(columns), "\(line)") }
  }

  @Test func `words are broken at the terminal's width and left alone in a pipe`() throws {
    let desk = try TestDesk()
    let words = (1...60).map { "word\($0)" }.joined(separator: " ")
    try desk.run("new", "Short", "--body", words)
    try desk.run("reply", "1", words)
    try desk.run("subscribe", "--event", "note", as: "mia")
    try desk.run("note", "1", words)
    for command in [["show", "1"], ["history", "1"], ["inbox"]] {
      let person = command == ["inbox"] ? "mia" : nil
      let process = desk.process(command, as: person, environment: plain)
      let lines = try process.runOnTerminal(columns: 70).lines
      #expect(lines.count > 6, "\(command)")
      for line in lines where !line.contains("#") {
        #expect(line.count <= 70, "\(command): \(line)")
      }
      #expect(try process.run().output.contains(words), "\(command)")
    }
  }

  @Test func `a list on a terminal leaves out columns that are empty`() throws {
    let desk = try TestDesk()
    let subject = "The printer on the third floor does not print"
    try desk.run("new", subject)
    let list = try desk.runOnTerminal("list", columns: 80, environment: plain)
    #expect(list.output.contains(subject), "\(list.output)")
    #expect(!list.output.contains("queue") && !list.output.contains("due"))
    let asked = try desk.runOnTerminal(
      "list", "--columns", "id,queue", columns: 80, environment: plain)
    #expect(asked.output.contains("queue"))
    #expect(try desk.run("list").lines.first?.contains("queue") == true)
  }

  @Test(arguments: [("ru", "через 47 ч"), ("de", "in 47 Std"), ("es", "en 47 h")])
  func `a narrow list cuts words before times`(language: String, due: String) throws {
    let desk = try TestDesk()
    try desk.run(
      "new", "The printer on the third floor does not print", "--requester", "carl", "--queue",
      "billing", "--due", "+2d", "--priority", "urgent")
    try desk.run("assign", "1", "ann")
    let list = try desk.runOnTerminal("list", "--lang", language, columns: 80, environment: plain)
    #expect(list.output.contains(due), "\(list.output)")
    for line in list.lines { #expect(line.count <= 80, "\(line)") }
  }

  @Test func `notices and what plugins ask for fit the terminal`() throws {
    let desk = try TestDesk()
    let subject = (1...20).map { "word\($0)" }.joined(separator: " ")
    try desk.run("new", subject, "--requester", "carl")
    try desk.run("subscribe", "--event", "reply", as: "mia")
    try desk.run("reply", "1", "x", as: "ann")
    let inbox = try desk.runOnTerminal("inbox", as: "mia", columns: 60, environment: plain)
    #expect(inbox.output.contains("word20"), "\(inbox.output)")
    for line in inbox.lines { #expect(line.count <= 60, "\(line)") }
    let process = desk.process(["plugin", "enable", "sla", "--lang", "ru"], environment: plain)
    for line in try process.runOnTerminal(columns: 80, typing: "\n").lines {
      #expect(line.count <= 80, "\(line)")
    }
  }

  @Test func `in a pipe one long subject does not widen the other rows`() throws {
    let desk = try TestDesk()
    try desk.run("new", String(repeating: "a", count: 900))
    try desk.run("new", "Short")
    let lines = try desk.run("list").lines
    #expect(lines[1].count > 900 && lines[2].count < 240, "\(lines)")
  }

  @Test func `a list as JSON has the columns that were asked for, and id`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--tag", "late")
    let rows = try #require(
      try desk.json("list", "--columns", "subject,tags") as? [[String: Any]])
    #expect(rows.map { $0.keys.sorted() } == [["id", "subject", "tags"]])
    let own = try #require(
      try desk.json("list", "--columns", "duplicate_of") as? [[String: Any]])
    #expect(own.map { $0.keys.sorted() } == [["fields", "id"]])
    #expect((try desk.json("list") as? [[String: Any]])?.first?["queue"] != nil)
  }

  @Test func `a history shows what lists gained and lost`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--tag", "one,two,three")
    #expect(try desk.run("update", "1", "tags+=four", "tags-=one").output == "tags: +four -one\n")
    #expect(try desk.run("history", "1").output.contains("    tags: +four -one\n"))
  }

  @Test func `times that differ by seconds are shown with them`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--due", "2030-01-31T12:00:05Z")
    let result = try desk.run("update", "1", "due=2030-01-31T12:00:40Z")
    #expect(result.output == "due: 2030-01-31 12:00:05 → 2030-01-31 12:00:40\n", "\(result)")
  }

  @Test func `people are told times on the desk's clock, programs in UTC`() throws {
    let desk = try TestDesk()
    let file = desk.path + "/docket.lua"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try text.replacingOccurrences(of: "\"UTC\"", with: "\"Asia/Tokyo\"")
      .write(toFile: file, atomically: true, encoding: .utf8)
    try desk.run("new", "x")
    let past = ["show", "1", "--at", "2020-01-01T00:00:00Z"]
    let told = try desk.process(past).run()
    #expect(told.errors.contains("no ticket 1 at 2020-01-01 09:00\n"), "\(told.errors)")
    let json = try desk.process(past + ["--json"]).run()
    #expect(json.output.contains("at 2020-01-01T00:00:00.000Z"), "\(json.output)")
    try desk.run("update", "1", "priority=high")
    try desk.run("update", "1", "priority=low", as: "mia")
    let entries = try #require(try desk.json("history", "1") as? [[String: Any]])
    let seq = try #require(entries[1]["seq"] as? Int)
    let undo = try desk.run("undo", "\(seq)").errors
    #expect(undo.contains("mia edited it at 20") && !undo.contains("Z "), "\(undo)")
  }

  @Test(arguments: [
    (80, "The printer on "), (132, "The printer on the third floor does not print"),
  ])
  func `a subject keeps its room where other columns can give theirs`(
    columns: UInt16, words: String,
  ) throws {
    let desk = try TestDesk()
    try desk.run(
      "new", "The printer on the third floor does not print", "--requester", "carl", "--queue",
      "billing", "--due", "2030-01-31 12:00", "--assignee", "ann")
    let list = try desk.runOnTerminal("list", columns: columns, environment: plain)
    #expect(list.output.contains(words), "\(list.output)")
    for line in list.lines { #expect(line.count <= Int(columns), "\(line)") }
  }
}
