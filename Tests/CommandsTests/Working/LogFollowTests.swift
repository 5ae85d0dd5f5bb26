import Foundation
import TestSupport
import Testing

/// The desk's log, as it is written.
@Suite struct LogFollowTests {
  private static func write(
    _ message: String, level: String = "info", plugin: String = "", to desk: TestDesk,
  ) throws {
    try SQLiteShell.run(
      on: desk.path + "/docket.db",
      """
      INSERT INTO desk_log (at, level, plugin, message)
        VALUES (1700000000000, '\(level)', '\(plugin)', '\(message)');
      """)
  }

  private static func terminal(
    on desk: TestDesk, _ words: String...,
  ) throws -> TestSupport.PseudoTerminal {
    try TestSupport.PseudoTerminal(
      [DocketProcess.program.path, "log", "--follow", "--desk", desk.path] + words, in: [desk],
      environment: desk.process([]).variables, patience: .seconds(60))
  }

  @Test func `each new line is shown as it is written, until Ctrl-C`() throws {
    let desk = try TestDesk()
    try Self.write("an old line", to: desk)
    let terminal = try Self.terminal(on: desk)
    try terminal.wait(for: "an old line")
    try Self.write("a new line", to: desk)
    try terminal.wait(for: "a new line")
    try Self.write("another one", to: desk)
    try terminal.wait(for: "another one")
    terminal.send("\u{3}")
    #expect(try terminal.end() == .status(0))
    let shown = String(decoding: terminal.shown, as: UTF8.self)
    #expect(shown.components(separatedBy: "a new").count == 2)
  }

  @Test func `it shows only what is asked for`() throws {
    let desk = try TestDesk()
    try Self.write("of another", level: "error", plugin: "inbox", to: desk)
    try Self.write("too little", level: "info", plugin: "support", to: desk)
    try Self.write("begin", level: "warning", plugin: "support", to: desk)
    let terminal = try Self.terminal(on: desk, "--plugin", "support", "--level", "warning")
    try terminal.wait(for: "begin")
    try Self.write("more of another", level: "error", plugin: "inbox", to: desk)
    try Self.write("too little again", level: "info", plugin: "support", to: desk)
    try Self.write("the end", level: "error", plugin: "support", to: desk)
    try terminal.wait(for: "the end")
    terminal.send(signal: SIGTERM)
    #expect(try terminal.end() == .status(0))
    let shown = String(decoding: terminal.shown, as: UTF8.self)
    #expect(!shown.contains("another") && !shown.contains("too little"))
  }

  @Test func `a log that was emptied is gone on with`() throws {
    let desk = try TestDesk()
    for number in 1...3 { try Self.write("line \(number)", to: desk) }
    let terminal = try Self.terminal(on: desk)
    try terminal.wait(for: "line 3")
    try SQLiteShell.run(
      on: desk.path + "/docket.db",
      """
      BEGIN; DELETE FROM desk_log;
      INSERT INTO desk_log (at, level, plugin, message) VALUES (1700000000000, 'info', '', 'anew');
      COMMIT;
      """)
    try terminal.wait(for: "anew")
    terminal.send("\u{3}")
    #expect(try terminal.end() == .status(0))
  }

  @Test func `it ends when nobody reads any more, though nothing is written`() throws {
    let desk = try TestDesk()
    try Self.write("the only line", to: desk)
    let result = try desk.shell("{ docket log --follow; echo \"ended $?\" >&2; } | head -n 1")
    #expect(result.output.contains("the only line"))
    #expect(result.errors.contains("ended 0"), "\(result)")
  }

  @Test func `as JSON it is one object per line`() throws {
    let desk = try TestDesk()
    try Self.write("one", level: "warning", plugin: "support", to: desk)
    let following = try desk.process(["log", "--follow", "--json"]).start()
    try eventually("the last line is there") { try following.written.hasSuffix("}\n") }
    try Self.write("two", to: desk)
    try eventually("the new line is there") { try following.written.contains("two") }
    following.signal(SIGINT)
    let result = try following.end()
    #expect(result.status == 0)
    let objects = try result.lines.map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(objects.map { $0["message"] as? String } == ["one", "two"])
    #expect(Set(objects[0].keys) == ["at", "level", "plugin", "message"])
  }

  @Test func `levels are from one upwards`() throws {
    let desk = try TestDesk()
    for level in ["debug", "info", "warning", "error"] {
      try Self.write("a line of \(level)", level: level, to: desk)
    }
    func shown(_ level: String) throws -> [Bool] {
      let output = try desk.run("log", "--level", level).output
      return ["debug", "info", "warning", "error"].map { output.contains("a line of \($0)") }
    }
    #expect(try shown("debug") == [true, true, true, true])
    #expect(try shown("warning") == [false, false, true, true])
    #expect(try shown("error") == [false, false, false, true])
    #expect(try desk.run("log", "--level", "loud").status == 2)
  }

  @Test func `it is for those who may see the log`() throws {
    let desk = try TestDesk()
    #expect(try desk.run("log", "--follow", as: "carl").status == 4)
    #expect(try desk.run("log", "--follow", "--last", "0").status == 2)
  }
}
