import Kernel
import PluginHost
import Testing

@Suite struct Registrations {
  private func load(_ main: String, manifest: String = "") throws -> LoadedSet {
    try PluginLoader().load([.sample(main, manifest: manifest)])
  }

  @Test(arguments: [
    ("docket.field{ name = \"x\", typ = \"text\" }", "did you mean `type`?"),
    ("docket.field{ name = \"x\", type = \"txt\" }", "did you mean `text`?"),
    ("docket.field{ name = \"X y\", type = \"text\" }", "a name has lower-case letters"),
    ("docket.field{ name = \"subject\", type = \"text\" }", "a word that the kernel has taken"),
    ("docket.field{ name = \"x\", type = \"choice\" }", "`choices` are missing"),
    ("docket.field{ name = 7, type = \"text\" }", "`name` wants a text, got 7"),
    (
      "docket.field{ name = \"x\", type = \"text\", order = \"a\" }", "`order` wants a whole number"
    ),
    ("docket.field{ name = \"x\", type = \"text\", group = \"A b\" }", "lower-case letters"),
    ("docket.field{ name = \"x\", type = \"text\", help = \"How\" }", "has [\"help.x\"]"),
    ("docket.field{ name = \"x\", type = \"text\", show_if = \"x:a\" }", "x → x"),
    (
      """
      docket.field{ name = "a", type = "text", show_if = "has:b" }
      docket.field{ name = "b", type = "text", show_if = "a:1" }
      """, "ever be asked for: a → b → a"
    ),
    (
      """
      docket.form{ name = "f", each = function() end, fields = {
        { name = "a", type = "boolean" }, { name = "b", type = "text", show_if = "aa:yes" } } }
      """, "show_if of the field `b` of the form `f`"
    ),
    (
      """
      docket.form{ name = "f", each = function() end, fields = {
        { name = "a", type = "text", show_if = "has:b" },
        { name = "b", type = "text", show_if = "has:a" } } }
      """, "a → b → a"
    ),
    (
      """
      docket.form{ name = "f", each = function() end, fields = {
        { name = "a", type = "text", show_if = "priority:high" } } }
      """, "priority"
    ),
    ("docket.field(7)", "wants a table with named keys, got 7"),
    (
      "docket.field{ name = \"x\", type = \"choice\", choices = { \"low\" }, default = \"lov\" }",
      "did you mean `low`?"
    ),
    ("docket.field{ name = \"x\", type = \"text\", between = { 1, 2 } }", "for numbers"),
    ("docket.field{ name = \"x\", type = \"text\", required_if = \"stagee:new\" }", "stagee"),
    ("docket.field{ name = \"x\", type = \"text\", sum = true }", "integer, number or duration"),
    (
      """
      docket.action{ name = "x", params = { n = { type = "integer", sum = true } },
        propose = function() end }
      """, "is for fields of tickets"
    ),
    (
      """
      docket.action{ name = "x", rules = "s", params = { rule = { type = "text" } },
        propose = function() end }
      """, "no setting that is a map of records with `active`"
    ),
    ("docket.type{ name = \"x\", lifecycle = \"ghost\" }", "follows a life cycle that is `ghost`"),
    ("docket.close_reason{ name = \"x\", requires = { \"root_cause\" } }", "`root_causes`"),
    ("docket.role{ name = \"x\", grants = { \"ticket.clos\" } }", "`ticket.close`"),
    ("docket.role{ name = \"admin\" }", "the kernel's own"),
    ("docket.role{ name = \"x\", was = \"admin\" }", "the kernel's own"),
    ("docket.queue{ name = \"x\", was = \"Old one\" }", "a name has lower-case letters"),
    (
      "docket.queue{ name = \"a\", was = \"c\" } docket.queue{ name = \"b\", was = \"c\" }",
      "and so was another one"
    ),
    (
      """
      docket.lifecycle{ name = "x", initial = "a",
        stages = { { name = "a", category = "open", wass = "b" } } }
      """, "did you mean `was`"
    ),
    (
      """
      docket.field{ name = "x", type = "choice", choices = { { name = "low", wass = "minor" } } }
      """, "{ name, was }"
    ),
    (
      "docket.role{ name = \"x\", side = \"customer\", grants = { \"note.view\" } }",
      "whom it would lead to notes"
    ),
    ("docket.before(\"ticket.clos\", function() end)", "did you mean `close`?"),
    ("docket.before(\"tickets.close\", function() end)", "did you mean `ticket`?"),
    ("docket.before(\"field.asignee\", function() end)", "did you mean `assignee`?"),
    ("docket.before(\"ticket.close\")", "`fn` wants a function, got nil"),
    ("docket.before(\"ticket.close\", function() end, { when = \"is:clsed\" })", "closed"),
    ("docket.before(\"ticket.close\", function() end, { prio = 1 })", "`prio` is not known"),
    ("docket.every(\"1ms\", \"x\", function() end)", "at least a second"),
    ("docket.channel{ name = \"x\" }", "`send` is missing"),
    ("docket.channel{ name = \"x\", send = 1 }", "`send` wants a function, got 1"),
    ("docket.queue{}", "`name` is missing"),
    ("docket.field{ name = \"x\" }", "`type` is missing"),
    (
      "docket.field{ name = \"x\", type = \"text\", many = 1 }", "`many` wants true or false, got 1"
    ),
    ("docket.importer{ name = \"x\", format = \"csv\" }", "`each` is missing"),
    (
      "docket.lifecycle{ name = \"x\", initial = \"a\", stages = 1 }",
      "`stages` wants a list, got 1"
    ),
    (
      "docket.time.instant({ year = 2026, weekday = \"Monday\" })",
      "`weekday` wants a whole number"
    ),
    ("docket.action{ name = \"close\", propose = function() end }", "the kernel's own"),
    ("docket.importer{ name = \"x\", format = \"xml\", each = function() end }", "csv"),
    ("docket.view{ name = \"x\", query = \"stage:\" }", "the view `x`"),
    (
      "docket.subscription{ name = \"x\", to = \"asignee\", event = \"ticket.reply\" }",
      "`assignee`"
    ),
    ("docket.subscription{ name = \"x\", to = \"ann\", event = \"ticket.reply\" }", "role:NAME"),
    ("docket.subscription{ name = \"x\", to = \"team\", event = \"ticket.rply\" }", "ticket.reply"),
    ("docket.subscription{ name = \"x\", to = \"team\", event = \"reply\" }", "as `ticket.reply`"),
    ("docket.subscription{ name = \"x\", to = \"role:agnt\", event = \"ticket.note\" }", "`agnt`"),
    ("docket.subscription{ name = \"x\", to = \"team\", event = \"ticket.note\" }", "`inbox`"),
    ("docket.form{ name = \"x\", fields = {}, each = function() end }", "`fields` is empty"),
    ("docket.form{ name = \"x\", fields = { { name = \"a\", type = \"txt\" } } }", "`text`"),
    (
      """
      docket.form{ name = "x", fields = { { name = "a", type = "text", show_if = "is:open" } },
        each = function() end }
      """, "unknown field “is”"
    ),
    (
      """
      docket.form{ name = "x", key = "b", fields = { { name = "a", type = "text" } },
        each = function() end }
      """, "one of: a"
    ),
    (
      """
      docket.form{ name = "x", source = "import", fields = { { name = "a", type = "text" } },
        each = function() end }
      """, "none of the desk's own ways in"
    ),
    (
      """
      docket.form{ name = "x", fields = { { name = "a", type = "text" }, { name = "a", type = "date" } },
        each = function() end }
      """, "`a`"
    ),
    ("docket.receive{}", "not available yet"), ("docket.report{}", "`columns` is missing"),
    ("docket.script{ summary = \"x\" }", "a plugin says this in its plugin.lua"),
    ("docket.tickets.get(1)", "not at the top level"),
    ("docket.fild{ name = \"x\" }", "field"),
  ])
  func `a wrong registration says what would be right`(_ main: String, _ words: String) throws {
    let set = try load(main)
    let message = set.problems.map(\.description).joined(separator: "\n")
    #expect(message.contains(words))
    #expect(message.hasPrefix("sample/init.lua"))
  }

