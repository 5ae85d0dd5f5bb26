import Desk
import PluginHost
import Testing

/// What plugins do on a whole desk, as a case of their spec sees it.
@Suite struct SpecDeskTests {
  /// Runs one case of a plugin's spec, which is `body`, on a desk with `main` as the plugin.
  func run(
    _ body: String, permissions: String = "", files: [String: String] = [:], _ main: String,
    options: String = "{ requires = { 'support' } }", requires: String = "",
  ) throws -> SpecResult {
    let manifest = """
      return {
        name = "author", version = "1.0.0", api = 1, summary = "A plugin of a test",
        permissions = { \(permissions) }, requires = { \(requires) },
      }
      """
    var texts = files
    texts["plugin.lua"] = manifest
    texts["init.lua"] = main
    texts["spec.lua"] = "spec.case('x', \(options), function(desk)\n\(body)\nend)"
    let results = try Desk.testPlugin(
      PluginSource(name: "author", texts: texts), among: try Desk.bundledPlugins())
    return try #require(results.first)
  }

  @Test func `a case that fails shows the log of a timer's fault, each row once`() throws {
    let result = try run(
      "desk:create{ subject = 'x' } desk:advance('2h') spec.equal(1, 2)",
      "local function deep(x) return x.y end\ndocket.every('1h', 'tick', function() deep(nil) end)")
    #expect(result.failure?.line == 2)
    #expect(result.log.count == 1, "\(result.log)")
    let message = try #require(result.log.first).message
    #expect(message.contains("author/init.lua:1: attempt to index"))
    #expect(message.contains("\nauthor/init.lua:2: in "))
  }

  @Test func `a case makes the queues that it wants`() throws {
    let made = try run(
      """
      desk:queue("billing")
      spec.equal(desk:get(desk:create{ subject = "x", queue = "billing" }).queue, "billing")
      spec.raises(function() desk:queue("billing") end, "billing")
      """, "")
    #expect(made.failure == nil, "\(String(describing: made.failure))")
  }

  @Test func `a case sets the clock as people write times`() throws {
    let result = try run(
      """
      desk:at("2026-07-01 09:00")
      spec.equal(desk:get(desk:create{ subject = "x" }).created,
        docket.time.parse("2026-07-01T07:00:00Z"))
      desk:at(1800000000)
      spec.raises(function() desk:at("soon") end, "`time` wants")
      """, "", options: "{ requires = { 'support' }, zone = 'Europe/Berlin' }")
    #expect(result.failure == nil, "\(String(describing: result.failure))")
  }

  @Test func `a case that holds shows no log`() throws {
    let result = try run(
      "desk:create{ subject = 'x' } desk:deliver()",
      "docket.after('ticket.create', function() error('boom') end)")
    #expect(result.failure == nil && result.log.isEmpty)
  }

  private static let channel = """
    docket.channel{ name = "line", send = function(message)
      local data = message.data and message.data.step or "-"
      docket.log.info(table.concat({ message.event, message.language, message.text, data }, "|"))
      return true
    end }
    """

  @Test func `a message has the timer's event, or the plugin's own with its data`() throws {
    let main =
      Self.channel + """

        docket.before("ticket.create", function(change)
          change:schedule("late", change.now + 60)
          change:notify{ to = "ann", text = "new", channel = "line" }
        end)
        docket.after("timer.late", function(change)
          docket.notify{ about = change.id, to = "ann", text = "one", channel = "line" }
          docket.notify{ about = change.id, to = "ann", text = "two", channel = "line",
            event = "sla.late", data = { step = 2 } }
        end)
        """
    let result = try run(
      """
      desk:create{ subject = "x" }
      desk:advance("5m")
      spec.equal(desk.log, {
        "info: ticket.create|en|new|-", "info: timer.late|en|one|-", "info: sla.late|en|two|2",
      })
      """, permissions: "'ticket.view', 'history.view', 'note.view'", main)
    #expect(result.failure == nil)
  }

