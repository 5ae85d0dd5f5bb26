import Kernel
import PluginHost
import Testing

@Suite struct Hooks {
  private func desk(_ main: String, permissions: String = "") throws -> BenchDesk {
    try BenchDesk([
      Bundled.plugin("support"),
      .sample(
        main,
        manifest:
          "permissions = { \(permissions) }, settings = { word = { type = \"text\", default = \"hi\" } }"
      ),
    ])
  }

  /// Runs Lua in a before hook on create, and gives what the ticket's subject became.
  private func subject(_ lua: String, permissions: String = "") throws -> String {
    let permissions = "\"ticket.update\", " + permissions
    let desk = try desk(
      "docket.before(\"ticket.create\", function(change)\n\(lua)\nend, { name = \"try\" })",
      permissions: permissions)
    return try desk.create("abc", set: [("priority", .text("high"))]).subject
  }

  @Test(arguments: [
    ("change:set(\"subject\", change.after.priority)", "high"),
    ("change:set(\"subject\", tostring(change.before))", "nil"),
    ("change:set(\"subject\", change.actor.name)", "admin"),
    ("change:set(\"subject\", tostring(#change.after.tags))", "0"),
    ("change:set(\"subject\", tostring(change:edited(\"priority\").to))", "high"),
    ("change:set(\"subject\", tostring(change:edited(\"assignee\")))", "nil"),
    ("change:set(\"subject\", docket.settings.word)", "hi"),
    ("change:set(\"subject\", docket.hash(\"\"):sub(1, 6))", "0e5751"),
    ("change:set(\"subject\", docket.base64.encode(\"hi\"))", "aGk="),
    ("change:set(\"subject\", docket.base64.decode(\"aGk=\"))", "hi"),
    ("change:set(\"subject\", docket.json.encode{ b = 1, a = { 1.5 } })", #"{"a":[1.5],"b":1}"#),
    ("change:set(\"subject\", tostring(docket.json.decode(\"[7]\")[1]))", "7"),
    ("change:set(\"subject\", docket.time.format(0, \"%Y-%m-%d\"))", "1970-01-01"),
    ("change:set(\"subject\", tostring(docket.time.span(\"90m\")))", "5400"),
    ("change:set(\"subject\", tostring(docket.time.parse(\"1970-01-02T00:00:00Z\")))", "86400"),
    ("change:set(\"subject\", tostring(docket.time.parts(0).weekday))", "4"),
    ("change:set(\"subject\", tostring(docket.time.add(0, { months = 1 })))", "2678400"),
    ("change:set(\"subject\", tostring(docket.time.now() == change.now))", "true"),
    (
      "docket.state.set(\"n\", { 1, 2 }) change:set(\"subject\", tostring(#docket.state.get(\"n\")))",
      "2"
    ),
    (
      "change:set(\"subject\", tostring(docket.state.add(\"n\") + docket.state.add(\"n\", 4)))", "6"
    ),
  ])
  func `a hook reads the change and calls the API`(_ lua: String, _ expected: String) throws {
    #expect(try subject(lua) == expected)
  }

  @Test(arguments: [
    ("return change.severity", "change"),
    ("return change.ticket", "change.after"),
    ("return change.after.severity", "ticket"),
    ("return change.after.asignee", "did you mean 'assignee'?"),
    ("change.after.subject = \"x\"", "cannot be written to"),
    ("change:set(\"subjct\", \"x\")", "did you mean subject?"),
    ("change:set(\"subject\", nil)", "docket.none"),
    ("change:set(\"assignee\", \"annn\")", "did you mean ann?"),
    ("change:set(\"due\", \"soon\")", "due"),
    ("change:add_note(\"x\")", "note.add"),
    ("docket.tickets.get(1)", "ticket.view"),
    ("docket.people.get(\"ann\")", "person.view"),
    ("docket.tickets.note(1, {})", "in after hooks"),
    ("docket.field{ name = \"x\" }", "at the top level"),
    ("docket.settings.wrd()", "docket.settings has no 'wrd'; did you mean 'word'?"),
    ("return change:edited('subject').frm", "an edit has no 'frm'; did you mean 'from'?"),
    ("docket.tr(\"ghost\")", "has the text `ghost`"),
    ("docket.time.parse(7)", "`string` wants a text, got 7"),
    ("docket.state.set(\"x\", function() end)", "wants plain values"),
    ("docket.state.set(\"x\", string.rep(\"x\", 70000))", "64 KB"),
    ("while true do end", "instructions"),
    ("error(\"my own\")", "my own"),
  ])
  func `a wrong call is a fault with file and line, and nothing is written`(
    _ lua: String, _ words: String,
  ) throws {
    let desk = try desk(
      "docket.before(\"ticket.create\", function(change)\n\(lua)\nend, { name = \"try\" })",
      permissions: "\"ticket.update\"")
    let outcome = try desk.ask("admin", "create", set: [("subject", .text("abc"))])
    #expect(outcome.refusal.contains(words))
    #expect(outcome.faults.map(\.hook) == ["sample@1.0.0:try"])
    #expect(outcome.faults.first?.message.hasPrefix("sample/init.lua:2:") == true)
    #expect(try desk.people().count == 6)
    #expect(try desk.ticket(Ticket.ID(rawValue: 1)) == nil)
  }

  @Test func `a plugin that failed works again for the next change`() throws {
    let desk = try desk(
      """
      docket.before("ticket.create", function(change)
        if change.after.subject == "bad" then while true do end end
        change:set("subject", "fine")
      end)
      """, permissions: "\"ticket.update\"")
    #expect(try !desk.ask("admin", "create", set: [("subject", .text("bad"))]).isDone)
    #expect(try desk.create("good").subject == "fine")
  }

  @Test func `change.ticket is the ticket before`() throws {
    let desk = try desk(
      """
      docket.before("ticket.update", function(change)
        change:set("body", change.ticket.subject .. " " .. change.before.subject)
      end)
      """, permissions: "\"ticket.update\"")
    let ticket = try desk.create("old")
    _ = try desk.ask("ann", "update", ticket.id, set: [("subject", .text("new"))]).receipt()
    #expect(try desk.ticket(ticket.id)?.body == "old old")
  }

  @Test func `a validate hook may only refuse`() throws {
    let desk = try desk(
      "docket.validate(\"ticket.create\", function(change) change:set(\"subject\", \"x\") end)",
      permissions: "\"ticket.update\"")
    let outcome = try desk.ask("admin", "create", set: [("subject", .text("abc"))])
    #expect(outcome.refusal.contains("a validate hook may only refuse"))
  }

  @Test func `all refusals of validate hooks come back together, by field`() throws {
    let desk = try desk(
      """
      docket.validate("ticket.create", function(change) change:refuse("subject", "too short") end)
      docket.validate("ticket.create", function(change) change:refuse("body", "too dull") end)
      """)
    let outcome = try desk.ask("admin", "create", set: [("subject", .text("abc"))])
    #expect(outcome.refusedFields == ["subject", "body"])
  }

  @Test func `a second hook of a plugin sees what the first one amended`() throws {
    let desk = try desk(
      """
      docket.before("ticket.create", function(change) change:set("priority", "urgent") end)
      docket.before("ticket.create", function(change)
        change:set("subject", change.after.priority)
      end)
      """, permissions: "\"ticket.update\"")
    #expect(try desk.create().subject == "urgent")
  }

  @Test func `lists take a whole list, or what to add and remove`() throws {
    let desk = try desk(
      """
      docket.before("ticket.create", function(change)
        change:set("tags", { add = { "c" }, remove = { "a" } })
      end)
      """, permissions: "\"ticket.update\"")
    let ticket = try desk.create(set: [("tags", .texts(["a", "b"]))])
    #expect(ticket.tags == ["b", "c"])
  }

  @Test func `another request in the same transaction is refused together`() throws {
    let desk = try desk(
      """
      docket.before("ticket.reply", function(change)
        change:also("update", 1, { set = { priority = "urgent" } })
      end)
      """, permissions: "\"ticket.update\", \"ticket.view\"")
    _ = try desk.create("one")
    let second = try desk.create("two")
    _ = try desk.ask("ann", "reply", second.id, text: "Look").receipt()
    #expect(try desk.ticket(Ticket.ID(rawValue: 1))?.priority == .urgent)
  }

  @Test func `queries read what the plugin may see`() throws {
    let desk = try desk(
      """
      docket.before("ticket.create", function(change)
        local n = 0
        for ticket in docket.tickets.each("priority:high") do n = n + #ticket.subject end
        local found = docket.tickets.find("subject:$name", { values = { name = "one" } })
        change:set("body", n .. " " .. #found .. " " .. docket.tickets.count("is:open"))
      end)
      """, permissions: "\"ticket.update\", \"ticket.view\"")
    _ = try desk.create("one", set: [("priority", .text("high"))])
    _ = try desk.create("three", set: [("priority", .text("high"))])
    #expect(try desk.create("last").body.hasPrefix("8 "))
  }

  @Test func `the hooks of one request read at most a thousand rows together`() throws {
    let read = """
      docket.before("ticket.create", function()
        for turn = 1, 600 do docket.people.get("ann") end
      end)
      """
    let desk = try desk(read, permissions: "\"person.view\"")
    #expect(try desk.ask("admin", "create", set: [("subject", .text("x"))]).isDone)
    let both = try self.desk(read + "\n" + read, permissions: "\"person.view\"")
    let outcome = try both.ask("admin", "create", set: [("subject", .text("x"))])
    #expect(outcome.refusal.contains("more than 1000 rows"))
  }

  @Test func `a pattern fits the whole value or the field is refused`() throws {
    let desk = try desk("docket.field{ name = \"serial\", type = \"text\", pattern = \"%u%d+\" }")
    #expect(try desk.create(set: [("serial", .text("A12"))]).fields["serial"] == .text("A12"))
    let outcome = try desk.ask(
      "admin", "create", set: [("subject", .text("x")), ("serial", .text("A12b"))])
    #expect(outcome.refusedFields == ["serial"])
    #expect(outcome.refusal.contains("%u%d+"))
  }
}