  @Test(arguments: [
    ("initial = \"nw\"", "`new`"),
    ("initial = \"new\", transitions = { new = { \"dne\" } }", "`done`"),
    ("initial = \"new\", leads = { close = \"new\" }", "whose category is open"),
    ("initial = \"new\", leads = { discard = \"done\" }", "not discarded"),
    ("initial = \"new\", on_reply = { staff = \"new\" }", "agent"),
    ("initial = \"new\", leads = { clse = \"done\" }", "did you mean `close`?"),
  ])
  func `a life cycle speaks only of its own stages`(_ keys: String, _ words: String) throws {
    let set = try load(
      """
      docket.lifecycle{ name = "x", \(keys), stages = {
        { name = "new", category = "open" }, { name = "done", category = "closed" } } }
      """)
    #expect(set.problems.first?.message.contains(words) == true)
  }

  @Test func `a field keeps all that it was declared with`() throws {
    let set = try load(
      """
      docket.field{ name = "severity", type = "choice", choices = { "low", "high" },
        default = "low", required_if = "is:closed", view = "note.view", edit = "plugin" }
      """)
    let field = try #require(set.registry.fields.first)
    #expect(field.choices(for: "any") == ["low", "high"])
    #expect(field.standard == .text("low"))
    #expect(field.requiredIf == "is:closed")
    #expect(field.viewPermission == "note.view")
    #expect(field.editPermission == .ownPlugin)
    #expect(field.plugin == "sample")
  }

  @Test func `hooks run by priority, then as registered`() throws {
    let set = try load(
      """
      local function nothing() end
      docket.before("ticket.create", nothing, { name = "late", priority = 200 })
      docket.before("ticket.create", nothing, { name = "first" })
      docket.before("ticket.create", nothing, { name = "second" })
      docket.before("ticket.create", nothing, { name = "early", priority = 1 })
      """)
    #expect(set.registry.hooks.map(\.name) == ["early", "first", "second", "late"])
  }

  @Test func `a close reason clears the custom fields it wants unless told otherwise`() throws {
    let set = try load(
      """
      docket.field{ name = "proof", type = "text" }
      docket.close_reason{ name = "a", requires = { "proof", "root_causes" } }
      docket.close_reason{ name = "b", requires = { "proof" }, clears = {} }
      """)
    #expect(set.registry.closeReasons.map(\.clears) == [["proof"], []])
  }

  @Test func `a plugin may add to another's role but not deny in it`() throws {
    let role = "docket.role{ name = \"agent\", grants = { \"report\" } }"
    let adding = try PluginLoader().load([
      Bundled.plugin("support"), .sample(role, name: "zebra"),
    ])
    #expect(adding.problems == [])
    let denying =
      "docket.role{ name = \"agent\", grants = { { permission = \"report\", deny = true } } }"
    let set = try PluginLoader().load([Bundled.plugin("support"), .sample(denying, name: "zebra")])
    #expect(set.problems.first?.message.contains("cannot deny in it") == true)
  }

  @Test func `a time of day is minutes after midnight`() throws {
    let set = try load("docket.every(\"09:30\", \"daily\", function() end)")
    #expect(set.registry.timers.map(\.minuteOfDay) == [570])
  }
}
