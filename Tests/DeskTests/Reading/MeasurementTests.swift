import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// What the store works out of tickets and their histories, without handing out a row.
@Suite struct MeasurementTests {
  /// Fields of a plugin: a number, and a text.
  private static let fields = TestPlugin(
    "things",
    """
    docket.field{ name = "weight", type = "integer" }
    docket.field{ name = "colour", type = "text" }
    """)

  /// Three tickets of two customers: answered, noted, handed on, closed, reopened, discarded.
  private static func desk() throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(Self.fields)
    func wait(_ hours: Int64) { desk.time.advance(milliseconds: hours * 3_600_000) }
    let first = try desk.question()
    let second = try desk.question(["requester": .text("dora"), "priority": .text("high")])
    let third = try desk.question(["requester": .text("ann")])
    wait(1)
    try desk.act("ann", "reply", first, text: "Is it on?").receipt()
    try desk.act("ann", "note", first, text: "between us").receipt()
    wait(2)
    try desk.act("carl", "reply", first, text: "It is").receipt()
    try desk.act("ann", "update", second, ["assignee": .text("bob")]).receipt()
    try desk.act("bob", "update", second, ["assignee": .text("ann")]).receipt()
    try desk.act("bob", "update", second, ["weight": .integer(3)]).receipt()
    try desk.act("bob", "update", second, ["colour": .text("\"field\":\"queue\"")]).receipt()
    wait(3)
    try desk.act("mia", "close", first).receipt()
    try desk.act("mia", "close", second).receipt()
    wait(4)
    try desk.act("mia", "reopen", second).receipt()
    try desk.act("ann", "reply", third, text: "my own").receipt()
    wait(5)
    try desk.act("mia", "close", second).receipt()
    try desk.act("ann", "discard", third, params: ["to": .text("spam")]).receipt()
    return desk
  }

  private static let questions = [
    "", "action:reply", "action:reply side:staff", "side:customer", "not:side:staff", "has:side",
    "edited:assignee", "not:edited:assignee", "edited:stage,priority", "edited:weight",
    "edited:weight,colour not:edited:colour", "not:edited:weight action:update", "edited:subject",
    "entered:closed", "left:closed", "entered:open,waiting,postponed", "has:left", "no:entered",
    "entered:closed not:left:waiting", "left:open entered:discarded", "actor:ann", "actor:me",
    "not:actor:mia", "actor:ann,bob action:update", "at:..2026-01-01T03:30Z",
    "at:2026-01-01 or action:close", "source:cli", "visibility:internal", "visibility:public",
  ]

  @Test(arguments: questions, ["admin", "mia", "carl", "dora"])
  func `the store counts the entries that the history finds`(
    _ question: String, _ name: String,
  ) throws {
    let desk = try Self.desk()
    try desk.looking(as: name) { look in
      let query = try look.entries(question)
      var found: [Int64: Int] = [:]
      for entry in try SeenHistory(look.reader, as: look.viewer).find(query) {
        found[entry.ticket.rawValue, default: 0] += 1
      }
      let measured = try look.measure(.entries([query]), "group:id")
      var counted: [Int64: Int] = [:]
      for group in measured where group.amounts[0].sum > 0 {
        let sum = Int(group.amounts[0].sum)
        guard case .ticket(let id) = group.value else {
          if case .integer(let id) = group.value { counted[id] = sum }
          continue
        }
        counted[id.rawValue] = sum
      }
      #expect(counted == found, "\(question) as \(name)")
    }
  }

  @Test(arguments: ["admin", "mia", "carl", "dora"])
  func `several counts at once are what each of them is alone`(_ name: String) throws {
    let desk = try Self.desk()
    try desk.looking(as: name) { look in
      let queries = try ["edited:assignee", "action:reply", "entered:closed", ""].map(look.entries)
      for groups in ["group:id", "group:tags", "group:priority,assignee", ""] {
        let together = try look.measure(.entries(queries), groups, target: .value(0))
        for (place, query) in queries.enumerated() {
          let alone = try look.measure(.entries([query]), groups, target: .value(0))
          #expect(together.map(\.amounts[place]) == alone.map(\.amounts[0]))
          #expect(together.map(\.value) == alone.map(\.value), "\(groups)")
        }
      }
    }
  }

  @Test(arguments: [
    ("no:edited", "no:edited"), ("has:edited or action:reply", "no:edited"),
    ("edited:stage", nil),
  ])
  func `what may be hidden within an entry is not counted`(
    _ question: String, _ cause: String?,
  ) throws {
    let desk = try Self.desk()
    try desk.looking(as: "admin") { look in
      let query = try look.entries(question)
      #expect(query.uncountable == cause, "\(query.uncountable ?? "")")
    }
  }

  @Test func `spans are from a moment of the ticket to an entry or another moment`() throws {
    let desk = try Self.desk()
    try desk.looking(as: "admin") { look in
      let answer = try look.entries("action:reply side:staff")
      let created = Measurement.Mark.field(QueryField(.created))
      let first = try look.measure(.span(from: created, to: .first(answer)), "is:closed")
      #expect(first.map(\.count) == [1] && first[0].amounts.map(\.median) == [3_600_000])
      let close = try look.measure(
        .span(from: created, to: .field(QueryField(.closed))), "is:closed group:priority",
        target: .value(6 * 3_600_000))
      #expect(close.flatMap(\.amounts).map(\.median).sorted() == [21_600_000, 54_000_000])
      #expect(close.flatMap(\.amounts).compactMap(\.within).reduce(0, +) == 1)
      #expect(close.flatMap(\.amounts).compactMap(\.judged).reduce(0, +) == 2)
    }
  }

  @Test func `the middle is the least that half do not exceed, ninety the same of nine tenths`() {
    var tally = MeasureTally(
      for: Measurement(
        .entries([.all]), of: Query(),
        sight: HistorySight(histories: .always, notes: .always, veils: nil, staffRoles: [])))
    for value in (1...10).reversed() {
      tally.count([Double(value)], in: [], inside: [], limit: nil)
    }
    let amounts = tally.measured.flatMap(\.amounts)
    #expect(amounts.map(\.median) == [5] && amounts.map(\.ninetieth) == [9])
    #expect(amounts.map(\.most) == [10] && amounts.map(\.sum) == [55])
  }

  @Test func `entries are counted by the days of the desk's clock, and by their actors`() throws {
    let desk = try Self.desk()
    try desk.looking(as: "admin") { look in
      let replies = try look.entries("action:reply")
      let days = try look.measure(.moments(replies, by: .period(.day)), "is:closed")
      #expect(days.map(\.value) == [.text("2026-01-01")] && days.map(\.count) == [2])
      let actors = try look.measure(.moments(replies, by: .actor), "is:closed")
      #expect(Set(actors.map(\.count)) == [1] && actors.count == 2)
    }
  }

  @Test func `whoever has fields hidden by grants measures no histories`() throws {
    let desk = try Self.desk()
    try desk.desk.administer(as: .desk) { administration in
      try administration.grant(
        Grant("ticket.view", isDenial: true, fields: ["priority"]), to: "agent")
    }
    try desk.looking(as: "bob") { #expect($0.viewer.historySight == nil) }
  }
}

