import Foundation
import Testing

@Suite struct TerminalTests {
  private let escape = "\u{1B}"

  @Test(arguments: [40, 60, 80, 132] as [UInt16])
  func `a table fits the terminal, whatever its letters`(columns: UInt16) throws {
    let desk = try TestDesk()
    try desk.run("new", "プリンターが燃えています、助けてください、すぐに来てください、お願いします", "--tag", "火事,緊急")
    try desk.run("new", String(repeating: "e\u{301}", count: 90))
    try desk.run("new", "👩‍👩‍👧‍👦 family and 🇳🇱 flags " + String(repeating: "long ", count: 20))
    let result = try desk.runOnTerminal("list", columns: columns, environment: ["NO_COLOR": "1"])
    #expect(result.status == 0)
    for line in result.lines { #expect(columnsTaken(by: line) <= Int(columns), "\(line)") }
    #expect(result.output.contains("…"))
  }

  @Test func `in a pipe every cell is whole`() throws {
    let desk = try TestDesk()
    let subject = String(repeating: "a long subject ", count: 20) + "end"
    try desk.run("new", subject)
    let output = try desk.run("list").output
    #expect(output.contains(subject))
    #expect(!output.contains("…"))
  }

  @Test func `columns stay aligned under wide and combining letters`() throws {
    let desk = try TestDesk()
    for subject in ["火事", "e\u{301}e\u{301}", "plain"] {
      try desk.run("new", subject, "--queue", "billing")
    }
    let lines = try desk.run("list", "--columns", "subject,queue").lines
    let places = lines.dropFirst().map { line in
      columnsTaken(by: String(line[..<(line.range(of: "billing")?.lowerBound ?? line.startIndex)]))
    }
    #expect(places == [9, 9, 9])
  }

  @Test func `colours are for terminals without NO_COLOR that are not dumb`() throws {
    let desk = try TestDesk()
    try desk.run("new", "x", "--priority", "urgent")
    let red = "\(escape)[31murgent\(escape)[0m"
    #expect(try desk.runOnTerminal("list").output.contains(red))
    for environment in [["NO_COLOR": "1"], ["TERM": "dumb"]] {
      let output = try desk.runOnTerminal("list", environment: environment).output
      #expect(!output.contains(escape))
      #expect(output.contains("urgent"))
    }
    #expect(try !desk.run("list").output.contains(escape))
    #expect(try !desk.run("show", "1").output.contains(escape))
  }

  @Test func `writing from right to left is isolated on a terminal and left alone in a pipe`()
    throws
  {
    let desk = try TestDesk()
    try desk.run("new", "مرحبا بالعالم")
    let isolated = "\u{2068}مرحبا بالعالم\u{2069}"
    #expect(try desk.runOnTerminal("list").output.contains(isolated))
    #expect(try desk.runOnTerminal("show", "1").output.contains(isolated))
    let piped = try desk.run("list").output
    #expect(piped.contains("مرحبا بالعالم") && !piped.contains("\u{2068}"))
  }

  @Test(arguments: [
    ("\u{1B}[2J\u{1B}]0;title\u{07}", "\\u{1B}[2J\\u{1B}]0;title\\u{7}"),
    ("a\u{9B}31mb", "a\\u{9B}31mb"), ("abc\u{202E}fdp.exe", "abc\\u{202E}fdp.exe"),
    ("x\u{2066}y\u{7F}", "x\\u{2066}y\\u{7F}"), ("tab\there", "tab\\u{9}here"),
  ])
  func `what a terminal would obey is shown, on terminals and in pipes`(
    text: String, shown: String,
  ) throws {
    let desk = try TestDesk()
    try desk.run("new", text)
    try desk.run("reply", "1", text)
    for command in [["list"], ["history", "1"], ["update", "1", "subject=\(text)2", "--dry-run"]] {
      let plain = ["NO_COLOR": "1"]
      let piped = try desk.process(command).run()
      let seen = try desk.process(command, environment: plain).runOnTerminal(columns: 200)
      for output in [piped.output, seen.output] {
        #expect(output.contains(shown), "\(command)")
        #expect(!output.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x9B })
      }
    }
  }

  @Test func `documents escape what they hold entry by entry and row by row`() throws {
    let desk = try TestDesk()
    try desk.write(
      plugin: "hostile",
      """
      docket.after("ticket.create", function() error("\\u{202E}\\u{9B}evil", 0) end, { name = "h" })
      """)
    try desk.run("plugin", "enable", "hostile", "--yes")
    try desk.run("new", "\u{202E}evil")
    for command in [["outbox", "list", "--json"], ["history", "1", "--json"]] {
      let output = try desk.process(command).run().output
      #expect(output.contains("u202e"), "\(command)")
      #expect(!output.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{9B}" })
    }
  }

  @Test func `errors are escaped too`() throws {
    let desk = try TestDesk()
    let result = try desk.run("show", "1", "--at", "\u{1B}[31mred")
    #expect(result.status == 2)
    #expect(!result.errors.contains(escape))
    #expect(try !desk.run("list", "stage:\u{1B}[31m").errors.contains(escape))
    #expect(try !desk.run("nonsense\u{1B}[31m").errors.contains(escape))
  }

  /// Columns as xterm counts them, reckoned here once more: 2 for wide letters and emoji.
  private func columnsTaken(by text: String) -> Int {
    text.reduce(0) { sum, character in
      let scalars = character.unicodeScalars
      let isWide = scalars.contains { scalar in
        (0x3000...0x9FFF).contains(scalar.value) || (0x1F1E6...0x1FAFF).contains(scalar.value)
      }
      return sum + (isWide ? 2 : 1)
    }
  }

  @Test(arguments: [
    ["list"], ["list", "--format", "csv"], ["list", "--json"], ["show", "1"],
    ["show", "1", "--json"],
    ["history", "1"], ["history", "1", "--json"], ["export"], ["export", "--format", "csv"],
    ["audit", "bytes", "6"],
  ])
  func `nothing that a person wrote acts on a terminal`(command: [String]) throws {
    let desk = try TestDesk()
    let text = "a\u{1B}[31m\u{1B}]0;owned\u{7}\u{1B}[2Jb\u{9B}31mc\u{7F}\u{202E}gnp"
    try desk.run("new", text, "--body", text)
    let output = try desk.process(command).runOnTerminal(columns: 80).output
    let bad = ["\u{1B}]", "\u{1B}[2J", "\u{1B}[31m", "\u{7}", "\u{9B}", "\u{7F}", "\u{202E}"]
    #expect(bad.filter(output.unicodeScalars.map(String.init).joined().contains) == [])
  }
}
