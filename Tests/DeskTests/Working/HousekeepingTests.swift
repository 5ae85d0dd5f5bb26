import Desk
import Kernel
import TestSupport
import Testing

/// What goes when nobody needs it any more.
@Suite struct HousekeepingTests {
  static let greeter = TestPlugin(
    "greeter", permissions: "'ticket.view', 'note.add'",
    """
    docket.after("ticket.create", function(change)
      docket.tickets.note(change.id, { text = "Welcome" })
      docket.tickets.note(change.id, { text = "Once", once = "greeting" })
    end)
    """)

  @Test func `with an old row of the outbox go the keys of what it led to, and no others`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.greeter)
    let id = try desk.question()
    try desk.work()
    let keys = { try desk.shell("SELECT count(*) FROM request_key") }
    #expect(try keys() == "2\n")
    let housekeeping = try Housekeeping(desk.desk)
    #expect(try housekeeping.prune() == 0)
    #expect(try keys() == "2\n")
    desk.time.advance(milliseconds: 400 * 86_400_000)
    #expect(try housekeeping.prune() > 0)
    #expect(try desk.shell("SELECT key FROM request_key") == "plugin:greeter/once/greeting\n")
    #expect(try desk.rows(.after).isEmpty)
    #expect(try desk.entries(id).count == 3)
    #expect(try desk.auditProblems().isEmpty)
  }
}
