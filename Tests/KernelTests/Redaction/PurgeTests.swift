import Kernel
import TestSupport
import Testing

/// Which tickets are purged, and by whom.
@Suite struct PurgeTests {
  @Test func `only what is discarded is purged, by who may`() throws {
    let desk = KernelDesk(.supportWithReasons)
    let id = try desk.question()
    let refusal = try desk.act("mia", "purge", id).refusal
    #expect(refusal?.message.contains("docket discard \(id)") == true)
    let deleted = try desk.question(in: "deleted")
    #expect(try desk.act("ann", "purge", deleted).refusal?.code == .denied)
    #expect(try desk.ticket(deleted) != nil)
  }

  @Test func `a dry run purges nothing`() throws {
    let desk = KernelDesk(.supportWithReasons)
    let id = try desk.question(in: "deleted")
    let before = try desk.ticket(id)
    #expect(try desk.act("mia", "purge", id, isDryRun: true).isDone)
    #expect(try desk.ticket(id) == before)
  }
}
