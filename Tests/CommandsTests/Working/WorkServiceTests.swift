import Foundation
import Glibc
import TestSupport
import Testing

/// A worker that goes on for long, among others, under a supervisor.
@Suite struct WorkServiceTests {
  /// Writes a note, then works for as long as it is allowed to.
  static let endless = TestPlugin(
    "endless", permissions: "'ticket.view', 'note.view', 'note.add'",
    """
    docket.after("ticket.create", function(change)
      docket.tickets.note(change.id, { text = "begun" })
      for _ = 1, 100000 do docket.state.get("nothing") end
    end)
    """)

  @Test func `what another process writes is done at once, without its asking`() throws {
    let desk = try TestDesk()
    let worker = try desk.process(["work"]).start()
    try eventually("it works") { try worker.said.contains("working") }
    for number in 1...3 {
      try desk.run("new", "Ticket", "--no-work")
      try desk.run("assign", "\(number)", "bob", "--no-work", as: "ann")
    }
    try eventually("bob was told") { try desk.run("inbox", as: "bob").lines.count >= 3 }
    worker.signal(SIGTERM)
    #expect(try worker.end().status == 0)
  }

  @Test func `a second signal ends at once, and the row in hand is done by another worker`() throws
  {
    let desk = try TestDesk()
    let view = try DeskView(of: desk.path)
    try Self.endless.write(toDesk: desk.path)
    try desk.run("plugin", "enable", "endless", "--yes")
    try desk.run("new", "x", "--no-work")
    let worker = try desk.process(["work"]).start()
    try eventually("the row is in hand") { try view.entryCount(1) == 2 }
    worker.signal(SIGTERM)
    try eventually("the first signal was heard") { try worker.said.contains("ending") }
    worker.signal(SIGTERM)
    #expect(try worker.end().status == 128 + SIGTERM)
    #expect(try view.outbox() == ["waiting 1"])
  }

  @Test func `work in hand that takes longer than its grace is left to another worker`() throws {
    let desk = try TestDesk()
    let view = try DeskView(of: desk.path)
    try Self.endless.write(toDesk: desk.path)
    try desk.run("plugin", "enable", "endless", "--yes")
    try desk.run("new", "x", "--no-work")
    let worker = try desk.process(["work", "--grace", "0"]).start()
    try eventually("the row is in hand") { try view.entryCount(1) == 2 }
    worker.signal(SIGTERM)
    let result = try worker.end()
    #expect(result.status == 1)
    #expect(result.errors.contains("another worker will do it"))
  }

  @Test func `a worker waits where the desk is locked, says so, and goes on after`() throws {
    let desk = try TestDesk()
    let worker = try desk.process(["work"]).start()
    try eventually("it works") { try worker.said.contains("working") }
    try desk.run("new", "Ticket", "--no-work")
    try desk.run("assign", "1", "bob", "--no-work", as: "ann")
    try eventually("it is at rest") { try worker.said.contains(" done") }
    // It sleeps until the desk is locked, so that what is due then is still due.
    worker.signal(SIGSTOP)
    try desk.run("new", "Another", "--no-work")
    try desk.run("assign", "2", "bob", "--no-work", as: "ann")
    try DeskView.whileLocked(desk.path) { [said = worker.reader, signal = worker.signaller] in
      signal(SIGCONT)
      try eventually("it says that it waits") { try said().contains("waiting: ") }
    }
    try eventually("bob was told") { try desk.run("inbox", as: "bob").lines.count >= 2 }
    worker.signal(SIGTERM)
    #expect(try worker.end().status == 0)
  }

  @Test func `SIGHUP reads the configuration again, and a wrong one changes nothing`() throws {
    let desk = try TestDesk()
    let worker = try desk.process(["work"]).start()
    try eventually("it works") { try worker.said.contains("working") }
    let file = desk.path + "/docket.lua"
    let good = try String(contentsOfFile: file, encoding: .utf8)
    try "return { log_limit = 0 }".write(toFile: file, atomically: true, encoding: .utf8)
    worker.signal(SIGHUP)
    try eventually("it says what is wrong") { try worker.said.contains("`log_limit` is 0") }
    try good.write(toFile: file, atomically: true, encoding: .utf8)
    worker.signal(SIGHUP)
    try eventually("it has read it") { try worker.said.contains("was read again") }
    worker.signal(SIGINT)
    #expect(try worker.end().status == 0)
  }

