import Desk
import Kernel
import TestSupport
import Testing

/// What raises a version, what a stale one means, and how much a ticket holds.
@Suite struct VersionTests {
  @Test func `a request that changes nothing writes nothing and runs no hook`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "eager", permissions: "'ticket.update', 'ticket.view'",
        """
        docket.before("ticket.*", function(change) change:set("tags", { "seen" }) end)
        docket.validate("ticket.*", function(change)
          if change.before ~= nil then change:refuse(nil, "never") end
        end)
        """))
    let id = try desk.question(["priority": .text("high")])
    let receipt = try desk.act("ann", "update", id, ["priority": .text("high")]).receipt()
    #expect(receipt.seq == nil)
    #expect(try desk.entries(id).count == 1)
  }
}
