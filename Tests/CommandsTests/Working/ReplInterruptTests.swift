import Foundation
import Glibc
import TestSupport
import Testing

/// How what is being done at the prompt is ended, and what is left then.
@Suite struct ReplInterruptTests {
  @Test(arguments: [
    "while true do end",
    "while true do pcall(error) end",
    "while true do pcall(docket.tickets.count, 'text:printer or is:open') end",
    "while true do for ticket in tickets() do history('ticket:1'):list() end end",
    "while true do ('x'):rep(1000):find('.-.-.-y') end",
  ])
  func `Ctrl-C ends an evaluation, and what was made before is kept`(entry: String) throws {
    let repl = try ReplTerminal()
    try repl.desk.run("new", "printer")
    _ = try repl.enter("kept = 'so far'")
    try repl.begin(entry)
    #expect(try repl.interrupt().contains("interrupted"))
    #expect(try repl.enter("kept").contains("\"so far\""))
    #expect(try repl.enter("tickets():count()").contains("1\r\n"))
  }

  @Test func `watching shows what other processes write, until Ctrl-C`() throws {
    let repl = try ReplTerminal()
    repl.terminal.send("watch is:open\r")
    try repl.terminal.wait(for: "Ctrl-C ends it\r\n")
    try repl.desk.run("new", "written elsewhere", as: "ann")
    try repl.terminal.wait(for: "written elsewhere")
    try repl.desk.run("note", "1", "and a note", as: "bob")
    try repl.terminal.wait(for: "and a note")
    _ = try repl.interrupt()
    #expect(try repl.enter("tickets():count()").contains("1\r\n"))
  }

  @Test func `Ctrl-C while a page is shown is the pager's, and the prompt goes on`() throws {
    let folder = try TemporaryFolder()
    // A signal just before a shell's `read` would be heard only after the next key.
    try folder.write(
      """
      trap 'echo the pager heard it; exit 0' INT
      cat > /dev/null
      echo a page is shown
      while :; do :; done
      """, to: "pager")
    let repl = try ReplTerminal(environment: ["DOCKET_PAGER": "/bin/sh \(folder.path)/pager"])
    repl.terminal.send(
      "(function() local t = {} for n = 1, 90 do t[n] = ('x'):rep(50) end return t end)()\r")
    try repl.terminal.wait(for: "a page is shown")
    #expect(try repl.interrupt().contains("the pager heard it"))
    try repl.begin("while true do end")
    #expect(try repl.interrupt().contains("interrupted"))
  }

  @Test func `a terminal that goes away in the middle of an evaluation ends the program`() throws {
    let repl = try ReplTerminal(on: nil, as: "admin", "--write")
    try repl.desk.run("new", "x")
    repl.terminal.send(
      "for n = 1, 1e9 do t1:note{ text = 'whole' } if n == 1 then print('no' .. 'tes') end end\r")
    try repl.terminal.wait(for: "notes\r\n")
    repl.terminal.close()
    _ = try repl.terminal.end()
    // What it had written is whole: the desk is verified when it goes away.
    let texts = try repl.desk.run("history", "1").output
    #expect(texts.contains("whole"))
  }

  @Test(arguments: [SIGTERM, SIGHUP])
  func `a signal ends the program, be it in an evaluation or at the prompt`(signal: Int32) throws {
    for entry in ["while true do end", "while true do pcall(error) end", nil] {
      let repl = try ReplTerminal()
      if let entry { try repl.begin(entry) }
      repl.terminal.send(signal: signal)
      let end = try repl.terminal.end()
      #expect(end == .status(0) || end == .signal(signal), "\(end)")
      #expect(try repl.terminal.modes == TestSupport.PseudoTerminal(["/bin/true"], in: []).modes)
    }
  }

  @Test func `while the prompt waits, others write, back up, check point and work`() throws {
    let repl = try ReplTerminal()
    try repl.desk.run("new", "first")
    #expect(try repl.enter("tickets():list(), t1").contains("first"))
    #expect(try repl.desk.run("new", "second").status == 0)
    #expect(try repl.desk.run("work", "--once").status == 0)
    #expect(try repl.desk.run("backup", repl.desk.folder + "/copy.db").status == 0)
    let point = try SQLiteShell.run(
      on: repl.desk.path + "/docket.db", "PRAGMA wal_checkpoint(TRUNCATE)")
    #expect(point.hasPrefix("0|0|0"))
    #expect(try repl.enter("tickets():count()").contains("2\r\n"))
  }
}
