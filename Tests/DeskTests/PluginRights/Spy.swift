import Desk
import Kernel
import PluginHost
import Storage
import TestSupport

/// A plugin that looks at all that it is handed and can ask for, and says which secrets it found.
struct Spy: Sendable {
  /// The permissions that decide what it is handed.
  static let permissions = [
    "ticket.view", "note.view", "history.view", "person.view", "vault.see",
  ]

  /// Which permissions cover a secret; a ticket that a hook decides on is covered without.
  ///
  /// Those that are not here, what is redacted and another's state and settings, nobody is handed.
  static let secrets: [String: Set<String>] = [
    "subject": ["ticket.view"], "other": ["ticket.view"], "file": ["ticket.view"],
    "note": ["note.view"], "earlier": ["note.view"], "imported": ["note.view"],
    "notefile": ["note.view"], "forward": ["note.view"], "told": ["note.view"],
    "inbox": ["note.view"],
    "history": ["history.view"], "past": ["history.view"],
    "email": ["person.view"],
    "field": ["vault.see"], "param": ["vault.see"], "data": ["vault.see"],
  ]

  /// What keeps secrets: a hidden field, hidden parameters and data, a state, a setting.
  static let vault = TestPlugin(
    "vault", permissions: "'ticket.update'",
    manifest: "settings = { word = { type = 'text', default = 'secret-setting' } },",
    """
    docket.field{ name = "grudge", type = "text", view = "vault.see" }
    docket.role{ name = "agent", grants = { "vault.see", "vault.tell" } }
    docket.action{
      name = "tell",
      params = { words = { type = "text", view = "vault.see" } },
      data = { said = { type = "text", view = "vault.see" } },
      propose = function() return { said = "secret-data" } end,
    }
    docket.before("field.tags", function(change)
      docket.state.set("word", "secret-state")
      local before = change.after.fields.grudge
      change:set("grudge", before == "secret-field" and "secret-field again" or "secret-field")
      change:notify{ to = "bob", text = "secret-inbox", channel = "inbox" }
      change:notify{ to = "ann", text = "secret-told", channel = "spy" }
    end)
    """)

  static func plugin(_ permissions: [String]) -> TestPlugin {
    let asked = permissions + ["ticket.create", "ticket.update", "bulk"]
    return TestPlugin(
      "spy", permissions: asked.map { "'\($0)'" }.joined(separator: ", "),
      manifest: "requires = { support = '>=1.0' },", code)
  }

  private static let code = """
    local told = {}

    local function look(place, value, seen, depth)
      if type(value) == "string" then
        for word in value:gmatch("secret%-(%a+)") do
          if not told[place .. word] then docket.log.info("found " .. place .. " " .. word) end
          told[place .. word] = true
        end
      elseif type(value) == "table" and depth < 8 and not seen[value] then
        seen[value] = true
        for key, part in pairs(value) do
          look(place, key, seen, depth + 1)
          look(place, part, seen, depth + 1)
        end
      end
    end

    local function ask(place, call, ...)
      local answer = table.pack(pcall(call, ...))
      for index = 2, answer.n do look(place, answer[index], {}, 0) end
    end

    local function each(call, ...)
      for item in call(...) do look("each", item, {}, 0) end
    end

    local questions = {
      function(id) return docket.tickets.get(id), docket.tickets.get(1) end,
      function(id) return docket.tickets.get(2, { at = 1767225600 }) end,
      function() return docket.tickets.find("") end,
      function() return each(docket.tickets.each, "") end,
      function() return docket.tickets.count("", { by = "subject" }) end,
      function() return docket.tickets.count("", { by = "grudge" }) end,
      function(id) return docket.history.of(id), docket.history.of(2) end,
      function() return docket.history.find("", { limit = 100 }) end,
      function() return each(docket.history.each, "") end,
      function() return docket.history.get(docket.history.find("action:reply")[1].seq) end,
      function() return docket.explain(2, "subject") end,
      function() return docket.explain(2, "grudge") end,
      function() return docket.people.get("ann") end,
      function() return docket.people.find("") end,
      function() return docket.people.find("email:secret-email@example.org") end,
      function() return docket.people.with_role("agent") end,
      function() return docket.people.next("agent") end,
      function() return docket.people.may("ann", "ticket.view", 2) end,
      function() return docket.state.get("word"), docket.state.keys("") end,
      function() return docket.settings end,
    }

    local function look_around(place, change)
      look(place, change, {}, 0)
      for _, part in ipairs{ "text", "params", "data", "edits", "before", "after", "attachments" } do
        ask(place, function() return change[part] end)
      end
      ask(place, function() return change:edited("grudge") end)
      ask(place, function() return change:edited("subject") end)
    end

    local function ask_all(place, id)
      for _, question in ipairs(questions) do ask(place, question, id) end
    end

    docket.before("ticket.*", function(change)
      look_around("before", change)
      change:schedule("peek", change.now + 60)
    end)
    docket.validate("ticket.*", function(change) look_around("validate", change) end)
    docket.after("ticket.*", function(change) look_around("after", change) end, { import = true })
    docket.after("timer.peek", function(change)
      look_around("timer", change)
      ask("scheduled", docket.schedule, { ticket = 1, name = "elsewhere", at = docket.time.now() + 1 })
    end)
    docket.after("timer.elsewhere", function(change) look_around("elsewhere", change) end)
    docket.channel{ name = "spy", send = function(message) look("channel", message, {}, 0) return true end }
    docket.subscription{ name = "all", to = "role:agent", event = "ticket.*", channel = "spy" }
    docket.field{
      name = "peeked", type = "text",
      computed = function(ticket)
        look("computed", ticket, {}, 0)
        ask_all("computed", ticket.id)
        return "x"
      end,
    }
    docket.action{
      name = "probe",
      propose = function(change)
        look_around("propose", change)
        ask_all("deciding", change.id)
      end,
    }
    docket.after("ticket.probe", function(change)
      ask_all("reacting", change.id)
      ask("result", docket.tickets.create, { subject = "new", tags = { "x" }, requester = "carl" })
      ask("dry run", docket.tickets.update, change.id, { set = { tags = { "y" } }, dry_run = true })
      ask("plan", docket.plan, "update", { change.id }, { set = { tags = { "z" } } })
    end)
    docket.every("1h", "round", function(timer)
      look("every", timer, {}, 0)
      ask_all("every", 2)
    end)
    """
}

