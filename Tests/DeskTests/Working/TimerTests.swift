import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// What happens by itself when its time has come.
@Suite struct TimerTests {
  static func plugin(_ code: String) -> TestPlugin {
    TestPlugin(
      "clock", permissions: "'ticket.view', 'ticket.update', 'note.add', 'note.view'", code)
  }

  static let sweep = plugin(
    """
    docket.every("15m", "sweep", function(timer)
      docket.state.add("count", 1)
      docket.state.set("late", math.tointeger(timer.late))
      docket.state.set("since", timer.last and timer.now - timer.last or 0)
      if docket.tickets.get(1) then
        docket.tickets.note(1, { text = "swept" })
        docket.notify{ about = 1, to = { "ann" }, text = "swept" }
      end
    end)
    """)

  @Test func `every fires after each interval, and not before`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.sweep)
    #expect(try desk.work(after: .seconds(899)).done == 0)
    for turn in 1...3 {
      #expect(try desk.work(after: .seconds(turn == 1 ? 1 : 900)).done == 1)
    }
    #expect(try desk.state("clock", "count") == "3")
    #expect(try desk.state("clock", "since") == "900")
  }

  @Test func `firings that were missed are one, which knows how late it is`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.sweep)
    #expect(try desk.work(after: .seconds(10 * 900 + 60)).done == 1)
    #expect(try desk.state("clock", "late") == "\(9 * 900 + 60)")
    #expect(try desk.work(after: .seconds(839)).done == 0)
    #expect(try desk.work(after: .seconds(1)).done == 1)
    #expect(try desk.state("clock", "late") == "0")
  }

  @Test func `what a timer asks for and tells is done again at each firing`() throws {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    try desk.enable(Self.sweep)
    let id = try desk.question()
    for _ in 1...3 { try desk.work(after: .seconds(900)) }
    #expect(try desk.notes(id) == ["swept", "swept", "swept"])
    let told = try desk.rows(.notify).filter { $0.key.hasPrefix("notify/") }
    #expect(told.map(\.state) == [.done, .done, .done])
  }

  @Test func `a time of day is the desk's, and the next is tomorrow's`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      Self.plugin(
        """
        docket.every("09:00", "morning", function(timer)
          docket.state.set("at", docket.time.format(timer.now, "%H:%M"))
        end)
        """))
    let nine = try #require(try desk.rows(.every).first).notBefore
    desk.time.advance(milliseconds: nine.milliseconds - desk.time.clock.now().milliseconds)
    #expect(try desk.work().done == 1)
    #expect(try desk.state("clock", "at") == #""09:00""#)
    let next = try #require(try desk.rows(.every).first).notBefore
    #expect(next == nine.advanced(byMilliseconds: 86_400_000))
  }

  @Test(arguments: [("2026-03-28", "2026-03-29"), ("2026-10-24", "2026-10-25")])
  func `nine is nine also on the day on which the clock is changed`(day: String, next: String)
    throws
  {
    let zone = try Zone.named("Europe/Berlin")
    let spec = TimerSpec(name: "morning", plugin: "clock", minuteOfDay: 540)
    let before = try Instant(iso: "\(day)T09:00:00", zone: zone)
    let row = spec.row(after: before, now: before, zone: zone)
    #expect(row.notBefore == (try Instant(iso: "\(next)T09:00:00", zone: zone)))
  }

  @Test func `a scheduled timer fires once at its time, with what was kept for it`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.reminder)
    let id = try desk.question()
    #expect(try desk.work(after: .seconds(3_599)).done == 0)
    #expect(try desk.work(after: .seconds(1)).done == 1)
    #expect(try desk.notes(id) == ["remember No light"])
    #expect(try desk.work(after: .seconds(86_400)).done == 0)
  }

  @Test func `a timer of the same name is moved, and nil cancels it`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.reminder)
    let id = try desk.question()
    desk.time.advance(milliseconds: 1_800_000)
    try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    #expect(try desk.rows(.timer).count == 1)
    #expect(try desk.work(after: .seconds(1_800)).done == 0)
    try desk.act("ann", "update", id, ["priority": .text("low")]).receipt()
    #expect(try desk.work(after: .seconds(86_400)).done == 0)
    #expect(try desk.rows(.timer).map(\.state) == [.dropped])
    #expect(try desk.notes(id) == [])
  }

  /// Reminds an hour after the creation or the last raise of the priority; `low` cancels.
  static let reminder = plugin(
    """
    local function remind(change)
      local at = change.after.priority ~= "low" and change.now + 3600 or nil
      change:schedule("remind", at, { words = "remember " .. change.after.subject })
    end
    docket.before("ticket.create", remind)
    docket.before("field.priority", remind, { name = "move" })
    docket.after("timer.remind", function(change)
      docket.tickets.note(change.id, { text = change.data.words })
    end)
    """)

  @Test func `a hook with a condition hears a timer of tickets that fit by then`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      Self.plugin(
        """
        docket.before("ticket.create", function(change) change:schedule("t", change.now + 60) end)
        docket.after("timer.t", function(change)
          docket.tickets.note(change.id, { text = "urgent" })
        end, { name = "one", when = "priority:urgent" })
        docket.after("timer.t", function(change)
          docket.tickets.note(change.id, { text = "low" })
        end, { name = "two", when = "priority:low" })
        """))
    let (raised, left) = (try desk.question(), try desk.question())
    try desk.act("ann", "update", raised, ["priority": .text("urgent")]).receipt()
    #expect(try desk.work(after: .seconds(60)).done == 2)
    #expect(try desk.notes(raised) == ["urgent"] && desk.notes(left) == [])
    #expect(try desk.rows(.timer).map(\.state) == [.done, .done])
  }

  @Test func `two hooks of one timer that ask for the same are both heard`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      Self.plugin(
        """
        docket.before("ticket.create", function(change) change:schedule("t", change.now + 1) end)
        for _, name in ipairs{ "one", "two" } do
          docket.after("timer.t", function(change)
            docket.tickets.note(change.id, { text = "ping" })
          end, { name = name })
        end
        """))
    let id = try desk.question()
    try desk.work(after: .seconds(2))
    #expect(try desk.notes(id) == ["ping", "ping"])
  }
}

