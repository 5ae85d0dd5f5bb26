import Kernel
import Storage
import TestSupport
import Testing

/// The law of queries: SQL and memory give the same answer.
@Suite struct QueryAgreementTests {
  @Test(arguments: [1, 2, 3, 4])
  func `both back ends answer every query alike`(seed: UInt64) throws {
    var random = RepeatableRandom(seed: seed)
    let desk = try QueryDesk(count: 60, random: &random)
    var queries = RandomQuery(random: random, isCondition: false)
    var conditions = RandomQuery(random: RepeatableRandom(seed: seed &+ 99), isCondition: true)
    let zone = try Zone.named("America/St_Johns")
    var answers = 0
    for round in 0..<400 {
      let text = queries.text()
      let query = try QueryDesk.parse(text)
      let access = try QueryDesk.parse(conditions.text(), .condition).condition
      let notes =
        round.isMultiple(of: 2)
        ? try QueryDesk.parse(conditions.text(), .condition).condition
        : round.isMultiple(of: 3) ? Condition.always : .never
      let me = Person.ID(rawValue: Int64(round % 5))
      let base = EvaluationContext(
        now: QueryDesk.now, zone: round.isMultiple(of: 4) ? .utc : zone,
        me: me.rawValue == 0 ? nil : me,
        this: round.isMultiple(of: 5) ? desk.tickets[round % 60] : nil,
        people: PeopleValues(reading: KnownPeople(QueryDesk.folks)))
      answers += try check(query, access: access, notes: notes, base, on: desk)
    }
    #expect(answers > 2000, "the queries hardly find anything")
  }

  /// Asks in both ways; returns how many tickets there are.
  private func check(
    _ query: Query, access: Condition, notes: Condition, _ base: EvaluationContext,
    on desk: QueryDesk,
  ) throws -> Int {
    #expect(try QueryDesk.parse(query.description) == query)
    #expect(try QueryDesk.parse(access.description, .condition).condition == access)
    var own = base
    own.this = nil
    let visible = desk.tickets.filter { access.holds(for: $0, in: own) }
    let expected = query.select(from: visible, name: QueryDesk.name) {
      desk.context($0, base, notes: notes)
    }
    let found = try desk.read {
      try $0.ids(
        matching: query, access: TicketAccess(access), notes: notes, in: base, limit: 1000)
    }
    #expect(found == expected.map(\.id), "\(query) | \(access) | \(notes)")

    let all = visible.filter { query.matches($0, in: desk.context($0, base, notes: notes)) }
    let count = try desk.read {
      try $0.count(
        matching: query, access: TicketAccess(access), notes: notes, in: base)
    }
    #expect(count == all.count, "\(query) | \(access) | \(notes)")

    let grouped = Query(condition: query.condition, Query.Modifiers(groups: query.groups))
    let groups = try desk.read {
      try $0.groups(matching: grouped, access: TicketAccess(access), notes: notes, in: base)
    }
    var tally = GroupTally(for: grouped)
    for ticket in all { tally.count(ticket, in: base) }
    // Equal counts of ranks and truths stand in an order of their own.
    #expect(Set(groups) == Set(tally.counts), "\(query) | \(access) | \(notes)")
    return all.count
  }

  @Test func `a query as long as it may be is compiled`() throws {
    var random = RepeatableRandom(seed: 7)
    let desk = try QueryDesk(count: 3, random: &random)
    let long = [
      "tag:" + (0..<990).map { "t\($0)" }.joined(separator: ","),
      "id:" + (0..<990).map { "\($0 + 1)..\($0 + 2)" }.joined(separator: ","),
      (0..<450).map { "not:tag:t\($0)" }.joined(separator: " "),
      (0..<900).map { "due:..+\($0)d" }.joined(separator: " or "),
      String(repeating: "not:(", count: 24) + "is:open" + String(repeating: ")", count: 24),
    ]
    for text in long {
      let query = try QueryDesk.parse(text)
      let context = EvaluationContext(now: QueryDesk.now)
      let found = try desk.read {
        try $0.ids(
          matching: query, access: .always, in: context, limit: 10)
      }
      let expected = query.select(from: desk.tickets, name: QueryDesk.name) { _ in context }
      #expect(found == expected.map(\.id))
    }
  }
}
