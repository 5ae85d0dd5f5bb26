import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// A bulk that stopped on its way.
@Suite struct ResumeTests {
  private static let low: [String: Value] = ["priority": .text("low")]

  /// A desk with 600 tickets, and a bulk stopped after the first 256.
  private func stopped(
    setting set: [String: Value] = low,
  ) throws -> (desk: TemporaryDesk, result: BulkResult) {
    let desk = try TemporaryDesk(staffed: ["support"])
    let requests = try (1...600).map { _ in
      try desk.request("admin", "create", nil, ["subject": .text("No light")])
    }
    #expect(try desk.desk.perform(all: requests).allSatisfy(\.isDone))
    var parts = 0
    let order = try desk.order("mia", "is:open", set)
    let result = try desk.desk.perform(order) {
      defer { parts += 1 }
      return parts == 1
    }
    return (desk, result)
  }

  @Test func `a stopped bulk has done whole parts and says how many are left`() throws {
    let (desk, result) = try stopped()
    #expect(result.changed == 256)
    #expect(result.total == 600)
    #expect(!result.isFinished)
    #expect(try desk.ticket(256)?.priority == .low)
    #expect(try desk.ticket(257)?.priority == .normal)
    let mia = try desk.person("mia")
    let unfinished = try desk.desk.session(as: mia) { try $0.unfinishedBulks() }
    #expect(unfinished.map(\.request) == [result.name])
    #expect(unfinished.map(\.reached) == [256])
  }

  @Test func `it goes on where it stopped, and each ticket is done once`() throws {
    let (desk, first) = try stopped()
    let name = try #require(first.name)
    let result = try desk.desk.resume(name, as: try desk.person("mia"))
    #expect(result.changed == 600)
    #expect(result.isFinished)
    for id in 1...600 as ClosedRange<Int64> {
      #expect(try desk.entries(id).map(\.request).count { $0 == name } == 1)
    }
    let mia = try desk.person("mia")
    #expect(try desk.desk.session(as: mia) { try $0.unfinishedBulks() }.isEmpty)
    let again = try desk.desk.resume(name, as: mia)
    #expect(again.changed == 600)
    #expect(try desk.entries(1).count == 2)
  }

  @Test func `what it still asks follows a person's new name`() throws {
    let (desk, first) = try stopped(setting: ["assignee": .text("bob")])
    _ = try desk.desk.renamePerson("bob", to: "rob", as: .desk)
    let result = try desk.desk.resume(try #require(first.name), as: try desk.person("mia"))
    #expect(result.changed == 600)
    #expect(try desk.ticket(600)?.assignee == desk.person("rob").id)
  }

  @Test func `a ticket that was changed between the parts is refused as stale`() throws {
    let (desk, first) = try stopped()
    try desk.act("mia", "update", 400, ["tags": .texts(["late"])]).receipt()
    let result = try desk.desk.resume(try #require(first.name), as: try desk.person("mia"))
    #expect(result.changed == 599)
    #expect(result.refused.map(\.ticket.rawValue) == [400])
  }

  @Test func `only who began it goes on with it, or who may act for others`() throws {
    let (desk, first) = try stopped()
    let name = try #require(first.name)
    let ann = try desk.person("ann")
    let error = #expect(throws: Refusal.self) { try desk.desk.resume(name, as: ann) }
    #expect(error?.code == .notFound)
    #expect(throws: Refusal.self) { try desk.desk.abandon(name, as: ann) }
    let result = try desk.desk.resume(name, as: try desk.admin)
    #expect(result.isFinished)
    #expect(try desk.entries(600).last?.actor == .person(try desk.person("mia").id))
  }

  @Test func `what was given up stays as it is, and keeps no words`() throws {
    let (desk, first) = try stopped()
    let name = try #require(first.name)
    let mia = try desk.person("mia")
    #expect(try desk.desk.abandon(name, as: mia).changed == 256)
    #expect(throws: Refusal.self) { try desk.desk.resume(name, as: mia) }
    #expect(try desk.ticket(600)?.priority == .normal)
    #expect(try desk.desk.read { reader, _ in try reader.bulk(name)?.template } == "")
  }

  @Test func `what a bulk said is kept in the history only, once it has ended`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    for _ in 1...2 { try desk.question() }
    let order = try desk.order("mia", "is:open", [:], action: "note", text: "the secret word")
    let name = try #require(try desk.desk.perform(order).name)
    let bulk = try desk.desk.read { reader, _ in try reader.bulk(name) }
    #expect(bulk?.template == "")
    #expect(bulk?.state == .done)
    #expect(try desk.notes(2) == ["the secret word"])
  }
}