/// A desk as somebody looks at it.
private struct Look {
  let reader: Reader
  let viewer: Viewer

  func entries(_ text: String) throws -> EntryQuery {
    try EntryQuery(
      parsing: text, schema: QuerySchema(entriesFor: viewer, knowsPeople: true),
      people: QueryPeople(reading: reader), zone: viewer.context.zone)
  }

  /// What is measured of the tickets of a query, which may group them.
  func measure(
    _ subject: Measurement.Subject, _ text: String, target: Measurement.Target? = nil,
  ) throws -> [MeasuredGroup] {
    let query = try Query(
      parsing: text, schema: viewer.schema, people: QueryPeople(reading: reader),
      zone: viewer.context.zone)
    let sight = try #require(viewer.historySight)
    return try reader.measure(
      Measurement(subject, of: query, target: target, sight: sight), access: viewer.access,
      notes: viewer.notesAccess, in: viewer.context)
  }
}

extension TemporaryDesk {
  fileprivate func looking(as name: String, _ body: (Look) throws -> Void) throws {
    let person = try person(name)
    try desk.read { reader, rulebook in
      let viewer = Viewer(
        authority: rulebook.authority(of: person), rulebook: rulebook,
        context: rulebook.context(at: now, me: person.id, reading: reader))
      try body(Look(reader: reader, viewer: viewer))
    }
  }
}
