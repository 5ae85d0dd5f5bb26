import Desk
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct PurgeTests {
  private func desk() throws -> TemporaryDesk {
    try TemporaryDesk(staffed: ["support", "close-reasons", "inbox"])
  }

  @Test func `a purged ticket's words are in no file, and its history verifies`() throws {
    let desk = try desk()
    let id = try desk.question(["body": .text("hunter2body"), "assignee": .text("ann")])
    try desk.act("ann", "reply", id, text: "hunter2reply").receipt()
    try desk.act("ann", "note", id, text: "hunter2note").receipt()
    try desk.attach("hunter2.txt", "hunter2content", to: id).receipt()
    try desk.act("mia", "discard", id, params: ["to": .text("deleted")]).receipt()
    try desk.work()
    let other = try desk.question()
    try desk.act("mia", "purge", id).receipt()
    #expect(try !desk.holds("hunter2"))
    #expect(try desk.contents() == "0|0\n")
    #expect(try desk.auditProblems() == [])
    #expect(try desk.ticket(other)?.subject == "No light")
  }

  @Test func `lists, counts and searches leave a purged ticket out, and its number stays taken`()
    throws
  {
    let desk = try desk()
    let id = try desk.question(in: "deleted")
    try desk.act("mia", "purge", id).receipt()
    let number = Ticket.ID(rawValue: id)
    let (ticket, counts, purge) = try desk.desk.session(as: try desk.person("admin")) { session in
      let queries = ["is:discarded", "light", "was:discarded", "requester:carl"]
      let counts = try queries.map { try session.count(try session.query($0)) }
      return (try session.ticket(number), counts, try session.purge(of: number))
    }
    #expect(ticket == nil && counts == [0, 0, 0, 0])
    #expect(purge?.actor == .person(try desk.person("mia").id))
    #expect(try desk.question() == id + 1)
  }

  @Test func `a tombstone tells who did something when, and nothing else`() throws {
    let desk = try desk()
    let id = try desk.question(in: "deleted")
    try desk.act("mia", "purge", id).receipt()
    let entries = try #require(try desk.history(id, by: "admin"))
    #expect(entries.map(\.action) == ["create", "discard", "purge"])
    #expect(entries.first?.redacted == [.to])
    #expect(entries.flatMap(\.edits).allSatisfy { $0.to.text != "No light" })
    #expect(try desk.history(id, by: "carl") == nil)
  }

  @Test func `nothing more is done to a purged ticket, nor on its behalf`() throws {
    let desk = try desk()
    let id = try desk.question()
    try desk.postpone(id, milliseconds: 60_000)
    try desk.act("mia", "discard", id, params: ["to": .text("deleted")]).receipt()
    try desk.act("mia", "purge", id).receipt()
    #expect(try desk.act("mia", "restore", id).refusal?.code == .notFound)
    let report = try desk.work(after: .seconds(120))
    #expect(report.failed == 0)
    #expect(try desk.entries(id).last?.action == "purge")
  }

  @Test func `an audit finds the row of a ticket that was purged`() throws {
    let desk = try desk()
    let id = try desk.question(in: "deleted")
    try desk.shell("CREATE TABLE kept AS SELECT * FROM ticket")
    try desk.act("mia", "purge", id).receipt()
    try desk.shell("INSERT INTO ticket SELECT * FROM kept")
    #expect(try desk.auditProblems().contains { $0.contains("it was purged, but its row") })
  }
}
