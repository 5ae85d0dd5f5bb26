import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// Fields that are worked out when a ticket is shown.
@Suite struct ComputedFieldTests {
  private static func desk(_ code: String, permissions: String = "'ticket.view'") throws
    -> TemporaryDesk
  {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(TestPlugin("ages", permissions: permissions, code))
    return desk
  }

  private static func shown(
    _ field: String, of id: Int64, on desk: TemporaryDesk, to name: String = "ann",
  ) throws -> Value? {
    try desk.desk.session(as: desk.person(name)) { session in
      let ticket = try #require(try session.ticket(Ticket.ID(rawValue: id)))
      return try session.computing([ticket])[0].fields[field]
    }
  }

  @Test func `it is worked out from the ticket and the time`() throws {
    let desk = try Self.desk(
      """
      docket.field{ name = "age", type = "duration",
        computed = function(ticket, now) return now - ticket.created end }
      docket.field{ name = "buddy", type = "person",
        computed = function(ticket) return ticket.requester end }
      """)
    let id = try desk.question()
    desk.time.advance(milliseconds: 90_000)
    #expect(try Self.shown("age", of: id, on: desk) == .integer(90_000))
    #expect(try Self.shown("buddy", of: id, on: desk) == .person(try desk.person("carl").id))
    #expect(try desk.ticket(id)?.fields == [:])
  }

  @Test(arguments: [
    ("error('broken')", "broken"), ("while true do end", ""), ("return {}", "wants a whole number"),
    ("docket.state.set('x', 1) return 1", "not in computed fields"),
    ("return docket.tickets.update(ticket.id, {})", "not in computed fields"),
  ])
  func `a fault is shown in its place and stands in the desk's log`(
    _ code: String, _ words: String,
  ) throws {
    let desk = try Self.desk(
      "docket.field{ name = 'age', type = 'integer', computed = function(ticket) \(code) end }")
    let id = try desk.question()
    let text = try #require(try Self.shown("age", of: id, on: desk)?.text)
    #expect(text.hasPrefix("(fault: "))
    #expect(text.contains(words))
    let log = try desk.desk.read { reader, _ in try reader.logLines(last: 3) }
    #expect(log.contains { $0.plugin == "ages" && $0.message.contains("ages@1.0.0:age") })
  }

  @Test func `a customer is not told what went wrong in a plugin`() throws {
    let desk = try Self.desk(
      "docket.field{ name = 'age', type = 'integer', computed = function() error('broken') end }")
    let id = try desk.question()
    #expect(try Self.shown("age", of: id, on: desk, to: "carl") == .text("(fault)"))
  }

  @Test func `it sees no more than whom it is shown to`() throws {
    let desk = try Self.desk(
      """
      docket.field{ name = "notes", type = "integer",
        computed = function(ticket) return docket.history.count("action:note") end }
      """, permissions: "'ticket.view', 'note.view', 'history.view'")
    let id = try desk.question()
    try desk.act("ann", "note", id, text: "hidden").receipt()
    #expect(try Self.shown("notes", of: id, on: desk) == .integer(1))
    #expect(try Self.shown("notes", of: id, on: desk, to: "carl") == .integer(0))
  }

  @Test func `it is shown where its type and condition say, to who may see it`() throws {
    let desk = try Self.desk(
      """
      docket.role{ name = "agent", grants = { "ages.see" } }
      docket.field{ name = "hot", type = "boolean", view = "ages.see",
        show_if = "priority:high..", computed = function() return true end }
      """)
    let calm = try desk.question()
    let hot = try desk.question(["priority": .text("urgent")])
    #expect(try Self.shown("hot", of: calm, on: desk) == nil)
    #expect(try Self.shown("hot", of: hot, on: desk) == .boolean(true))
    #expect(try Self.shown("hot", of: hot, on: desk, to: "carl") == nil)
  }

  @Test(arguments: [
    ("list_instructions = 100000", "for _ = 1, 12000 do end return 'x'"),
    ("list_milliseconds = 1, milliseconds = 1", "for _ = 1, 30000 do end return 'x'"),
    ("list_bytes = 3000", "return ('x'):rep(900)"),
  ])
  func `all of one list have one budget, with a name, and the next list has its own`(
    _ limit: String, _ code: String,
  ) throws {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.enable(
      TestPlugin(
        "ages", permissions: "'ticket.view'", manifest: "limits = { \(limit) },",
        "docket.field{ name = 'age', type = 'long_text', computed = function() \(code) end }"))
    let id = try desk.question()
    let name = limit.prefix { $0 != " " }
    try desk.desk.session(as: desk.person("ann")) { session in
      let ticket = try #require(try session.ticket(Ticket.ID(rawValue: id)))
      for _ in 1...2 {
        let shown = try session.computing(Array(repeating: ticket, count: 40))
        let values = shown.map { $0.fields["age"]?.text ?? "" }
        if limit.hasPrefix("list_m") {
          #expect(values.last?.contains("the limit") == true, "\(values)")
        } else {
          #expect(values.first?.hasPrefix("x") == true, "\(values)")
          #expect(values.last?.contains("\(name)`") == true, "\(values)")
        }
      }
    }
  }

  @Test func `it is neither edited nor queried, in words that say why`() throws {
    let desk = try Self.desk(
      "docket.field{ name = 'age', type = 'integer', computed = function() return 1 end }")
    let id = try desk.question()
    let refusal = try desk.act("ann", "update", id, ["age": .text("3")]).refusal
    #expect(refusal?.message.contains("worked out when the ticket is shown") == true)
    let error = #expect(throws: QueryError.self) {
      try desk.desk.session(as: desk.person("ann")) { _ = try $0.query("age:1") }
    }
    #expect(error?.description.contains("cannot be queried") == true)
  }
}
