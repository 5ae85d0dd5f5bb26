import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// Iterators over tickets and entries go to the end, or say that they may not.
@Suite struct EachTests {
  private static let many = 1_030

  private static func desk(_ code: String) throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "reader", permissions: "'ticket.view', 'ticket.update', 'history.view', 'note.add'", code))
    let admin = try desk.admin.id
    let requests = (0..<many).map { number in
      Request(
        actor: .person(admin), source: "cli", action: "create",
        set: [("subject", .value(.text("ticket \(number)")))])
    }
    _ = try desk.desk.perform(all: requests)
    return desk
  }

  private static func log(_ desk: TemporaryDesk) throws -> [String] {
    try desk.desk.read { reader, _ in try reader.logLines(last: 10).map(\.message) }
  }

  @Test(arguments: [
    "docket.tickets.each('is:open')", "docket.tickets.each('is:open sort:-created')",
    "docket.history.each('action:create')",
  ])
  func `after the commit an iterator goes to the end`(iterator: String) throws {
    let desk = try Self.desk(
      """
      docket.every("1h", "count", function()
        local n, ids = 0, {}
        for row in \(iterator) do
          local id = row.ticket or row.id
          assert(not ids[id])
          n, ids[id] = n + 1, true
        end
        docket.log.info("read " .. n)
      end)
      """)
    try desk.work(after: .seconds(3_700))
    #expect(try Self.log(desk).contains("read \(Self.many)"))
  }

  @Test(arguments: ["docket.tickets.each('is:open')", "docket.history.each('action:create')"])
  func `before the commit an iterator raises at the row beyond the limit`(iterator: String) throws {
    let desk = try Self.desk(
      """
      docket.before("field.priority", function(change)
        local n = 0
        for row in \(iterator) do n = n + 1 end
        change:add_note("read " .. n)
      end)
      """)
    let outcome = try desk.act("ann", "update", 1, ["priority": .text("high")])
    #expect(outcome.refusal?.message.contains("1000 rows") == true)
  }

  @Test func `before the commit an iterator that is left in time is no trouble`() throws {
    let desk = try Self.desk(
      """
      docket.before("field.priority", function(change)
        for ticket in docket.tickets.each("is:open") do
          if ticket.id == 900 then return change:add_note("found") end
        end
      end)
      """)
    try desk.act("ann", "update", 1, ["priority": .text("high")]).receipt()
    #expect(try desk.notes(1) == ["found"])
  }
}
