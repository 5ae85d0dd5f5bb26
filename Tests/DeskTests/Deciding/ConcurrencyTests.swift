import Desk
import Kernel
import TestSupport
import Testing

/// Many callers of one desk, and two desks on one folder, as two processes have them.
@Suite struct ConcurrencyTests {
  @Test func `64 tasks that write at once all write, in one chain each`() async throws {
    let desk = try TemporaryDesk(staffed: ["support", "round-robin"])
    let request = try desk.request("carl", "create", nil, ["subject": .text("No light")])
    let outcomes = try await Self.submit(Array(repeating: request, count: 64), to: desk.desk)
    let tickets = try outcomes.map { try $0.receipt().ticket.rawValue }
    #expect(tickets.sorted() == Array(1...64))
    let assignees = try tickets.compactMap { try desk.ticket($0)?.assignee }
    #expect(Set(assignees.map { id in assignees.count { $0 == id } }) == [32])
    #expect(try desk.auditProblems() == [])
  }

  @Test func `one of 64 that fails fails alone`() async throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    var requests = try (1...63).map { try desk.request("ann", "note", id, text: "note \($0)") }
    requests.insert(try desk.request("ann", "close", id), at: 31)
    let outcomes = try await Self.submit(requests, to: desk.desk)
    #expect(outcomes.count { !$0.isDone } == 1)
    #expect(outcomes.compactMap(\.refusal).first?.code == .denied)
    #expect(try desk.entries(id).count == 64)
    #expect(try desk.auditProblems() == [])
  }

  @Test func `64 tasks with one key do it once`() async throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    let request = try desk.request("ann", "note", id, text: "once") { $0.key = "k" }
    let outcomes = try await Self.submit(Array(repeating: request, count: 64), to: desk.desk)
    #expect(try outcomes.count { try !$0.receipt().isRepeated } == 1)
    #expect(try desk.entries(id).count == 2)
  }

  @Test func `a plugin that another process enables decides from the next transaction on`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    let other = try Desk(at: desk.folder, clock: desk.time.clock)
    defer { other.close() }
    let note = try desk.request("ann", "note", id, text: "hello")
    try other.perform(note).receipt()
    try desk.enable(
      TestPlugin(
        "strict", "docket.before('ticket.note', function(change) change:refuse(nil, 'no') end)"))
    #expect(try other.perform(note).refusal?.message.contains("no (strict)") == true)
    try desk.desk.disablePlugin("strict", as: .desk)
    try other.perform(note).receipt()
  }

  @Test func `a role that another process changes holds from the next transaction on`() throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    let id = try desk.question()
    let other = try Desk(at: desk.folder, clock: desk.time.clock)
    defer { other.close() }
    let close = try desk.request("ann", "close", id)
    #expect(try other.perform(close).refusal?.code == .denied)
    try desk.desk.administer(as: .desk) { try $0.grant(Grant("ticket.close"), to: "agent") }
    try other.perform(close).receipt()
    let ann = try desk.person("ann")
    try desk.desk.administer(as: .desk) {
      try $0.grant(Grant("ticket.view", isDenial: true), to: "agent")
    }
    #expect(try other.session(as: ann) { try $0.ticket(Ticket.ID(rawValue: id)) } == nil)
  }

  @Test func `two processes that write in turn share one history and one turn of assignees`()
    throws
  {
    let desk = try TemporaryDesk(staffed: ["support", "round-robin"])
    let other = try Desk(at: desk.folder, clock: desk.time.clock)
    defer { other.close() }
    let request = try desk.request("carl", "create", nil, ["subject": .text("x")])
    for turn in 0..<8 {
      try (turn.isMultiple(of: 3) ? other : desk.desk).perform(request).receipt()
    }
    let ann = try desk.person("ann").id
    let bob = try desk.person("bob").id
    let assignees = try (1...8).map { try desk.ticket($0)?.assignee }
    #expect(assignees == [ann, bob, ann, bob, ann, bob, ann, bob])
    #expect(try desk.auditProblems() == [])
  }

  /// Submits all requests at once; their outcomes in any order.
  private static func submit(_ requests: [Request], to desk: Desk) async throws -> [Outcome] {
    try await withThrowingTaskGroup(of: Outcome.self) { group in
      for request in requests {
        group.addTask { try await desk.submit(request) }
      }
      var outcomes: [Outcome] = []
      for try await outcome in group { outcomes.append(outcome) }
      return outcomes
    }
  }
}
