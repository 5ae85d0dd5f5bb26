import Desk
import Kernel
import TestSupport
import Testing

/// A permission with a condition is judged on both sides of a change, wherever it is asked for.
@Suite struct BothSidesTests {
  static let law = TestPlugin(
    "law", permissions: "'ticket.update'",
    """
    docket.lifecycle{ name = 'plain', initial = 'fresh',
      stages = { { name = 'fresh', category = 'open' }, { name = 'busy', category = 'open' },
                 { name = 'done', category = 'closed' }, { name = 'gone', category = 'closed' } },
      transitions = { fresh = { 'busy', 'done' },
                      busy = { 'fresh', 'done', { to = 'gone', permission = 'law.colour' } },
                      done = { 'fresh', 'busy' }, gone = { 'fresh' } },
      leads = { close = 'done', reopen = 'busy' } }
    docket.type{ name = 'case', lifecycle = 'plain' }
    docket.field{ name = 'budget', type = 'integer', edit = 'law.budget' }
    docket.action{ name = 'stamp',
      params = { colour = { type = 'text', edit = 'law.colour' },
                 seal = { type = 'text', edit = 'plugin' } },
      propose = function(change) end }
    """)

  /// A desk on which erin has just these grants, besides seeing tickets.
  private static func desk(_ grants: Grant...) throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(law)
    try give(grants, to: "erin", on: desk)
    return desk
  }

  private static func give(_ grants: [Grant], to name: String, on desk: TemporaryDesk) throws {
    try desk.desk.administer(as: .desk) { administration in
      try administration.grant(Grant("ticket.view"), to: "role-\(name)")
      for grant in grants { try administration.grant(grant, to: "role-\(name)") }
    }
    try desk.add(name, roles: ["role-\(name)"])
  }

  private static func values(of ticket: PlainTicket) -> [String: Value] {
    [
      "tags": .texts(ticket.tags.sorted()), "priority": .text(ticket.priority),
      "budget": ticket.budget.map(Value.integer) ?? .none, "stage": .text(ticket.stage),
    ]
  }

  private static func ticket(_ ticket: PlainTicket, on desk: TemporaryDesk) throws -> Int64 {
    var set = values(of: ticket)
    set["stage"] = nil
    set["type"] = .text("case")
    let id = try desk.question(set)
    if ticket.stage != "fresh" {
      try desk.act("admin", "update", id, ["stage": .text(ticket.stage)]).receipt()
    }
    return id
  }

  private static func ticket(by random: inout RepeatableRandom) -> PlainTicket {
    PlainTicket(
      tags: Set(["vip", "frozen", "red"].filter { _ in Bool.random(using: &random) }),
      priority: ["normal", "urgent"].randomElement(using: &random) ?? "normal",
      budget: [nil, 5, 9].randomElement(using: &random) ?? nil,
      stage: ["fresh", "busy", "done"].randomElement(using: &random) ?? "fresh")
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `random grants allow of random changes what the plain rule allows`(_ seed: UInt64) throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.law)
    var random = RepeatableRandom(seed: seed)
    var states: [(id: Int64, ticket: PlainTicket)] = []
    for _ in 0..<8 {
      let state = Self.ticket(by: &random)
      states.append((try Self.ticket(state, on: desk), state))
    }
    var counts = [true: 0, false: 0]
    for role in 0..<12 {
      let grants = (0..<18).map { _ in PlainGrant.random(by: &random) }
      try Self.give(grants.map(\.grant), to: "p\(role)", on: desk)
      let oracle = RightsOracle(grants: grants)
      for _ in 0..<24 {
        let (id, before) = states.randomElement(using: &random) ?? states[0]
        let verb = ["update", "reply", "stamp", "create"].randomElement(using: &random) ?? "update"
        var after = Self.ticket(by: &random)
        // Most changes touch only some fields.
        if Bool.random(using: &random) { after.budget = before.budget }
        if Bool.random(using: &random) { after.priority = before.priority }
        if Bool.random(using: &random) || verb == "create" { after.stage = before.stage }
        if verb == "create" { after.stage = "fresh" }
        let isColoured = verb == "stamp" && Bool.random(using: &random)
        var set = Self.values(of: after)
        if verb == "create" { (set["subject"], set["type"]) = (.text("x"), .text("case")) }
        if after.stage == before.stage || verb == "create" { set["stage"] = nil }
        if verb == "create", after.budget == nil { set["budget"] = nil }
        let outcome = try desk.act(
          "p\(role)", verb, verb == "create" ? nil : id, set, text: verb == "reply" ? "Hello" : "",
          params: isColoured ? ["colour": .text("red")] : [:], isDryRun: true)
        let isRight = Self.oracle(oracle, verb, before, after, isColoured)
        counts[isRight, default: 0] += 1
        #expect(
          (outcome.refusal == nil) == isRight,
          "\(verb) \(before) → \(after) by \(grants): \(String(describing: outcome.refusal))")
        #expect(outcome.refusal.map { $0.code == .denied } ?? true)
        guard (outcome.refusal == nil) == isRight else { return }
      }
    }
    #expect((counts[true] ?? 0) > 20)
    #expect((counts[false] ?? 0) > 20)
  }

  @Test(arguments: [4, 5] as [UInt64])
  func `random grants show in lists and one by one what the plain rule shows`(
    _ seed: UInt64,
  ) throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.law)
    var random = RepeatableRandom(seed: seed)
    var states: [(id: Int64, ticket: PlainTicket)] = []
    for _ in 0..<10 {
      let state = Self.ticket(by: &random)
      states.append((try Self.ticket(state, on: desk), state))
    }
    var shown = 0
    for role in 0..<20 {
      let grants = (0..<3).map { _ in
        var grant = PlainGrant.random(by: &random)
        (grant.permission, grant.fields) = ("ticket.view", [])
        return grant
      }
      try desk.desk.administer(as: .desk) { administration in
        for grant in grants { try administration.grant(grant.grant, to: "v\(role)") }
      }
      let viewer = try desk.add("v\(role)", roles: ["v\(role)"])
      let oracle = RightsOracle(grants: grants)
      let right = states.filter { state in
        oracle.may("ticket.view", [], before: state.ticket, after: state.ticket)
      }.map(\.id)
      try desk.desk.session(as: viewer) { session in
        let query = try session.query("")
        #expect(try session.list(query).map(\.id.rawValue) == right, "\(grants)")
        #expect(try session.count(query) == right.count)
        for (id, _) in states {
          let isThere = try session.ticket(Ticket.ID(rawValue: id)) != nil
          #expect(isThere == right.contains(id), "\(id) by \(grants)")
        }
      }
      shown += right.count
    }
    #expect(shown > 20)
  }

  private static func oracle(
    _ oracle: RightsOracle, _ verb: String, _ before: PlainTicket, _ after: PlainTicket,
    _ isColoured: Bool,
  ) -> Bool {
    guard verb == "create" else {
      return oracle.may(verb, before: before, after: after, isColoured: isColoured)
    }
    return oracle.may(verb, before: nil, after: after)
  }

  @Test func `a field's own permission is asked of the ticket before`() throws {
    let desk = try Self.desk(Grant("ticket.update"), Grant("law.budget", when: "tag:vip"))
    let id = try Self.ticket(PlainTicket(), on: desk)
    let both = try desk.act(
      "erin", "update", id, ["tags": .texts(["vip"]), "budget": .integer(999_999)])
    #expect(both.refusal?.code == .denied)
    #expect(both.refusedFields == ["budget"])
    try desk.act("erin", "update", id, ["tags": .texts(["vip"])]).receipt()
    try desk.act("erin", "update", id, ["budget": .integer(5)]).receipt()
  }

  @Test func `a denial is not evaded by ending in the same change what it speaks of`() throws {
    let desk = try Self.desk(
      Grant("ticket.update"), Grant("law.budget"),
      Grant("law.budget", isDenial: true, when: "tag:frozen"))
    let id = try Self.ticket(PlainTicket(tags: ["frozen"]), on: desk)
    let thawed = try desk.act("erin", "update", id, ["tags": .texts([]), "budget": .integer(5)])
    #expect(thawed.refusedFields == ["budget"])
  }

  @Test func `a denial is not evaded by beginning in the same change what it speaks of`() throws {
    let desk = try Self.desk(
      Grant("ticket.update"), Grant("law.stamp"), Grant("law.colour"),
      Grant("law.colour", isDenial: true, when: "tag:frozen"))
    let id = try Self.ticket(PlainTicket(), on: desk)
    let stamp = { (tags: [String]) in
      try desk.act(
        "erin", "stamp", id, ["tags": .texts(tags)], params: ["colour": .text("red")],
        isDryRun: true)
    }
    #expect(try stamp(["frozen"]).refusedFields == ["colour"])
    #expect(try stamp(["warm"]).refusal == nil)
  }

  @Test func `a parameter with a permission of its own is given by who has it`() throws {
    let desk = try Self.desk(Grant("law.stamp"))
    let id = try Self.ticket(PlainTicket(), on: desk)
    for name in ["colour", "seal"] {
      let outcome = try desk.act("erin", "stamp", id, params: [name: .text("red")])
      #expect(outcome.refusedFields == [name])
    }
    try desk.act("erin", "stamp", id).receipt()
  }

  @Test func `a move's permission is judged on both sides as well`() throws {
    let desk = try Self.desk(
      Grant("ticket.update"), Grant("ticket.close"), Grant("law.colour"),
      Grant("law.colour", isDenial: true, when: "tag:frozen"))
    let id = try Self.ticket(PlainTicket(stage: "busy"), on: desk)
    let frozen = try desk.act(
      "erin", "update", id, ["stage": .text("gone"), "tags": .texts(["frozen"])])
    #expect(frozen.refusedFields == ["stage"])
    try desk.act("erin", "update", id, ["stage": .text("gone")]).receipt()
  }
}
