import Kernel
import PluginHost
import Testing

@Suite struct `What plugins may` {
  /// A desk whose plugin runs that Lua in a before hook on notes, with those permissions.
  private func desk(_ lua: String, permissions: String) throws -> BenchDesk {
    try BenchDesk([
      Bundled.plugin("support"),
      .sample(
        """
        docket.before("ticket.note", function(change)
          \(lua)
        end, { name = "try" })
        """, manifest: "permissions = { \(permissions) },"),
    ])
  }

  /// Why a note on a new ticket of high priority is refused; empty where it is not.
  private func refusal(_ lua: String, permissions: String) throws -> String {
    let desk = try desk(lua, permissions: permissions)
    let ticket = try desk.create(set: [("priority", .text("high")), ("body", .text("secret"))])
    return try desk.ask("ann", "note", ticket.id, text: "n").refusal
  }

  @Test(arguments: [
    ("docket.tickets.get(1)", "ticket.view"), ("docket.tickets.find(\"\")", "ticket.view"),
    ("docket.tickets.each(\"\")", "ticket.view"), ("docket.tickets.count(\"\")", "ticket.view"),
    ("docket.history.of(1)", "history.view"), ("docket.history.get(1)", "history.view"),
    ("docket.history.find(\"\")", "history.view"), ("docket.history.count(\"\")", "history.view"),
    ("docket.explain(1, \"stage\")", "history.view"),
    ("docket.people.get(\"ann\")", "person.view"), ("docket.people.find(\"\")", "person.view"),
    ("docket.people.with_role(\"agent\")", "person.view"),
    ("docket.people.next(\"agent\")", "person.view"),
    ("docket.people.may(\"ann\", \"bulk\")", "person.view"),
    ("change:add_note(\"x\")", "note.add"), ("change:set(\"priority\", \"low\")", "ticket.update"),
    ("change:set(\"assignee\", \"bob\")", "ticket.update"),
    ("change:also(\"update\", change.id, { set = { priority = \"low\" } })", "ticket.update"),
    ("change:also(\"reply\", change.id, { text = \"x\" })", "ticket.reply"),
    ("change:also(\"create\", nil, { subject = \"x\" })", "ticket.create"),
    ("change:move(\"postpone\")", "ticket.postpone"),
  ])
  func `what a manifest does not ask for raises or is refused, naming the permission`(
    _ lua: String, _ permission: String,
  ) throws {
    // Without seeing the ticket it would not even be there.
    let base = lua.contains("also") ? "\"ticket.view\"" : ""
    #expect(try refusal(lua, permissions: base).contains(permission))
    let all = "\"ticket.view\", \"history.view\", \"\(permission)\""
    #expect(try !refusal(lua, permissions: all).contains(permission))
  }

  @Test func `an amendment is allowed for the fields that a grant names, and for no others`() throws
  {
    let tags = "{ permission = \"ticket.update\", fields = { \"tags\" } }"
    #expect(try refusal("change:set(\"tags\", { \"a\" })", permissions: tags) == "")
    let refusal = try refusal("change:set(\"due\", change.now)", permissions: tags)
    #expect(refusal.contains("does not ask for ticket.update for the field due"))
    #expect(refusal.contains("sample/init.lua:2"))
  }

  @Test func `an amendment is allowed on the tickets that a grant's condition is about`() throws {
    let lua = "change:set(\"tags\", { \"a\" })"
    let grant = { (level: String) in
      "{ permission = \"ticket.update\", when = \"priority:\(level)\" }"
    }
    #expect(try refusal(lua, permissions: grant("high")) == "")
    #expect(try refusal(lua, permissions: grant("low")).contains("ticket.update"))
  }

  @Test func `a plugin reads the fields that its grant names`() throws {
    let lua = """
      local ticket = docket.tickets.get(change.id)
      change:refuse(nil, ticket.priority .. "/" .. tostring(ticket.body))
      """
    let some = "{ permission = \"ticket.view\", fields = { \"priority\" } }"
    #expect(try refusal(lua, permissions: "\"ticket.view\"").contains("high/secret"))
    #expect(try !refusal(lua, permissions: some).contains("secret"))
  }

  @Test func `tickets that its grant is not about do not exist for a plugin`() throws {
    let lua = """
      local ticket = docket.tickets.get(change.id)
      change:refuse(nil, ticket and "seen" or "unseen")
      """
    let grant = { (level: String) in
      "{ permission = \"ticket.view\", when = \"priority:\(level)\" }"
    }
    #expect(try refusal(lua, permissions: grant("high")).contains("seen"))
    #expect(try refusal(lua, permissions: grant("low")).contains("unseen"))
    let count = "change:refuse(nil, \"n=\" .. docket.tickets.count(\"\"))"
    #expect(try refusal(count, permissions: grant("low")).contains("n=0"))
    let may = """
      local may, why = docket.people.may("ann", "ticket.view", change.id)
      change:refuse(nil, tostring(may))
      """
    let low = grant("low") + ", \"person.view\""
    #expect(try refusal(may, permissions: low).contains("nil"))
    #expect(try refusal(may, permissions: grant("high") + ", \"person.view\"").contains("true"))
  }

  @Test func `whether somebody sees a field is asked with the field`() throws {
    func answer(_ question: String) throws -> String {
      let desk = try BenchDesk([
        Bundled.plugin("support"),
        .sample(
          """
          docket.field{ name = "cost", type = "integer", view = "sample.cost" }
          docket.before("ticket.note", function(change)
            change:refuse(nil, "is " .. tostring((docket.people.may(\(question)))))
          end, { name = "try" })
          """, manifest: #"permissions = { "ticket.view", "person.view" },"#),
      ])
      let ticket = try desk.create(set: [])
      return try desk.ask("ann", "note", ticket.id, text: "n").refusal
    }
    let ann = #""ann", "ticket.view", change.id"#
    #expect(try answer(ann + #", { field = "subject" }"#).contains("is true"))
    #expect(try answer(ann + #", { field = "cost" }"#).contains("is false"))
    let close = #""ann", "ticket.close", change.id, { field = "subject" }"#
    #expect(try answer(close).contains("is false"))
    #expect(try answer(ann + #", { field = "subjct" }"#).contains("did you mean `subject`"))
    #expect(try answer(#""ann", "ticket.view", nil, { field = "subject" }"#).contains("which one"))
  }

  @Test func `a plugin sees what its own action is given, whoever else sees it`() throws {
    func action(_ name: String) -> String {
      """
      docket.action{
        name = "\(name)", permission = "ticket.view",
        params = { words = { type = "text", view = "note.view" } },
        propose = function(change) change:refuse(nil, "given " .. tostring(change.params.words)) end,
      }
      """
    }
    let desk = try BenchDesk([
      Bundled.plugin("support"), .sample(action("one"), name: "first"),
      .sample(action("other"), name: "second"),
    ])
    let ticket = try desk.create(set: [])
    let told = try desk.ask("ann", "one", ticket.id, params: ["words": .text("psst")]).refusal
    #expect(told.contains("given psst"))
  }

  @Test func `what a plugin asks for beside a change is limited to its fields`() throws {
    let lua = "change:also(\"update\", change.id, { set = { due = change.now } })"
    let tags = "\"ticket.view\", { permission = \"ticket.update\", fields = { \"tags\" } }"
    #expect(try refusal(lua, permissions: tags).contains("ticket.update"))
    let due = "\"ticket.view\", { permission = \"ticket.update\", fields = { \"due\" } }"
    #expect(try refusal(lua, permissions: due) == "")
  }
}
