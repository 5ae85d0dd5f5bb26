import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// Rows end as what they are: nothing counts as done that did not run.
@Suite struct DroppedRowTests {
  /// Does something after, at a ticket's timer, and at intervals; `without` leaves one of them out.
  static func plugin(without: String = "") -> TestPlugin {
    let parts = [
      "after":
        "docket.after('ticket.create', function() docket.state.add('after') end, {name='count'})",
      "timer": "docket.after('timer.later', function() docket.state.add('timer') end)",
      "every": "docket.every('15m', 'sweep', function() docket.state.add('every') end)",
      "set":
        "docket.before('ticket.create', function(c) c:schedule('later', docket.time.now() + 60) end)",
    ]
    let code = parts.filter { $0.key != without }.sorted { $0.key < $1.key }.map(\.value)
    return TestPlugin(
      "counter", permissions: "'ticket.view', 'note.view'", code.joined(separator: "\n"))
  }

  static let kinds: [(OutboxRow.Kind, String)] = [
    (.after, "after hook `count`"), (.timer, "hook on `timer.later`"),
    (.every, "timer `sweep` of docket.every"),
  ]

  @Test(arguments: kinds)
  func `a row whose hook or timer is gone is dropped, and the log says why`(
    kind: OutboxRow.Kind, thing: String,
  ) throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.plugin())
    try desk.question()
    try desk.enable(Self.plugin(without: "\(kind)"))
    let report = try desk.work(after: .seconds(1_000))
    #expect(report.dropped == 1)
    let row = try #require(try desk.rows(kind).first)
    #expect(row.state == .dropped)
    #expect(row.lastError.contains("counter has no \(thing) any more"))
    let line = try #require(
      try desk.desk.read { reader, _ in try reader.logLines(last: 100) }.last)
    #expect(line.level == .warning)
    #expect(line.plugin == "counter")
    #expect(line.message.contains("outbox row \(row.id)"))
    #expect(line.message.contains("was dropped"))
  }

  @Test(arguments: kinds.map(\.0))
  func `a row of a plugin that nobody has enabled is dropped, and runs again once it is`(
    kind: OutboxRow.Kind,
  ) throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.plugin())
    try desk.question()
    try desk.desk.disablePlugin("counter", as: .desk)
    #expect(try desk.work(after: .seconds(1_000)).done == 0)
    let row = try #require(try desk.rows(kind).first)
    #expect(row.state == .dropped)
    #expect(row.lastError.contains("the plugin counter is not enabled"))
    #expect(try desk.state("counter", "\(kind)") == nil)
    try desk.enable(named: ["counter"])
    // What happens at intervals is begun anew when its plugin is enabled.
    let next = try #require(try desk.rows(kind).first)
    if kind != .every { #expect(next.id == row.id) }
    try desk.desk.administer(as: .desk) { try $0.retryOutbox([next.id]) }
    #expect(try desk.work().dropped == 0)
    #expect(try desk.rows(kind).first?.state == (kind == .every ? .waiting : .done))
    #expect(try desk.state("counter", "\(kind)") == "1")
  }

  @Test func `rows of a suspended plugin wait`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.plugin())
    try desk.question()
    try desk.write { transaction in
      var health = PluginHealth(plugin: "counter")
      health.quarantine(at: desk.time.clock.now(), "it hung")
      try transaction.write(health)
      try transaction.set("revision", to: "1000000")
    }
    #expect(try desk.work().dropped == 0)
    #expect(try desk.rows(.after).map(\.state) == [.waiting])
  }

  @Test func `doctor counts what was dropped until it is retried or dropped by hand`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.plugin())
    for _ in 1...2 { try desk.question() }
    try desk.desk.disablePlugin("counter", as: .desk)
    try desk.work()
    #expect(Self.findings(desk) == ["dropped_rows"])
    let rows = try desk.rows(.after).map(\.id)
    try desk.desk.administer(as: .desk) { try $0.dropOutbox(rows) }
    #expect(Self.findings(desk) == [])
  }

  /// What the doctor says of rows that were dropped.
  private static func findings(_ desk: TemporaryDesk) -> [String] {
    var habits = Doctor.Habits()
    habits.isWorkerAlive = true
    return Doctor.examine(desk.folder, habits, clock: desk.time.clock).findings.map(\.code)
      .filter { $0 == "dropped_rows" }
  }

  @Test func `a message that nobody may read any more is dropped without an alarm`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(ChannelTests.pager(to: "'requester'"))
    let id = try ChannelTests.tell(desk)
    try desk.act("ann", "update", id, ["requester": .text("dora")]).receipt()
    #expect(try desk.work().dropped == 1)
    #expect(try desk.rows(.notify).map(\.state) == [.dropped])
    #expect(Self.findings(desk) == [])
  }

  @Test func `a ticket that came back by hand has nothing left to wake`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    try desk.postpone(id, milliseconds: 60_000)
    let row = try #require(try desk.rows(.timer).first)
    try desk.act("ann", "wake", id).receipt()
    // As where somebody else had taken the row when the ticket came back.
    try desk.desk.administer(as: .desk) { try $0.retryOutbox([row.id]) }
    #expect(try desk.work(after: .seconds(60)).dropped == 1)
    #expect(try desk.rows(.timer).map(\.state) == [.dropped])
  }
}