/// What a spy found: places, by secret.
struct Found {
  private(set) var places: [String: Set<String>] = [:]
  /// What went wrong in the spy's code.
  private(set) var faults: [String] = []

  init(_ permissions: [String]) throws {
    let desk = try Found.desk(permissions)
    try desk.work()
    try desk.work(after: .seconds(61))
    try desk.work(after: .seconds(2))
    try desk.work(after: .seconds(3600))
    let lines = try desk.desk.read { reader, _ in try reader.logLines(last: 10_000) }
    for line in lines where line.plugin == "spy" {
      let words = line.message.split(separator: " ")
      if words.first == "found", let secret = words.last {
        places[String(secret), default: []].insert(
          words.dropFirst().dropLast().joined(separator: " "))
      } else if !line.message.contains("was refused") {
        faults.append(line.message)
      }
    }
  }

  /// A desk with a secret in each place where there can be one, and the spy at work on it.
  private static func desk(_ permissions: [String]) throws -> TemporaryDesk {
    let desk = try TemporaryDesk(staffed: ["support", "inbox"])
    // It looks at all there is, which takes a program without optimization long.
    desk.desk.pretend(DeskTraits(limits: ["spy": ["milliseconds": 5000]]))
    try desk.desk.administer(as: .desk) {
      _ = try $0.setPerson("ann", PersonDraft(email: "secret-email@example.org"))
    }
    try desk.enable(Spy.vault)
    try desk.question(["subject": .text("secret-other")])
    let id = try desk.question(["subject": .text("secret-past")])
    try desk.act("ann", "reply", id, text: "secret-history").receipt()
    try desk.act("ann", "note", id, text: "secret-earlier").receipt()
    let gone = try desk.act("ann", "reply", id, text: "secret-redacted").receipt().seq
    desk.time.advance(milliseconds: 1_000)
    try desk.act("ann", "update", id, ["subject": .text("secret-subject")]).receipt()
    let part: [String: Value] = ["entry": .integer(gone?.rawValue ?? 0), "part": .text("text")]
    try desk.act("mia", "redact", id, params: part).receipt()
    try desk.enable(Spy.plugin(permissions))
    try desk.act("bob", "update", id, ["tags": .texts(["a"])]).receipt()
    try desk.act("bob", "note", id, text: "secret-note").receipt()
    try desk.act("bob", "tell", id, params: ["words": .text("secret-param")]).receipt()
    try desk.attach("secret-file.txt", "words", to: id).receipt()
    let upload = try Upload.text("secret-notefile.txt", "words")
    try desk.act("bob", "note", id, text: "see there") { $0.uploads = [upload] }.receipt()
    try desk.act("bob", "update", id, ["tags": .texts(["b"])]).receipt()
    let to: [String: Value] = ["to": .texts(["ann"]), "subject": .text("secret-forward")]
    try desk.act("mia", "forward", id, text: "secret-forward", params: to).receipt()
    try desk.act("admin", "probe", id).receipt()
    _ = try ImportFiles().take(
      "a,2020-01-01T10:00:00Z,zoe,,Lamp\na,2020-01-01T10:01:00Z,zoe,note,secret-imported\n",
      into: desk)
    _ = try desk.desk.session(as: desk.person("ann")) { session in
      try session.computing([try session.ticket(Ticket.ID(rawValue: id))].compactMap(\.self))
    }
    return desk
  }
}
