import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// What fails is tried again, ever more seldom, and never lost.
@Suite struct RetryTests {
  static let broken = TestPlugin(
    "broken", permissions: "'ticket.view'",
    """
    docket.after("ticket.create", function(change)
      if docket.tickets.get(change.id).priority ~= "high" then error("no route") end
    end, { name = "call" })
    """)

  /// How many milliseconds after each failed try the row is due again.
  static func waits(_ desk: TemporaryDesk) throws -> [Int64] {
    var waits: [Int64] = []
    while true {
      let report = try desk.work()
      let row = try #require(try desk.rows(.after).first)
      guard report.failed == 1, row.state == .waiting else { return waits }
      let wait = row.notBefore.milliseconds - desk.time.clock.now().milliseconds
      waits.append(wait)
      desk.time.advance(milliseconds: wait)
    }
  }

  @Test func `a row waits 10 s, then twice as long each time, up to an hour, a quarter about`()
    throws
  {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.broken)
    try desk.question()
    let waits = try Self.waits(desk)
    let expected: [Int64] = [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]
    #expect(waits.count == expected.count)
    for (wait, seconds) in zip(waits, expected) {
      #expect((seconds * 750...seconds * 1_250).contains(wait), "\(wait) ms for \(seconds) s")
    }
  }

  @Test func `after 12 tries a row is dead, and says so in the outbox and the log`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.broken)
    try desk.question()
    _ = try Self.waits(desk)
    let row = try #require(try desk.rows(.after).first)
    #expect(row.state == .dead)
    #expect(row.tries == 12)
    #expect(row.lastError.contains("broken/init.lua:2: no route"))
    let lines = try desk.desk.read { reader, _ in try reader.logLines(last: 100) }
    #expect(lines.count == 12)
    #expect(lines.last?.level == .error)
    #expect(try desk.work(after: .seconds(86_400)) == Worker.Report())
  }

  @Test func `a dead row that is retried has all its tries again, and is done`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.broken)
    let id = try desk.question()
    _ = try Self.waits(desk)
    try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    let row = try #require(try desk.rows(.after).first)
    let mia = Actor.person(try desk.person("mia").id)
    try desk.desk.administer(as: mia) { try $0.retryOutbox([row.id]) }
    #expect(try desk.work().done == 1)
    #expect(try desk.rows(.after).map(\.tries) == [1])
  }

  @Test func `who has not the permission may neither retry nor drop`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.broken)
    try desk.question()
    let row = try #require(try desk.rows(.after).first)
    let ann = Actor.person(try desk.person("ann").id)
    #expect(throws: Refusal.self) {
      try desk.desk.administer(as: ann) { try $0.dropOutbox([row.id]) }
    }
    #expect(throws: Refusal.self) {
      try desk.desk.administer(as: ann) { try $0.retryOutbox([row.id]) }
    }
  }

  @Test func `a row in retry does not hold up the later ones of its hook and ticket`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "picky", permissions: "'ticket.view'",
        """
        docket.after("field.priority", function(change)
          if change.after.priority == "normal" then error("busy") end
          docket.state.set("last", change.after.priority)
        end)
        """))
    let id = try desk.question()
    #expect(try desk.work().failed == 1)
    try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    #expect(try desk.work().done == 1)
    #expect(try desk.state("picky", "last") == #""high""#)
  }

  @Test func `a row whose worker died is taken over when the lease has ended`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(TestPlugin("calm", "docket.after('ticket.create', function() end)"))
    try desk.question()
    try Self.takeAndDie(desk)
    #expect(try desk.work(after: .seconds(59)).done == 0)
    #expect(try desk.work(after: .seconds(2)).done == 1)
    #expect(try desk.rows(.after).map(\.tries) == [2])
  }

  @Test func `a row that took 12 workers down with it is dead`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(TestPlugin("calm", "docket.after('ticket.create', function() end)"))
    try desk.question()
    for _ in 1...12 {
      try Self.takeAndDie(desk)
      desk.time.advance(milliseconds: 61_000)
    }
    #expect(try desk.work().dead == 1)
    #expect(try desk.rows(.after).first?.lastError.contains("no worker came to its end") == true)
  }

  /// A worker of another program takes all that is due, and is never seen again.
  static func takeAndDie(_ desk: TemporaryDesk) throws {
    let now = desk.time.clock.now()
    let writer = try Writer(path: desk.folder + "/docket.db", context: { () })
    defer { writer.close() }
    _ = try writer.perform { transaction, _ in
      .keeping(
        try transaction.take(
          Lease(owner: "gone", until: now.advanced(byMilliseconds: 60_000)), now: now, limit: 16))
    }
  }
}