/// A postponed ticket comes back by itself.
@Suite struct WakeTests {
  @Test(arguments: [("new", "new"), ("answered", "open"), ("open", "open")])
  func `a ticket wakes by itself into the stage that its life cycle says`(
    stage: String, expected: String,
  ) throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question(in: stage)
    try desk.postpone(id)
    #expect(try desk.work(after: .seconds(86_399)).done == 0)
    #expect(try desk.work(after: .seconds(1)).done == 1)
    #expect(try desk.stage(id) == expected)
    #expect(try desk.ticket(id)?.wake == nil)
    #expect(try desk.rows(.timer).map(\.state) == [.done])
    let entry = try #require(try desk.entries(id).last)
    #expect(entry.actor == .desk)
    #expect(entry.action == "wake")
    #expect(entry.cause == nil)
  }

  @Test func `who is woken early is not woken again`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    try desk.postpone(id)
    try desk.act("mia", "wake", id).receipt()
    #expect(try desk.rows(.timer).map(\.state) == [.dropped])
    let count = try desk.entries(id).count
    #expect(try desk.work(after: .seconds(2 * 86_400)).done == 0)
    #expect(try desk.entries(id).count == count)
  }

  @Test func `a ticket that is postponed again wakes at the later time`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    try desk.postpone(id)
    let till = desk.time.clock.now().advanced(byMilliseconds: 2 * 86_400_000)
    try desk.act("mia", "update", id, ["wake": .time(till)]).receipt()
    #expect(try desk.work(after: .seconds(86_400)).done == 0)
    #expect(try desk.stage(id) == "postponed")
    #expect(try desk.work(after: .seconds(86_400)).done == 1)
    #expect(try desk.stage(id) == "new")
  }

  @Test func `a ticket wakes again after each postponement`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    for _ in 1...3 {
      try desk.postpone(id)
      #expect(try desk.work(after: .seconds(86_400)).done == 1)
      #expect(try desk.stage(id) == "new")
    }
  }
}