  @Test(arguments: [("de", "de|Hallo"), ("nl", "en|Hello"), ("", "en|Hello")])
  func `a message says which language its text is in`(
    _ language: String, _ words: String,
  ) throws {
    let main =
      Self.channel + """

        docket.after("ticket.create", function(change)
          local hello = docket.tr("hello")
          docket.notify{ about = change.id, to = "eve", text = hello, channel = "line" }
        end)
        """
    let result = try run(
      """
      desk:person{ name = "eve", roles = { "agent" }, language = "\(language)" }
      desk:create{ subject = "x" }
      desk:advance("5m")
      spec.equal(desk.log, { "info: ticket.create|\(words)|-" })
      """, permissions: "'ticket.view', 'history.view', 'note.view'",
      files: [
        "locales/en.lua": "return { hello = 'Hello' }",
        "locales/de.lua": "return { hello = 'Hallo' }",
      ], main)
    #expect(result.failure == nil)
  }

  @Test func `an after hook hears of people, and not of those who were there`() throws {
    let result = try run(
      """
      desk:person{ name = "eve", roles = { "agent" }, email = "eve@example.org" }
      desk:deliver()
      spec.equal(desk.log, { "info: add eve desk", "info: email eve@example.org", "info: name eve",
        "info: roles agent" })
      """, permissions: "'person.view'",
      """
      docket.after("person.*", function(change)
        docket.log.info(change.action .. " " .. change.name .. " " .. change.actor.name)
        local lines = {}
        for _, edit in ipairs(change.edits) do
          local to = type(edit.to) == "table" and table.concat(edit.to, ",") or edit.to
          lines[#lines + 1] = edit.field .. " " .. to
        end
        table.sort(lines)
        for _, line in ipairs(lines) do docket.log.info(line) end
      end)
      """)
    #expect(result.failure == nil)
  }

  @Test(arguments: [
    ("docket.after('person.add', function() end)", "person.view"),
    ("docket.after('role.*', function() end)", "history.view"),
    ("docket.before('person.add', function() end)", "use docket.after"),
    ("docket.after('person.vanish', function() end)", "vanish"),
    ("docket.after('queue.add', function() end, { when = 'is:open' })", "when"),
  ])
  func `a hook on the desk's chain asks for what it takes`(
    _ main: String, _ words: String,
  ) throws {
    let permissions = words == "vanish" ? "'person.view'" : words == "when" ? "'history.view'" : ""
    do {
      _ = try run("", permissions: permissions, main)
      Issue.record("it loads")
    } catch let problem as PluginProblem {
      #expect(problem.description.contains(words), "\(problem)")
    }
  }

  @Test func `a person takes a change back by its entry`() throws {
    let result = try run(
      """
      local id = desk:create{ subject = "x" }
      local done = desk:act("ann", "update", id, { set = { priority = "high" } })
      desk:act("mia", "undo", id, { entry = done.seq })
      spec.equal(desk:get(id).priority, "normal")
      spec.equal(desk:try("mia", "undo", id, { entry = 9999 }).code, "not_found")
      local other = desk:create{ subject = "y" }
      spec.equal(desk:try("mia", "undo", other, { entry = done.seq }).code, "not_found")
      """, "")
    #expect(result.failure == nil)
  }

  @Test func `a refused move says so in the reader's language, whatever is not met`() throws {
    let main = """
      docket.field{ name = "parts", type = "integer" }
      docket.lifecycle{ name = "repair", initial = "new",
        stages = { { "new", "open" }, { "shop", "open" }, { "done", "closed" } },
        transitions = { new = {
          { to = "shop", requires = { "parts" }, when = "priority:high", refusal = "no_parts" },
          { to = "done", permission = "author.finish", refusal = "no_parts" },
        } }, leads = { close = "done" } }
      docket.type{ name = "repair", lifecycle = "repair" }
      """
    let result = try run(
      """
      desk:person{ name = "eve", roles = { "agent" }, language = "de" }
      local id = desk:create{ subject = "x", type = "repair" }
      local outcome = desk:try("eve", "update", id, { set = { stage = "shop" } })
      spec.equal(outcome.fields, { parts = "Teile fehlen", stage = "Teile fehlen" })
      spec.equal(outcome.code, "refused")
      outcome = desk:try("ann", "update", id, { set = { stage = "shop", parts = 1 } })
      spec.equal(outcome.fields, { stage = "there are no parts" })
      outcome = desk:try("mia", "update", id, { set = { stage = "done" } })
      spec.equal(outcome.code, "denied")
      spec.equal(outcome.fields, { stage = "there are no parts" })
      """,
      files: [
        "locales/en.lua": "return { no_parts = 'there are no parts' }",
        "locales/de.lua": "return { no_parts = 'Teile fehlen' }",
      ], main)
    #expect(result.failure == nil)
  }

