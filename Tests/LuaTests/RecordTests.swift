import Lua
import Testing

@Suite struct RecordTests {
  func returns(_ source: String, _ value: LuaValue, _ at: SourceLocation = #_sourceLocation) throws
  {
    #expect(
      try Fixture().runWithTicket("local t = ...\n" + source).first == value, sourceLocation: at)
  }

  func raises(_ source: String, _ text: String, _ at: SourceLocation = #_sourceLocation) throws {
    let results = try Fixture().runWithTicket(
      "local t = ...\nreturn select(2, pcall(function() \(source) end))")
    #expect(results.first?.text == "sample/init.lua:2: " + text, sourceLocation: at)
  }

  @Test func `a declared name reads as its value, or as nil when absent`() throws {
    try returns("return t.id", .integer(7))
    try returns("return t.fields.severity", .string("high"))
    try returns("return t.priority == nil", .boolean(true))
    try returns("return t.subject .. t.subject", .string("It smokesIt smokes"))
  }

  @Test func `an undeclared name raises and offers what was meant`() throws {
    try raises("return t.subjct", "a ticket has no 'subjct'; did you mean 'subject'?")
    try raises(
      "return t.severity", "a ticket has no 'severity'; did you mean ticket.fields.severity?")
    try raises("return t.qqqqqq", "a ticket has no 'qqqqqq'")
    try raises("return t[1]", "a ticket is read by name, not by a number")
  }

  @Test func `writing raises`() throws {
    let text = "cannot be written to (here: 'id'); it is a snapshot, ask for a change instead"
    try raises("t.id = 8", "a ticket " + text)
    try raises(
      "t.tags[1] = 'x'",
      "a list cannot be written to (here: 'number'); it is a snapshot, ask for a change instead")
  }

  @Test func `pairs goes through the names present, in the declared order`() throws {
    let source = "local s = '' for k in pairs(t) do s = s .. k .. ' ' end return s"
    try returns(source, .string("id subject tags fields params "))
    try returns("return #t", .integer(0))
  }

  @Test func `a list inside is read like a table`() throws {
    try returns("return #t.tags", .integer(2))
    try returns("return table.concat(t.tags, ',')", .string("b,a"))
    try returns(
      "local s = '' for i, v in ipairs(t.tags) do s = s .. i .. v end return s", .string("1b2a"))
    try returns(
      "local s = '' for i, v in pairs(t.tags) do s = s .. i .. v end return s", .string("1b2a"))
    try returns("return select('#', table.unpack(t.tags))", .integer(2))
    try returns("return t.tags[3] == nil", .boolean(true))
    try returns("local c = table.move(t.tags, 1, 2, 1, {}) table.sort(c) return c[1]", .string("a"))
    try raises("return t.tags.x", "a list is read by position, not by 'x'")
  }

  @Test func `a free table inside reads as nil what it lacks`() throws {
    try returns("return t.params.reason", .string("solved"))
    try returns("return t.params.other == nil", .boolean(true))
    try returns(
      "local s = '' for k in pairs(t.params) do s = s .. k end return s", .string("reasonnote"))
  }

  @Test func `records look like tables of their kind`() throws {
    try returns("return type(t)", .string("table"))
    try returns("return tostring(t)", .string("ticket"))
    try returns("return getmetatable(t)", .boolean(false))
    try returns("return tostring(docket.none)", .string("docket.none"))
  }

  @Test func `a record goes back as it came`() throws {
    let results = try Fixture().runWithTicket(
      "return (...), { (...).tags }, desk.echo((...).fields)")
    #expect(results[0]["id"] == .integer(7))
    #expect(results[0]["fields"]?["severity"]?.text == "high")
    #expect(results[1] == .array([.array([.string("b"), .string("a")])]))
    #expect(results[2]["severity"]?.text == "high")
  }

  @Test func `a method gets the handle of its record first`() throws {
    let results = try Fixture().runWithTicket("return (...):set('priority', 'high')")
    #expect(results == [.integer(99), .string("priority"), .string("high")])
    try raises("return t.set('x')", "'ticket.set' is a method: call it with a colon")
  }

  @Test func `a record outlives the call that brought it`() throws {
    let fixture = try Fixture()
    let results = try fixture.runWithTicket("local t = ... return function() return t.subject end")
    guard case .function(let function)? = results.first else { return }
    _ = try fixture.run("for i = 1, 20000 do local _ = {i} end")
    var budget = Budget(instructions: 1000)
    #expect(try fixture.sandbox.call(function, budget: &budget) == [.string("It smokes")])
  }
}