  @Test func `a supervisor hears that the worker is ready, alive, reloading and stopping`() throws {
    let desk = try TestDesk()
    let socket = try NotifySocket()
    let variables = ["NOTIFY_SOCKET": socket.path, "WATCHDOG_USEC": "200000"]
    let worker = try desk.process(["work"], environment: variables).start()
    try socket.waitFor("READY=1")
    try socket.waitFor("WATCHDOG=1")
    worker.signal(SIGHUP)
    try socket.waitFor("RELOADING=1\nMONOTONIC_USEC=")
    try socket.waitFor("READY=1")
    worker.signal(SIGTERM)
    try socket.waitFor("STOPPING=1")
    #expect(try worker.end().status == 0)
  }

  @Test func `in a file each line has its time and level; from a level upwards`() throws {
    let desk = try TestDesk()
    let worker = try desk.process(["work"]).start()
    try eventually("it works") { try worker.said.hasSuffix("Z info working\n") }
    worker.signal(SIGTERM)
    _ = try worker.end()
    let quiet = try desk.process(["work", "--log-level", "error"]).start()
    try eventually("it is alive") { try desk.run("doctor", "--json").status == 0 }
    quiet.signal(SIGTERM)
    #expect(try quiet.end().errors == "")
  }

  @Test func `the system's journal is told levels by number`() throws {
    let desk = try TestDesk()
    let worker = try desk.process(["work"], environment: ["JOURNAL_STREAM": "8:1"]).start()
    try eventually("it works") { try worker.said == "<6>working\n" }
    worker.signal(SIGTERM)
    _ = try worker.end()
  }

  @Test func `a worker deletes old lines and rows, and leaves inboxes and tickets alone`() throws {
    let desk = try TestDesk()
    try "return { log_limit = 3, outbox_days = 2 }".write(
      toFile: desk.path + "/docket.lua", atomically: true, encoding: .utf8)
    try desk.run("new", "x")
    try desk.run("assign", "1", "bob", as: "ann")
    let database = desk.path + "/docket.db"
    try SQLiteShell.run(
      on: database,
      """
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50)
      INSERT INTO desk_log (at, level, plugin, message)
        SELECT CAST(strftime('%s', 'now') AS INTEGER) * 1000, 'info', '', 'line ' || i FROM n;
      UPDATE outbox SET not_before = 1000;
      INSERT INTO outbox (id, key, kind, plugin, name, ticket, entry, recipient, payload, not_before, tries, state,
        last_error, lease_owner, lease_until)
        VALUES (900, 'old', 'after', 'p', 'h', 1, NULL, NULL, '', 1000, 1, 'done',
        '', '', 0), (901, 'dead', 'after', 'p', 'h', 1, NULL, NULL, '', 1000, 12, 'dead', 'x', '', 0);
      """)
    let told = try desk.run("inbox", as: "bob").lines
    #expect(!told.isEmpty)
    let worker = try desk.process(["work"]).start()
    try eventually("the log is short") {
      try SQLiteShell.run(on: database, "SELECT count(*) FROM desk_log") == "3\n"
    }
    try eventually("old rows are gone") {
      try SQLiteShell.run(on: database, "SELECT count(*) FROM outbox WHERE id = 900") == "0\n"
    }
    worker.signal(SIGTERM)
    _ = try worker.end()
    #expect(try SQLiteShell.run(on: database, "SELECT id FROM outbox WHERE id > 899") == "901\n")
    #expect(try desk.run("log").output.contains("line 50"))
    #expect(try desk.run("inbox", as: "bob").lines == told)
  }

  @Test func `a worker empties a journal file that has grown`() throws {
    let desk = try TestDesk()
    let view = try DeskView(of: desk.path)
    try desk.run("new", "x")
    let text = String(repeating: "words and words ", count: 60_000)
    // The reader that is open keeps the journal from going away with each command.
    try view.whileReading {
      for _ in 1...4 { try desk.run("note", "1", "-", as: "ann", input: text) }
      #expect(try desk.journalSize() > 4 << 20)
    }
    let worker = try desk.process(["work"]).start()
    try eventually("the journal is small") { try desk.journalSize() < 1 << 20 }
    worker.signal(SIGTERM)
    #expect(try worker.end().status == 0)
  }

  @Test(arguments: ["-1", "86401", "soon"])
  func `a grace that is no number of seconds is wrong usage`(grace: String) throws {
    let result = try TestDesk.unchanged().run("work", "--once", "--grace", grace)
    #expect(result.status == 2)
    #expect(result.errors.contains("--grace"))
  }
}

extension TestDesk {
  /// The size of the file that changes are written to first.
  func journalSize() throws -> Int {
    let path = self.path + "/docket.db-wal"
    guard FileManager.default.fileExists(atPath: path) else { return 0 }
    return try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
  }
}