  @Test func `a refusal of a move that no text says is an error`() throws {
    let main = """
      docket.lifecycle{ name = "repair", initial = "new",
        stages = { { "new", "open" }, { "shop", "open" } },
        transitions = { new = { { to = "shop", when = "priority:high", refusal = "no_part" } } } }
      """
    let problem = #expect(throws: PluginProblem.self) {
      try run("", files: ["locales/en.lua": "return { no_parts = 'none' }"], main)
    }
    #expect(problem?.description.contains("no_parts") == true)
  }

  @Test func `close-reasons names the reasons that the type takes`() throws {
    let main = """
      docket.type{ name = "complaint", lifecycle = "question" }
      docket.close_reason{ name = "appeased", types = { "complaint" } }
      docket.after("ticket.create", function(change)
        docket.log.info(table.concat(docket.close_reasons(change.after.type), " "))
      end)
      """
    let result = try run(
      """
      local question = desk:create{ subject = "x" }
      local complaint = desk:create{ subject = "y", type = "complaint" }
      local outcome = desk:try("mia", "close", question, {})
      spec.equal(outcome.fields.close_reason,
        "say why it is closed: declined, duplicate, no_answer, solved")
      outcome = desk:try("mia", "close", complaint, {})
      spec.equal(outcome.fields.close_reason,
        "say why it is closed: appeased, declined, duplicate, no_answer, solved")
      outcome = desk:try("mia", "close", question, { reason = "appeased" })
      spec.equal(outcome.fields.close_reason, "tickets of type question do not close so; " ..
        "they close as declined, duplicate, no_answer, solved")
      """, permissions: "'ticket.view'", main,
      options: "{ requires = { 'close-reasons' } }", requires: "support = '>=1.0'")
    #expect(result.failure == nil)
  }

  @Test func `a new ticket's time is known before it is written, and texts are stored`() throws {
    let result = try run(
      """
      local id = desk:create{ subject = "x" }
      local ticket = desk:get(id)
      spec.equal(ticket.due, ticket.created + 3600)
      spec.equal(ticket.tags, { "one day" })
      desk:deliver()
      spec.equal(desk:get(2).subject, "one day")
      """, permissions: "'ticket.view', 'ticket.update', 'ticket.create'",
      files: ["locales/en.lua": "return { one = 'one {n|day|days}' }"],
      """
      docket.before("ticket.create", function(change)
        change:set("due", change.after.created + 3600)
        change:set("tags", { docket.tr("one", { n = 1 }) })
      end)
      docket.after("ticket.create", function(change)
        if change.id == 1 then docket.tickets.create{ subject = docket.tr("one", { n = 1 }) } end
      end)
      """)
    #expect(result.failure == nil)
  }

  @Test func `a person without a zone has none in Lua`() throws {
    let result = try run(
      """
      desk:person{ name = "eve", roles = { "agent" }, zone = "Europe/Berlin" }
      desk:create{ subject = "x", requester = "eve" }
      desk:create{ subject = "y", requester = "ann" }
      desk:deliver()
      spec.equal(desk.log, { "info: Europe/Berlin", "info: nil" })
      """, permissions: "'ticket.view', 'person.view'",
      """
      docket.after("ticket.create", function(change)
        docket.log.info(tostring(docket.people.get(change.after.requester).zone))
      end)
      """)
    #expect(result.failure == nil)
  }
}
