import Foundation
import TestSupport
import Testing

/// A board with somebody at its terminal.
@Suite struct BoardScreenTests {
  private static let keys = (up: "\u{1B}[A", down: "\u{1B}[B", right: "\u{1B}[C", left: "\u{1B}[D")
  private static let shiftRight = "\u{1B}[1;2C"

  private func screen(
    of desk: TestDesk, _ words: String..., as person: String = "ann",
    command: [String] = ["view", "board"], columns: UInt16 = 80, rows: UInt16 = 24,
    environment: [String: String] = [:],
  ) throws -> TestSupport.PseudoTerminal {
    let own = desk.process([]).variables
    return try TestSupport.PseudoTerminal(
      [DocketProcess.program.path] + command + ["--desk", desk.path, "--as", person] + words,
      in: [desk], environment: own.merging(environment) { $1 }, columns: columns, rows: rows,
      patience: .seconds(60))
  }

  /// Waits until it is drawn to its end, and gives the lines without colours.
  private func drawn(_ terminal: TestSupport.PseudoTerminal) throws -> [String] {
    try terminal.wait(for: "\u{1B}[H")
    let text = try terminal.wait(for: "\u{1B}[?2026l")
    return text.replacing("\u{1B}[K", with: "").replacing(/\u{1B}\[[0-9]*m/, with: "")
      .split(separator: "\r\n", omittingEmptySubsequences: false)
      .map { $0.filter { $0 != "\r" } }
  }

  private func drawn(
    _ terminal: TestSupport.PseudoTerminal, until isRight: ([String]) -> Bool,
  ) throws -> [String] {
    while true {
      let lines = try drawn(terminal)
      if isRight(lines) { return lines }
    }
  }

  /// Waits for a drawing that shows something.
  private func drawn(
    _ terminal: TestSupport.PseudoTerminal, with words: String,
  ) throws -> [String] {
    try drawn(terminal) { lines in lines.contains { $0.contains(words) } }
  }

  @Test(arguments: [20, 40, 60, 80, 120, 200] as [UInt16])
  func `it fits the terminal, wide letters and all`(columns: UInt16) throws {
    let desk = try BoardTests.desk()
    try desk.run("new", "打印机不工作打印机不工作打印机不工作", "--priority", "urgent")
    try desk.run("new", "Ein sehr langer Betreff ohne Ende \u{1B}[31m", "--assignee", "ann")
    let terminal = try screen(of: desk, columns: columns)
    let lines = try drawn(terminal)
    #expect(lines.count == 24)
    for line in lines {
      let width = line.unicodeScalars.reduce(0) {
        $0 + ((0x2E80...0xFFFF).contains($1.value) ? 2 : 1)
      }
      #expect(width <= Int(columns), "\(line)")
    }
    #expect(lines[1].contains("new") && lines.contains { $0.contains("#1") })
    #expect(lines.contains { $0.contains("打印") })
    // As many columns as can be read: the others are told of.
    #expect(lines[1].contains("resolved") == (columns >= 80), "\(lines[1])")
    #expect(lines[0].contains("›") == (columns < 80) || columns < 40, "\(lines[0])")
    terminal.send("q")
    #expect(try terminal.end() == .status(0))
  }

  @Test func `it leaves the terminal as it was`() throws {
    let terminal = try screen(of: try TestDesk.unchanged(), as: "admin")
    // The flag of c_lflag by which a terminal shows what is typed.
    let echo: UInt32 = 0x8
    _ = try drawn(terminal)
    #expect(terminal.modes[3] & echo == 0)
    terminal.send("q")
    #expect(try terminal.end() == .status(0))
    #expect(terminal.modes[3] & echo != 0)
    let shown = String(decoding: terminal.shown, as: UTF8.self)
    #expect(shown.hasPrefix("\u{1B}[?1049h"))
    #expect(shown.hasSuffix("\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l"))
  }

  @Test func `the dashboard lives on the same kind of screen`() throws {
    let desk = try BoardTests.desk()
    let terminal = try screen(of: desk, command: ["dashboard"])
    #expect(try drawn(terminal, with: "2 open   1 waiting").last == "q leaves")
    try desk.run("new", "No ink")
    _ = try drawn(terminal, with: "3 open   1 waiting")
    terminal.send("x")
    terminal.resize(columns: 60, rows: 10)
    #expect(try drawn(terminal) { $0.count == 10 }.last == "q leaves")
    terminal.send("q")
    #expect(try terminal.end() == .status(0))
  }

  @Test func `colours are there only where they are wanted`() throws {
    let desk = try BoardTests.desk()
    for (environment, isColoured) in [([:], true), (["NO_COLOR": "1"], false)]
      as [([String: String], Bool)]
    {
      let terminal = try screen(of: desk, environment: environment)
      _ = try drawn(terminal)
      terminal.send("q")
      #expect(try terminal.end() == .status(0))
      let shown = String(decoding: terminal.shown, as: UTF8.self)
      #expect(shown.contains(/\u{1B}\[[0-9]+m/) == isColoured)
    }
  }

  @Test func `arrows choose a card, Enter shows its ticket, q goes back and then leaves`() throws {
    let desk = try BoardTests.desk()
    let terminal = try screen(of: desk)
    #expect(try drawn(terminal).contains { $0.hasPrefix("▌#1 ") })
    terminal.send(Self.keys.down)
    _ = try drawn(terminal, with: "▌#4")
    terminal.send(Self.keys.up + Self.keys.right)
    _ = try drawn(terminal, with: "▌#2")
    terminal.send("\r")
    #expect(try drawn(terminal, with: "Is the plug in?").contains { $0.contains("#2 No heat") })
    terminal.send("q")
    _ = try drawn(terminal, with: "▌#2")
    terminal.send("q")
    #expect(try terminal.end() == .status(0))
  }

  @Test func `what another process changes is drawn, and the chosen ticket stays chosen`() throws {
    let desk = try BoardTests.desk()
    let terminal = try screen(of: desk)
    _ = try drawn(terminal, with: "▌#1")
    terminal.send(Self.keys.down)
    _ = try drawn(terminal, with: "▌#4")
    try desk.run("new", "A fire", "--priority", "urgent")
    let lines = try drawn(terminal, with: "#5")
    #expect(lines.contains { $0.contains("▌#4") }, "\(lines)")
    terminal.send("q")
    #expect(try terminal.end() == .status(0))
  }

  @Test func `another size of the window shows other columns`() throws {
    let terminal = try screen(of: try BoardTests.desk(), columns: 120)
    #expect(try drawn(terminal)[1].contains("resolved"))
    terminal.resize(columns: 40, rows: 12)
    let lines = try drawn(terminal) { $0.count == 12 }
    #expect(!lines[1].contains("resolved"))
    // The column that is gone to comes into sight.
    terminal.send(String(repeating: Self.keys.right, count: 4))
    #expect(try drawn(terminal, with: "resolved")[0].contains("‹"))
    terminal.send("q")
    #expect(try terminal.end() == .status(0))
  }

  @Test func `a program keeps the desk that it works on`() throws {
    var desk: TestDesk? = try BoardTests.desk()
    weak let kept = desk
    let terminal = try screen(of: try #require(desk))
    desk = nil
    #expect(kept != nil)
    _ = try drawn(terminal)
    terminal.send("q")
    #expect(try terminal.end() == .status(0))
  }

  @Test func `a card moves by the life cycle, and what is refused says why and stays`() throws {
    let desk = try BoardTests.desk()
    let terminal = try screen(of: desk)
    _ = try drawn(terminal, with: "▌#1")
    terminal.send(Self.shiftRight)
    let moved = try drawn(terminal, with: "new → answered")
    #expect(moved.contains { $0.contains("▌#1") })
    #expect(try desk.run("show", "1").output.contains("answered"))
    // Agents do not close.
    terminal.send("m3")
    _ = try drawn(terminal, with: "ticket.close")
    #expect(try desk.run("show", "1").output.contains("answered"))
    terminal.send("q")
    #expect(try terminal.end() == .status(0))
  }

  @Test func `a text of several lines that a move brings stands below its field`() throws {
    let desk = try BoardTests.desk()
    try desk.write(
      plugin: "scribe", permissions: "'ticket.update'",
      """
      docket.before("field.stage", function(change) change:set("body", "One\\nTwo") end, { name = "w" })
      """)
    try #require(desk.run("plugin", "enable", "scribe", "--yes").status == 0)
    let terminal = try screen(of: desk, as: "mia")
    _ = try drawn(terminal, with: "▌#1")
    terminal.send(Self.shiftRight)
    let lines = try drawn(terminal, with: "stage: new → ")
    let place = try #require(lines.firstIndex { $0.contains("body: – →") })
    #expect(lines[place + 1] == "  One" && lines[place + 2] == "  Two", "\(lines)")
    terminal.send("q")
    #expect(try terminal.end() == .status(0))
  }

  @Test func `what a move requires is asked for until it is right`() throws {
    let desk = try TestDesk()
    try desk.write(
      plugin: "repairs",
      """
      docket.field{ name = "maker", type = "choice", choices = { "acme", "bolt" } }
      docket.lifecycle{ name = "repair", initial = "sent_in",
        stages = { { name = "sent_in", category = "open" }, { name = "at_maker", category = "waiting" } },
        transitions = { sent_in = { { to = "at_maker", requires = { "maker" } } } } }
      docket.type{ name = "repair", lifecycle = "repair" }
      """)
    try desk.run("plugin", "enable", "repairs", "--yes")
    try desk.run("new", "Lamp", "--type", "repair")
    let terminal = try screen(of: desk)
    _ = try drawn(terminal, with: "▌#1")
    terminal.send("m")
    #expect(try drawn(terminal, with: "1 at_maker").contains { $0.contains("move #1 to") })
    terminal.send("1")
    _ = try drawn(terminal, with: "maker: moving to at_maker requires it (acme, bolt)")
    terminal.send("acne\r")
    _ = try drawn(terminal, with: "acme?")
    #expect(try desk.run("show", "1").output.contains("sent_in"))
    terminal.send("acme\r")
    _ = try drawn(terminal, with: "sent_in → at_maker")
    terminal.send("q")
    #expect(try terminal.end() == .status(0))
    #expect(try desk.run("show", "1").output.contains("acme"))
  }

  @Test func `an escape gives a move up, and nothing is changed`() throws {
    let desk = try BoardTests.desk()
    let terminal = try screen(of: desk)
    _ = try drawn(terminal, with: "▌#1")
    terminal.send("m")
    _ = try drawn(terminal, with: "move #1 to")
    terminal.send("\u{1B}")
    _ = try drawn(terminal, with: "q leaves")
    terminal.send("q")
    #expect(try terminal.end() == .status(0))
    #expect(try desk.run("show", "1").output.contains("new"))
  }

  @Test func `on a board by assignee a move gives the ticket to somebody`() throws {
    let desk = try BoardTests.desk()
    let terminal = try screen(of: desk, "--by", "assignee", as: "mia")
    _ = try drawn(terminal, with: "▌#1")
    terminal.send(Self.shiftRight)
    _ = try drawn(terminal, with: "→ ann")
    terminal.send("q")
    #expect(try terminal.end() == .status(0))
    #expect((try desk.json("show", "1") as? [String: Any])?["assignee"] as? String == "ann")
  }
}
