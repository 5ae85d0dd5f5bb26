import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// The dashboard against the tickets of a list, counted one by one.
@Suite struct DashboardTests {
  private static let stages = ["new", "answered", "open", "postponed", "resolved", "spam"]
  private static let day: Int64 = 86_400_000

  /// Tickets in every stage, of three days ago and of today, in two queues, some of them overdue.
  private static func desk() throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.desk.administer(as: .desk) { try $0.addQueue("sales") }
    try desk.desk.administer(as: .desk) { administration in
      try administration.grant(
        Grant("ticket.view", fields: ["subject", "stage", "category"]), to: "half")
      try administration.grant(Grant("ticket.view", when: "queue:sales"), to: "seller")
    }
    try desk.add("hal", roles: ["half"])
    try desk.add("sue", roles: ["seller"])
    for round in 0..<2 {
      for (place, stage) in stages.enumerated() {
        let id = try desk.question(in: stage)
        let due = desk.now.advanced(byMilliseconds: place.isMultiple(of: 2) ? -1 : day)
        guard stage != "postponed", stage != "spam" else { continue }
        try desk.act("admin", "update", id, ["due": .time(due)]).receipt()
        if place > round {
          try desk.act("admin", "update", id, ["queue": .text("sales")]).receipt()
        }
        if place > 1 { try desk.act("admin", "update", id, ["assignee": .text("bob")]).receipt() }
      }
      if round == 0 { desk.time.advance(milliseconds: 3 * day) }
    }
    // What was written to yesterday's today is neither new nor closed today.
    try desk.act("ann", "note", 5, text: "looked at again").receipt()
    try desk.act("ann", "reply", 1, text: "still there?").receipt()
    return desk
  }

  @Test(arguments: ["admin", "ann", "sue"])
  func `it counts the tickets that a list has`(name: String) throws {
    let desk = try Self.desk()
    try desk.desk.session(as: desk.person(name)) { session in
      let all = try session.list(session.query("is:open,waiting,postponed,closed"))
      let live = all.filter { Dashboard.live.contains($0.category) }
      let busy = live.filter { $0.category != .postponed }
      func counted(_ tickets: [Ticket], _ value: (Ticket) -> Value) -> [Value: Int] {
        Dictionary(grouping: tickets, by: value).mapValues(\.count)
      }
      func counts(_ groups: [GroupCount]?) -> [Value: Int]? {
        groups.map { Dictionary(uniqueKeysWithValues: $0.map { ($0.value, $0.count) }) }
      }
      let board = try session.dashboard(rows: 3)
      #expect(all.count > 2 && live.count < all.count)
      for category in Dashboard.live {
        #expect(board.counts[category] == live.count { $0.category == category }, "\(category)")
      }
      #expect(counts(board.stages) == counted(live) { .text($0.stage) })
      #expect(counts(board.people) == counted(busy) { $0.assignee.map(Value.person) ?? .none })
      let queues = try #require(board.queues)
      for queue in queues {
        let own = live.filter { $0.queue == queue.name.text ?? "" }
        #expect(queue.counts == Dictionary(grouping: own, by: \.category).mapValues(\.count))
      }
      #expect(queues.flatMap(\.counts.values).reduce(0, +) == live.count)
      let today = desk.now.advanced(byMilliseconds: -Self.day)
      #expect(board.came == all.count { $0.created > today })
      #expect(board.closed == all.count { $0.closed.map { $0 > today } ?? false })
      let late = busy.filter { $0.due.map { $0 <= desk.now } ?? false }
      #expect(board.overdueCount == late.count)
      let open = live.filter { $0.category == .open }.sorted {
        ($0.updated, $0.id.rawValue) < ($1.updated, $1.id.rawValue)
      }
      #expect(board.oldest.map(\.id) == open.prefix(3).map(\.id))
    }
  }

  @Test func `what somebody may not name is left out`() throws {
    let desk = try Self.desk()
    try desk.desk.session(as: desk.person("hal")) { session in
      let board = try session.dashboard(rows: 3)
      #expect(board.queues == nil && board.people == nil && board.came == nil)
      #expect(board.overdueCount == nil && board.overdue == [] && board.oldest == [])
      #expect(board.stages?.isEmpty == false && board.counts[.open] ?? 0 > 0)
    }
  }

  @Test func `tickets that were closed long ago cost it nothing`() throws {
    let desk = try Self.desk()
    func steps() throws -> Int {
      try desk.desk.session(as: desk.admin) { session in
        try session.measured { _ = try session.dashboard(rows: 3) }.steps
      }
    }
    desk.time.advance(milliseconds: 3 * Self.day)
    let before = try steps()
    for _ in 0..<20 { _ = try desk.question(in: "resolved") }
    desk.time.advance(milliseconds: 3 * Self.day)
    #expect(try steps() <= before)
  }
}
