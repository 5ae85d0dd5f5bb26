import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// What plugins do after the commit.
@Suite struct AfterHookTests {
  static let all = "'ticket.view', 'note.view', 'ticket.update', 'note.add'"

  static func plugin(_ code: String) -> TestPlugin {
    TestPlugin("echo", permissions: all, code)
  }

  @Test func `an after hook runs only once the change is on the disk`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      Self.plugin(
        """
        docket.after("ticket.create", function(change)
          docket.tickets.note(change.id, { text = "seen" })
        end)
        """))
    let id = try desk.question()
    #expect(try desk.notes(id) == [])
    #expect(try desk.rows(.after).map(\.state) == [.waiting])
    #expect(try desk.work().done == 1)
    #expect(try desk.notes(id) == ["seen"])
    #expect(try desk.rows(.after).map(\.state) == [.done])
  }

  @Test func `it sees the ticket as of its entry, and as it is now`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      Self.plugin(
        """
        docket.after("field.priority", function(change)
          docket.state.set("seen", {
            before = change.before.priority,
            after = change.after.priority,
            now = docket.tickets.get(change.id).priority,
          })
        end)
        """))
    let id = try desk.question()
    try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    try desk.desk.disablePlugin("echo", as: .desk)
    try desk.act("ann", "update", id, ["priority": .text("low")]).receipt()
    try desk.enable(named: ["echo"])
    try desk.work()
    #expect(
      try desk.state("echo", "seen") == #"{"after":"high","before":"normal","now":"low"}"#)
  }

  @Test func `what it writes names the plugin, the cause, the origin and the depth`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    try desk.enable(
      Self.plugin(
        """
        docket.after("field.priority", function(change)
          docket.tickets.update(change.id, { set = { tags = { "hot" } } })
        end, { name = "mark" })
        docket.after("field.tags", function(change)
          docket.tickets.note(change.id, { text = "marked" })
        end, { name = "tell" })
        """))
    let first = try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    try desk.work()
    let (mark, note) = (try desk.entries(id)[2], try desk.entries(id)[3])
    #expect(mark.actor == .plugin("echo"))
    #expect(note.actor == .plugin("echo"))
    #expect([mark.cause, note.cause] == [first.seq, mark.seq])
    #expect([mark.origin, note.origin] == [first.seq, first.seq])
    #expect([mark.depth, note.depth] == [1, 2])
    #expect([mark.hook, note.hook] == ["echo@1.0.0:mark", "echo@1.0.0:tell"])
    #expect(try desk.auditProblems() == [])
  }

  @Test func `it may do only what its manifest asks for`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "modest", permissions: "'ticket.view'",
        """
        docket.after("ticket.create", function(change)
          local result, problem = docket.tickets.update(change.id, { set = { subject = "x" } })
          docket.state.set("code", problem.code)
        end)
        """))
    let id = try desk.question()
    try desk.work()
    #expect(try desk.state("modest", "code") == #""denied""#)
    #expect(try desk.entries(id).count == 1)
  }

  @Test func `what it wrote before a fault is written once, however often it is tried`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.plugin(Self.faulty))
    let id = try desk.question()
    #expect(try desk.work().failed == 1)
    #expect(try desk.work(after: .seconds(60)).failed == 1)
    #expect(try desk.notes(id) == ["begun", "begun"])
    try desk.act("ann", "update", id, ["tags": .texts(["ready"])]).receipt()
    #expect(try desk.work(after: .seconds(60)).done == 1)
    #expect(try desk.notes(id) == ["begun", "begun", "ended"])
  }

  @Test func `its state is kept with the acknowledgement, and not before`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.plugin(Self.faulty))
    let id = try desk.question()
    try desk.work()
    try desk.work(after: .seconds(60))
    #expect(try desk.state("echo", "tries") == nil)
    try desk.act("ann", "update", id, ["tags": .texts(["ready"])]).receipt()
    try desk.work(after: .seconds(60))
    #expect(try desk.state("echo", "tries") == "1")
  }

  /// Faults until the ticket has the tag `ready`.
  static let faulty = """
    docket.after("ticket.create", function(change)
      docket.state.add("tries", 1)
      docket.tickets.note(change.id, { text = "begun" })
      docket.tickets.note(change.id, { text = "begun" })
      if #docket.tickets.get(change.id).tags == 0 then error("not ready") end
      docket.tickets.note(change.id, { text = "ended" })
    end, { name = "slow" })
    """

  @Test func `rows of one hook and ticket start in the order of the changes`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      Self.plugin(
        """
        docket.after("field.subject", function(change)
          docket.state.set("all", (docket.state.get("all") or "") .. change.after.subject)
        end)
        """))
    let id = try desk.question(["subject": .text("a")])
    for subject in ["b", "c", "d"] {
      try desk.act("ann", "update", id, ["subject": .text(subject)]).receipt()
    }
    try desk.work()
    #expect(try desk.state("echo", "all") == #""abcd""#)
  }

  @Test func `a row that is run by itself overtakes no earlier one of its hook and ticket`() throws
  {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.plugin("docket.after('field.subject', function() end)"))
    let id = try desk.question()
    let later = try desk.act("ann", "update", id, ["subject": .text("b")]).receipt()
    let worker = Worker(desk: desk.desk)
    #expect(try worker.run(keys: later.outbox.map(\.key)).done == 0)
    let keys = try desk.rows(.after).map(\.key)
    #expect(try worker.run(keys: keys).done == 2)
  }
}
