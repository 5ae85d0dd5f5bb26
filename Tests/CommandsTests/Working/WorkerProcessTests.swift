import Foundation
import Glibc
import TestSupport
import Testing

/// Workers that are processes of their own, on one desk.
@Suite struct WorkerProcessTests {
  /// Writes a note, then reads for a while, then counts itself as done.
  static let slow = TestPlugin(
    "slow", permissions: "'ticket.view', 'note.view', 'note.add'",
    """
    docket.after("ticket.create", function(change)
      docket.tickets.note(change.id, { text = "begun" })
      for _ = 1, 3000 do docket.state.get("nothing") end
      docket.state.add("ended", 1)
    end)
    """)

  static func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try slow.write(toDesk: desk.path)
    #expect(try desk.run("plugin", "enable", "slow", "--yes").status == 0)
    #expect(try desk.run("new", "x", "--no-work").status == 0)
    return desk
  }

  @Test func `a worker that is stopped past its lease loses the row, and the effect is there once`()
    throws
  {
    let desk = try Self.desk()
    let view = try DeskView(of: desk.path)
    let first = try desk.process(["work", "--once", "--lease", "1"]).start()
    try eventually("the note is there") { try view.entryCount(1) == 2 }
    // Now the note is committed, and nothing is being written: it is stopped in the midst of the row.
    first.signal(SIGSTOP)
    #expect(try view.outbox() == ["waiting 1"])
    try eventually("another worker takes over") {
      try desk.run("work", "--once").lines == ["1 done"]
    }
    first.signal(SIGCONT)
    #expect(try first.end().output == "0 done\n")
    #expect(try view.outbox() == ["done 2"])
    #expect(try view.texts(1) == ["begun"])
    #expect(try view.state("slow", "ended") == "1")
  }

  /// The row is taken with the third sync, the note is there with the fourth.
  @Test(arguments: [
    KillPoint(afterSyncs: 3), KillPoint(afterSyncs: 3, write: 9), KillPoint(afterSyncs: 4),
    KillPoint(afterSyncs: 4, write: 5),
  ])
  func `a row whose worker was killed is done by the next one, once`(point: KillPoint) throws {
    let desk = try Self.desk()
    try desk.process(["work", "--once", "--lease", "1"]).run(until: point)
    let view = try DeskView(of: desk.path)
    #expect(try view.outbox() == ["waiting 1"])
    #expect(try view.entryCount(1) == (point.syncs == 3 ? 1 : 2))
    try eventually("another worker takes over") {
      try desk.run("work", "--once").lines == ["1 done"]
    }
    #expect(try view.texts(1) == ["begun"])
    #expect(try view.state("slow", "ended") == "1")
  }

  @Test func `a worker ends when it is asked to, and says what it did`() throws {
    let desk = try Self.desk()
    let view = try DeskView(of: desk.path)
    let worker = try desk.process(["work"]).start()
    try eventually("the row is done") { try view.outbox() == ["done 1"] }
    worker.signal(SIGTERM)
    let result = try worker.end()
    #expect(result.status == 0)
    #expect(result.output == "1 done\n")
  }

  @Test(arguments: ["0", "86401", "long"])
  func `a lease that is no number of seconds is wrong usage`(lease: String) throws {
    let result = try TestDesk().run("work", "--once", "--lease", lease)
    #expect(result.status == 2)
    #expect(result.errors.contains("--lease"))
  }

  @Test func `new tickets go round fairly also when many processes create at once`() throws {
    let desk = try TestDesk()
    try desk.run("plugin", "enable", "round-robin", "--yes")
    let creates = try (1...9).map { try desk.process(["new", "Ticket \($0)"]).start() }
    for create in creates { #expect(try create.end().status == 0) }
    let counts = try DeskView(of: desk.path).ticketsByAssignee().values.sorted()
    #expect(counts == [4, 5])
  }

  @Test func `a ticket whose number was told is there, though the program was killed at once`()
    throws
  {
    let desk = try TestDesk()
    let view = try DeskView(of: desk.path)
    for number in 1...5 {
      let create = try desk.process(["new", "Ticket \(number)"]).start()
      try eventually("the number is told") { try create.written.hasSuffix("\n") }
      create.killAtOnce()
      #expect(try create.written == "\(number)\n")
      #expect(try view.entryCount(Int64(number)) == 1)
    }
    #expect(try desk.run("audit", "verify").status == 0)
  }
}
