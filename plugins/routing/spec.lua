-- The ready rules as they are, with some changed; a setting of `rules` is the whole map.
local function rule(name, more)
  local ready = {
    round_robin = { order = 900, assign = { "role:agent" }, by = "turn" },
    least_loaded = { order = 800, assign = { "role:agent" }, by = "load" },
    by_language = { order = 700, assign = { "role:agent" }, by = "turn", speaking = true },
    by_organization = { order = 300, assign = { "same:organization" } },
    by_requester = { order = 200, assign = { "same:requester" } },
  }
  local it = ready[name] or {}
  for key, value in pairs(more or {}) do it[key] = value end
  return it
end

local function with(rules, more)
  local case = { requires = { "support" }, settings = { rules = rules } }
  for key, value in pairs(more or {}) do
    if key == "settings" then
      for name, setting in pairs(value) do case.settings[name] = setting end
    else
      case[key] = value
    end
  end
  return case
end

-- Closes; where the desk wants a reason of every close, with one that wants nothing more.
local function close(desk, person, id)
  local outcome = desk:try(person, "close", id, {})
  if not outcome.code then return outcome end
  return desk:act(person, "close", id, { reason = "no_answer" })
end

local function ticket(desk, more)
  local fields = { subject = "No light", requester = "carl" }
  for name, value in pairs(more or {}) do fields[name] = value end
  return desk:create(fields)
end

local function assignees(desk, count, more)
  local given = {}
  for turn = 1, count do given[turn] = desk:get(ticket(desk, more)).assignee end
  return given
end

local function has_log(desk, words)
  for _, line in ipairs(desk.log) do
    if docket.json.encode(line):find(words, 1, true) then return true end
  end
  return false
end

-- The rules as the desk gives them, with what the manifest says where they say nothing.
local function read(rules)
  for _, rule in pairs(rules) do
    rule.event, rule.order = rule.event or "create", rule.order or 100
    if rule.active == nil then rule.active = true end
  end
  return require("rules").read(rules)
end

-- Who is told something in these words.
local function told(desk, words)
  local names = {}
  for _, row in ipairs(desk.outbox) do
    if row.kind == "notify" and row.text == words then names[#names + 1] = row.recipient end
  end
  return names
end

spec.case("as it comes, new tickets go round among the agents", { requires = { "support" } }, function(desk)
  spec.equal(assignees(desk, 4), { "ann", "bob", "ann", "bob" })
  spec.equal(desk:get(ticket(desk, { subject = "urgent" })).priority, "normal")
end)

spec.case("who comes with an assignee keeps it", { requires = { "support" } }, function(desk)
  spec.equal(desk:get(ticket(desk, { assignee = "mia" })).assignee, "mia")
end)

spec.case("a newcomer gets a turn", { requires = { "support" } }, function(desk)
  spec.equal(assignees(desk, 1), { "ann" })
  desk:person{ name = "anton", roles = { "agent" } }
  spec.equal(assignees(desk, 3), { "anton", "bob", "ann" })
end)

spec.case("a rule that is switched off does nothing", with{
  round_robin = rule("round_robin", { active = false }),
}, function(desk)
  spec.equal(desk:get(ticket(desk)).assignee, nil)
end)

spec.case("each rule has turns of its own", with{
  calls = rule("round_robin", { order = 1, when = "source:phone" }), round_robin = rule("round_robin"),
}, function(desk)
  spec.equal(assignees(desk, 1), { "ann" })
  spec.equal(assignees(desk, 2, { source = "phone" }), { "ann", "bob" })
  spec.equal(assignees(desk, 1), { "bob" })
end)

spec.case("who has the least work gets the next, those with equal work in turn", with{
  least_loaded = rule("least_loaded"), round_robin = rule("round_robin"),
}, function(desk)
  for _ = 1, 3 do ticket(desk, { assignee = "ann" }) end
  spec.equal(assignees(desk, 5), { "bob", "bob", "bob", "ann", "bob" })
end)

spec.case("the least work is found among many people, too", with{ least_loaded = rule("least_loaded") }, function(desk)
  for number = 1, 40 do
    local name = ("person%02d"):format(number)
    desk:person{ name = name, roles = { "agent" } }
    if number ~= 23 then ticket(desk, { assignee = name }) end
  end
  for _, name in ipairs{ "ann", "bob" } do ticket(desk, { assignee = name }) end
  spec.equal(assignees(desk, 1), { "person23" })
end)

spec.case("closed tickets are no work", with{ least_loaded = rule("least_loaded") }, function(desk)
  for _ = 1, 2 do close(desk, "mia", ticket(desk, { assignee = "ann" })) end
  ticket(desk, { assignee = "bob" })
  spec.equal(assignees(desk, 1), { "ann" })
end)

spec.case("what counts as work is a setting", with({ least_loaded = rule("least_loaded") }, {
  settings = { load = "is:open priority:urgent" },
}), function(desk)
  for _ = 1, 3 do ticket(desk, { assignee = "ann" }) end
  ticket(desk, { assignee = "bob", priority = "urgent" })
  spec.equal(assignees(desk, 1), { "ann" })
end)

spec.case("by keyword, as it comes", with{
  by_keyword = {
    when = "subject:urgent,asap,outage,dringend,spoed,storing,urgente,срочно,авария", priority = "high",
    tags = { "urgent" },
  },
}, function(desk)
  for _, subject in ipairs{ "URGENT: no light", "Dringend!", "Het is spoed", "Muy urgente", "Срочно: нет света" } do
    local it = desk:get(ticket(desk, { subject = subject, tags = { "lamp" } }))
    spec.equal({ it.priority, it.tags }, { "high", { "lamp", "urgent" } })
  end
  spec.equal(desk:get(ticket(desk)).priority, "normal")
end)

local texts = {
  en = "The printer is broken and I cannot print my letters.",
  nl = "De printer is kapot en ik kan mijn brieven niet printen.",
  es = "La impresora no funciona y no puedo imprimir mis cartas.",
  ru = "Принтер сломан, и я не могу напечатать письма.",
  de = "Der Drucker ist kaputt und ich kann meine Briefe nicht drucken.",
}

spec.case("by the language of the text, to somebody who has it", with{
  by_language = rule("by_language"), round_robin = rule("round_robin"),
}, function(desk)
  for language in pairs(texts) do
    desk:person{ name = "z" .. language, roles = { "agent" }, language = language }
  end
  for language, body in pairs(texts) do
    spec.equal(desk:get(ticket(desk, { subject = "Printer", body = body })).assignee, "z" .. language)
  end
  -- Of no language, and of one that nobody has.
  spec.equal(assignees(desk, 1, { subject = "HP 4250" }), { "ann" })
  spec.equal(assignees(desk, 1, { subject = "Принтер", body = "Мій принтер зламаний, її немає" }), { "bob" })
end)

spec.case("a rule may be for some languages", with{
  dutch = { languages = { "nl", "de" }, tags = { "benelux" } },
}, function(desk)
  for language, body in pairs(texts) do
    local tags = desk:get(ticket(desk, { subject = "Printer", body = body })).tags
    spec.equal(tags, (language == "nl" or language == "de") and { "benelux" } or {})
  end
end)

spec.case("by the requester: to whoever had their latest ticket", with{
  by_requester = rule("by_requester"), round_robin = rule("round_robin"),
}, function(desk)
  desk:at("2026-01-05 09:00")
  ticket(desk, { assignee = "ann" })
  desk:advance("1h")
  ticket(desk, { assignee = "mia" })
  ticket(desk, { requester = "dora", assignee = "bob" })
  desk:advance("1h")
  spec.equal(assignees(desk, 1), { "mia" })
  spec.equal(assignees(desk, 1, { requester = "dora" }), { "bob" })
  desk:person{ name = "carola", roles = { "customer" } }
  spec.equal(assignees(desk, 1, { requester = "carola" }), { "ann" })
end)

spec.case("by the organization of the requester", with({
  by_organization = rule("by_organization"), round_robin = rule("round_robin"),
}, { requires = { "support", "organizations" } }), function(desk)
  desk:person{ name = "jane", roles = { "customer" }, fields = { organization = "acme" } }
  desk:person{ name = "jack", roles = { "customer" }, fields = { organization = "acme" } }
  ticket(desk, { requester = "jane", assignee = "mia" })
  spec.equal(assignees(desk, 1, { requester = "jack" }), { "mia" })
  spec.equal(assignees(desk, 1), { "ann" })
end)

spec.case("a rule may ask for an organization in its query", with({
  acme = { when = "requester.organization:acme", assign = { "mia" }, priority = "high" },
}, { requires = { "support", "organizations" } }), function(desk)
  desk:person{ name = "jane", roles = { "customer" }, fields = { organization = "acme" } }
  local it = desk:get(ticket(desk, { requester = "jane" }))
  spec.equal({ it.assignee, it.priority }, { "mia", "high" })
  spec.equal(desk:get(ticket(desk)).assignee, nil)
end)

spec.case("where people have no organization, the ticket is taken in all the same", with{
  by_organization = rule("by_organization"), round_robin = rule("round_robin"),
}, function(desk)
  spec.equal(assignees(desk, 1), { "ann" })
  assert(has_log(desk, "organizations"))
end)

spec.case("who may not work on it is passed over", with{
  lamps = { order = 1, assign = { "carl", "nobody", "bob", "ann" } }, round_robin = rule("round_robin"),
}, function(desk)
  spec.equal(assignees(desk, 2), { "bob", "bob" })
  assert(has_log(desk, "nobody"))
end)

spec.case("a person is the one of that name, whatever names are beside it", with{
  lamps = { order = 1, assign = { "ben", "zoë", "ann" } },
}, function(desk)
  for _, name in ipairs{ "be", "bem", "benn", "beo", "zoe", "zo" } do desk:person{ name = name, roles = { "agent" } } end
  spec.equal(assignees(desk, 1), { "ann" })
  desk:person{ name = "zoë", roles = { "manager" } }
  spec.equal(assignees(desk, 1), { "zoë" })
  desk:person{ name = "ben", roles = { "agent" } }
  spec.equal(assignees(desk, 1), { "ben" })
end)

spec.case("where nobody is there, the next rule has its say", with{
  lamps = { order = 1, assign = { "carl" } }, empty = { order = 2, assign = { "role:night" } },
  round_robin = rule("round_robin"),
}, function(desk)
  spec.equal(assignees(desk, 2), { "ann", "bob" })
end)

spec.case("of two rules the first one's field stays, lists have both", with{
  second = { order = 20, priority = "low", tags = { "b" }, assign = { "bob" } },
  first = { order = 10, priority = "urgent", tags = { "a" } },
}, function(desk)
  local it = desk:get(ticket(desk))
  spec.equal({ it.priority, it.tags, it.assignee }, { "urgent", { "a", "b" }, "bob" })
end)

spec.case("rules of one order go by name", with{
  b = { priority = "low" }, a = { priority = "urgent" },
}, function(desk)
  spec.equal(desk:get(ticket(desk)).priority, "urgent")
end)

spec.case("what a person says in the same change stays", with{
  high = { priority = "high", tags = { "seen" } }, replied = { event = "update", priority = "low" },
}, function(desk)
  local id = ticket(desk, { priority = "urgent" })
  spec.equal({ desk:get(id).priority, desk:get(id).tags }, { "urgent", { "seen" } })
  desk:act("ann", "update", id, { set = { priority = "high" } })
  spec.equal(desk:get(id).priority, "high")
  desk:act("ann", "update", id, { set = { subject = "Dark" } })
  spec.equal(desk:get(id).priority, "low")
end)

spec.case("a rule is for its kinds of ticket", with({
  tasks = { types = { "task" }, tags = { "work" } },
}, { requires = { "support", "subtasks" } }), function(desk)
  spec.equal(desk:get(ticket(desk, { type = "task" })).tags, { "work" })
  spec.equal(desk:get(ticket(desk)).tags, {})
end)

spec.case("kind and query both hold", with({
  tasks = { types = { "task", "question" }, when = "subject:lamp or subject:bulb", tags = { "x" } },
}, { requires = { "support", "subtasks" } }), function(desk)
  spec.equal(desk:get(ticket(desk, { subject = "a bulb" })).tags, { "x" })
  spec.equal(desk:get(ticket(desk, { subject = "a lamp", type = "task" })).tags, { "x" })
  spec.equal(desk:get(ticket(desk, { subject = "a lantern" })).tags, {})
end)

spec.case("a note stays internal when a rule answers it", with{
  noted = { event = "note", tags = { "noted" } },
}, function(desk)
  local id = ticket(desk)
  desk:act("ann", "note", id, { text = "He calls every day" })
  spec.equal(desk:get(id).tags, { "noted" })
  for _, entry in ipairs(desk:history(id, "carl")) do assert(entry.text ~= "He calls every day" and entry.visibility == "public") end
end)

spec.case("on events: a reply, a close, a field, any change", with{
  replied = { event = "reply", untag = { "new" }, tags = { "talked" } },
  closed = { event = "close", set = { due = "" } },
  raised = { event = "field.priority", when = "priority:urgent", team = { "mia" } },
  seen = { event = "any", followers = { "dora" } },
}, function(desk)
  local id = ticket(desk, { tags = { "new" }, due = 4102444800 })
  spec.equal(desk:get(id).followers, { "dora" })
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  spec.equal(desk:get(id).tags, { "talked" })
  desk:act("ann", "update", id, { set = { priority = "high" } })
  spec.equal(desk:get(id).team, {})
  desk:act("ann", "update", id, { set = { priority = "urgent" } })
  spec.equal(desk:get(id).team, { "mia" })
  close(desk, "mia", id)
  spec.equal(desk:get(id).due, nil)
end)

spec.case("a rule gives an existing ticket to somebody else, but not to and fro", with{
  raised = { event = "any", when = "priority:urgent", assign = { "role:manager" } },
  turns = { event = "reply", assign = { "role:agent" } },
}, function(desk)
  local id = ticket(desk, { assignee = "bob" })
  desk:act("bob", "reply", id, { text = "One moment" })
  spec.equal(desk:get(id).assignee, "bob")
  desk:act("ann", "update", id, { set = { priority = "urgent" } })
  spec.equal(desk:get(id).assignee, "mia")
end)

spec.case("a ticket of somebody whom the rule does not name goes to one whom it names", with{
  turns = { event = "reply", assign = { "dora", "role:agent" } },
}, function(desk)
  desk:person{ name = "dan", roles = { "manager" } }
  local id = ticket(desk, { assignee = "dan" })
  desk:act("mia", "reply", id, { text = "One moment" })
  spec.equal(desk:get(id).assignee, "ann")
  desk:act("bob", "reply", id, { text = "Another one" })
  spec.equal(desk:get(id).assignee, "ann")
end)

spec.case("where every close wants a reason, a rule that closes gives one", with({
  calls = { event = "reply", when = "subject:bye", stage = "resolved", set = { close_reason = "no_answer" } },
  bare = { event = "reply", when = "subject:ciao", stage = "resolved" },
}, { requires = { "support", "close-reasons" } }), function(desk)
  local id, other = ticket(desk, { subject = "bye" }), ticket(desk, { subject = "ciao" })
  desk:act("ann", "reply", id, { text = "Bye!" })
  spec.equal({ desk:get(id).stage, desk:get(id).close_reason }, { "resolved", "no_answer" })
  -- Unless the desk lets a plain close be.
  local is_wanted = desk:try("mia", "close", ticket(desk), {}).code
  local outcome = desk:try("ann", "reply", other, { text = "Ciao!" })
  if is_wanted then spec.refused(outcome, "close_reason") else spec.done(outcome) end
end)

spec.case("a rule moves a ticket to a stage", with{
  calls = { event = "reply", when = "subject:bye", stage = "resolved" },
}, function(desk)
  local id = ticket(desk, { subject = "bye" })
  desk:act("ann", "reply", id, { text = "Bye!" })
  spec.equal(desk:get(id).stage, "resolved")
end)

spec.case("a rule sets fields of plugins, notes and tells", with({
  loud = {
    when = "subject:outage", set = { escalation = "third", tags = "+loud", due = "+2h" }, queue = "billing",
    note = "Call them first", notify = { to = { "role:manager" }, text = "All lamps are dark" },
  },
}, { requires = { "support", "inbox", "actions" }, at = "2026-01-05 09:00", zone = "UTC" }), function(desk)
  local id = ticket(desk, { subject = "Outage" })
  local it = desk:get(id)
  spec.equal({ it.fields.escalation, it.tags, it.queue }, { "third", { "loud" }, "billing" })
  spec.equal(docket.time.format(it.due, "%H:%M", "UTC"), "11:00")
  local entries = desk:history(id)
  spec.equal({ entries[2].text, entries[2].visibility }, { "Call them first", "internal" })
  spec.equal(#desk:history(id, "carl"), 1)
  spec.equal(told(desk, "All lamps are dark"), { "mia" })
end)

spec.case("set takes values as people type them", with({
  cases = { set = { variant_index = "12", product = "5", body = "", root_causes = "hardware, network", type = "helpdesk_case" } },
  more = { order = 200, set = { root_causes = "-network,+software" } },
}, { requires = { "support", "helpdesk-log" } }), function(desk)
  local it = desk:get(ticket(desk, { type = "helpdesk_case", body = "Dark" }))
  spec.equal({ it.fields.variant_index, it.fields.product, it.body }, { 12, "5", "Dark" })
  spec.equal(it.root_causes, { "hardware", "software" })
end)

spec.case("a rule gives a ticket another type", with({
  problems = { when = "subject:outage", set = { type = "problem" } },
}, { requires = { "support", "inbox", "actions" } }), function(desk)
  spec.equal(desk:get(ticket(desk, { subject = "outage" })).type, "problem")
  spec.equal(desk:get(ticket(desk)).type, "question")
end)

spec.case("a notice without words names the rule, and reaches the staff alone", with({
  loud = { notify = { to = { "ann", "requester" } } },
}, { requires = { "support", "inbox" } }), function(desk)
  ticket(desk)
  spec.equal(told(desk, "The rule loud is for ticket 1."), { "ann" })
end)

spec.case("what the desk has not is left out and logged, the rest is done", with{
  odd = { set = { severity = "high", priority = "higg" }, notify = { to = { "role:night" } }, tags = { "seen" } },
}, function(desk)
  spec.equal(desk:get(ticket(desk)).tags, { "seen" })
  for _, words in ipairs{ "rules.odd.set.severity", "rules.odd.set.priority", "rules.odd.notify" } do
    assert(has_log(desk, words), words)
  end
end)

spec.case("a rule does not set itself off, nor two one another", with{
  count = { event = "any", set = { due = "+1d" } },
  up = { event = "any", when = "tag:down", tags = { "up" }, untag = { "down" } },
  down = { event = "any", when = "tag:up", tags = { "down" }, untag = { "up" } },
}, function(desk)
  local id = ticket(desk, { tags = { "up" } })
  spec.equal(desk:get(id).tags, { "up" })
  spec.equal(#desk:history(id), 1)
  desk:deliver()
  spec.equal(#desk:history(id), 1)
end)

local printers = { printers = { active = false, when = "subject:printer", tags = { "hardware" }, assign = { "bob" } } }

spec.case("a rule is applied by hand, off or on, to the tickets it is for", with(printers), function(desk)
  local id, other = ticket(desk, { subject = "a printer" }), ticket(desk)
  spec.equal(desk:get(id).tags, {})
  desk:act("mia", "apply_rule", id, { rule = "printers" })
  spec.equal({ desk:get(id).tags, desk:get(id).assignee }, { { "hardware" }, "bob" })
  local outcome = desk:try("mia", "apply_rule", other, { rule = "printers" })
  spec.refused(outcome, "rule")
  assert(outcome.message:find("subject:printer", 1, true), outcome.message)
  local again = desk:try("mia", "apply_rule", id, { rule = "printers" })
  spec.refused(again, "rule")
  assert(again.message:find("nothing", 1, true), again.message)
end)

spec.case("it is tried on tickets of the past, and nothing is written", with(printers), function(desk)
  local id = ticket(desk, { subject = "a printer" })
  close(desk, "mia", id)
  local outcome = desk:act("mia", "apply_rule", id, { rule = "printers", dry_run = true })
  local fields = {}
  for _, edit in ipairs(outcome.edits) do fields[edit.field] = true end
  spec.equal(fields, { tags = true, assignee = true })
  spec.equal(desk:get(id).tags, {})
  spec.equal(#desk:history(id), 2)
end)

spec.case("agents and customers apply none, and customers see not which one was applied", with(printers), function(desk)
  local id = ticket(desk, { subject = "a printer" })
  spec.equal(desk:try("ann", "apply_rule", id, { rule = "printers" }).code, "denied")
  spec.equal(desk:try("carl", "apply_rule", id, { rule = "printers" }).code, "denied")
  desk:act("mia", "apply_rule", id, { rule = "printers" })
  local entries = desk:history(id, "carl")
  spec.equal(entries[#entries].params.rule, nil)
end)

spec.case("what is wrong with a rule that is off shows when it is applied", with{
  odd = { active = false, when = "severity:high", tags = { "x" } },
  bad = { active = false, set = { severity = "high" } },
}, function(desk)
  local id = ticket(desk)
  assert(desk:try("mia", "apply_rule", id, { rule = "odd" }).message:find("severity", 1, true))
  assert(desk:try("mia", "apply_rule", id, { rule = "bad" }).message:find("set.severity", 1, true))
end)

spec.case("without rules nothing happens", with{}, function(desk)
  local id = ticket(desk)
  spec.equal(desk:get(id).assignee, nil)
  spec.refused(desk:try("mia", "apply_rule", id, { rule = "printers" }), "rule")
end)

spec.case("the desk says at once what is wrong with a rule", {}, function()
  for words, rules in pairs{
    ["rules.Big: a name has small letters"] = { Big = { tags = { "x" } } },
    ["a name has at most 50 letters"] = { [("a"):rep(51)] = { tags = { "x" } } },
    ["rules.a: it does nothing"] = { a = { when = "subject:x" } },
    ["rules.b: it does nothing"] = { b = { tags = {}, set = {} } },
    ["rules.c: event: “Create” is no event"] = { c = { event = "Create", tags = { "x" } } },
    ["rules.d: event: “field.” is no event"] = { d = { event = "field.", tags = { "x" } } },
    ["rules.e: types: “a) b” is no type"] = { e = { types = { "a) b" }, tags = { "x" } } },
    ["rules.f: when: “a:b) or (c:d” has a parenthesis"] = { f = { when = "a:b) or (c:d", tags = { "x" } } },
    ["rules.g: when: “subject:\"a” has a parenthesis or quote"] = { g = { when = 'subject:"a', tags = { "x" } } },
    ["rules.h: assign: “rol:agent” is nobody; write a name, role:agent"] = { h = { assign = { "rol:agent" } } },
    ["rules.i: assign: “same:team” is nobody"] = { i = { assign = { "same:team" } } },
    ["rules.j: by chooses among the people of a role"] = { j = { assign = { "ann" }, by = "turn" } },
    ["rules.k: speaking chooses among the people of a role"] = { k = { tags = { "x" }, speaking = true } },
    ["rules.l: stage: a new ticket begins"] = { l = { stage = "open" } },
    ["rules.m: notify.to says whom"] = { m = { notify = { text = "x" } } },
  } do
    spec.raises(function() read(rules) end, words)
  end
  spec.equal(#read{ ok = { when = '(subject:")" or subject:b)', tags = { "x" } } }, 1)
end)

spec.case("a text is in the language of most of its words, or in none", {}, function()
  local language = require("language")
  for wanted, text in pairs(texts) do spec.equal(language(text), wanted) end
  spec.equal(language(""), nil)
  spec.equal(language("HP LaserJet 4250 E-17"), nil)
  spec.equal(language("Мій принтер зламаний, її немає"), nil)
  spec.equal(language(("ж"):rep(5000)), "ru")
  spec.equal(language(texts.de:rep(1000)), "de")
end)

spec.case("the report lists rules in their order, with the tickets they are for", with{
  printers = printers.printers, first = { order = 1, when = "subject:lamp", tags = { "lamp" } },
  dutch = { order = 500, languages = { "nl" }, tags = { "nl" } },
  odd = { order = 600, active = false, when = "severity:high", tags = { "x" } },
}, function(desk)
  ticket(desk, { subject = "a printer" })
  ticket(desk, { subject = "my printer" })
  local rows = {}
  for at, row in ipairs(desk:report("routing", {}, "mia")) do
    rows[at] = { row.rule, row.active, row.event, row.tickets }
  end
  spec.equal(rows, {
    { "first", true, "create", 0 }, { "printers", false, "create", 2 }, { "dutch", true, "create" }, { "odd", false, "create" },
  })
  local all = desk:report("routing", {}, "mia")
  spec.equal(all[2].does, "assign=bob tags=hardware")
  spec.equal(all[2]["for"], "when=subject:printer")
  assert(all[4].problem:find("severity", 1, true))
end)

local function with_time(rules, more)
  local case = with(rules, more)
  case.at, case.zone = "2026-01-05 09:00", "UTC"
  return case
end

local function applied(desk, id)
  local count = 0
  for _, entry in ipairs(desk:history(id)) do
    if entry.action == "apply_rule" then count = count + 1 end
  end
  return count
end

local patience = { event = "time", after = "3d", when = "is:waiting", tags = { "slow" } }

spec.case("a rule by time is done once the ticket has waited, once for each time that it waits", with_time{
  patience = patience,
}, function(desk)
  local id, other = ticket(desk), ticket(desk)
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  desk:advance("71h")
  spec.equal({ desk:get(id).tags, desk:get(other).tags }, { {}, {} })
  desk:act("ann", "note", id, { text = "No word of him" })
  desk:advance("2h")
  spec.equal({ desk:get(id).tags, desk:get(other).tags, applied(desk, id) }, { { "slow" }, {}, 1 })
  desk:act("ann", "update", id, { set = { tags = { remove = { "slow" } } } })
  desk:advance("10d")
  spec.equal({ desk:get(id).tags, applied(desk, id) }, { {}, 1 })
  desk:act("carl", "reply", id, { text = "It is" })
  desk:act("ann", "reply", id, { text = "And the switch?" })
  desk:advance("4d")
  spec.equal({ desk:get(id).tags, applied(desk, id) }, { { "slow" }, 2 })
end)

spec.case("a ticket that does not wait any more is left alone", with_time{ patience = patience }, function(desk)
  local id = ticket(desk)
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  desk:advance("2d")
  desk:act("carl", "reply", id, { text = "It is" })
  desk:advance("10d")
  spec.equal(applied(desk, id), 0)
end)

spec.case("a wait that begins anew is as long again", with_time{ patience = patience }, function(desk)
  local id = ticket(desk)
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  desk:advance("2d")
  desk:act("carl", "reply", id, { text = "It is" })
  desk:act("ann", "reply", id, { text = "And the switch?" })
  desk:advance("2d")
  spec.equal(applied(desk, id), 0)
  desk:advance("25h")
  spec.equal(applied(desk, id), 1)
end)

spec.case("a ticket that the rule is for only later is done at once where it has waited long enough", with_time{
  old = { event = "time", after = "1d", since = "create", when = "priority:urgent", team = { "mia" } },
}, function(desk)
  local id = ticket(desk)
  desk:advance("2d")
  spec.equal(applied(desk, id), 0)
  desk:act("ann", "update", id, { set = { priority = "urgent" } })
  desk:deliver()
  spec.equal({ desk:get(id).team, applied(desk, id) }, { { "mia" }, 1 })
  desk:act("ann", "update", id, { set = { subject = "Dark" } })
  desk:advance("2d")
  spec.equal(applied(desk, id), 1)
end)

spec.case("since a reply, a change, or the time in a field", with_time{
  replied = { event = "time", after = "1h", since = "reply", tags = { "reply" } },
  touched = { event = "time", after = "2h", since = "update", when = "not:tag:update", tags = { "update" } },
  due = { event = "time", after = "1h", since = "field.due", tags = { "due" } },
}, function(desk)
  local id = ticket(desk, { due = docket.time.parse("2026-01-06 09:00", "%Y-%m-%d %H:%M", "UTC") })
  local silent = ticket(desk)
  desk:act("ann", "reply", id, { text = "One moment" })
  desk:advance("90m")
  spec.equal({ desk:get(id).tags, desk:get(silent).tags }, { { "reply" }, {} })
  desk:advance("2h")
  spec.equal({ desk:get(id).tags, desk:get(silent).tags }, { { "reply", "update" }, { "update" } })
  desk:advance("1d")
  spec.equal(desk:get(id).tags, { "reply", "update", "due" })
  desk:act("ann", "update", silent, { set = { due = docket.none } })
  desk:advance("3d")
  spec.equal(desk:get(silent).tags, { "update" })
end)

spec.case("a time in a field that moves takes the rule along", with_time{
  due = { event = "time", after = "1h", since = "field.due", tags = { "due" } },
}, function(desk)
  local function at(text) return docket.time.parse(text, "%Y-%m-%d %H:%M", "UTC") end
  local id = ticket(desk, { due = at("2026-01-06 09:00") })
  desk:act("ann", "update", id, { set = { due = at("2026-01-08 09:00") } })
  desk:advance("2d")
  spec.equal(desk:get(id).tags, {})
  desk:act("ann", "update", id, { set = { due = docket.none } })
  desk:advance("7d")
  spec.equal(desk:get(id).tags, {})
  desk:act("ann", "update", id, { set = { due = at("2026-01-06 09:00") } })
  desk:deliver()
  spec.equal(desk:get(id).tags, { "due" })
end)

spec.case("a rule that tells alone tells once, too", with_time({
  reminder = { event = "time", after = "3d", when = "is:waiting", notify = { to = { "role:manager" }, text = "Call them" } },
}, { requires = { "support", "inbox" } }), function(desk)
  local id = ticket(desk)
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  desk:advance("9d")
  desk:act("ann", "note", id, { text = "No word" })
  desk:advance("9d")
  spec.equal(told(desk, "Call them"), { "mia" })
end)

spec.case("tickets that were there before a rule by time get their timers, too", with_time{ patience = patience }, function(desk)
  local id = desk:create_before{ subject = "No light", requester = "carl", stage = "answered" }
  desk:advance("2d")
  spec.equal(applied(desk, id), 0)
  desk:advance("2d")
  spec.equal({ desk:get(id).tags, applied(desk, id) }, { { "slow" }, 1 })
  desk:advance("9d")
  spec.equal(applied(desk, id), 1)
end)

spec.case("a rule by time is tried by hand on tickets that have waited, and on no others", with_time{
  patience = { event = "time", after = "3d", active = false, when = "is:waiting", tags = { "slow" } },
}, function(desk)
  local id = ticket(desk)
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  desk:advance("2d")
  local early = desk:try("mia", "apply_rule", id, { rule = "patience", dry_run = true })
  spec.refused(early, "rule")
  assert(early.message:find("after=3d", 1, true), early.message)
  desk:advance("2d")
  spec.equal({ desk:get(id).tags, applied(desk, id) }, { {}, 0 })
  local outcome = desk:act("mia", "apply_rule", id, { rule = "patience", dry_run = true })
  spec.equal(outcome.edits[1].field, "tags")
  spec.equal(desk:get(id).tags, {})
end)

spec.case("a wait since an action begins with whatever does it", with_time({
  opened = { event = "time", after = "20h", since = "reopen", tags = { "opened" } },
  answered = { event = "time", after = "1d", since = "reply", tags = { "answered" } },
}, { requires = { "support", "templates" } }), function(desk)
  local id, other = ticket(desk), ticket(desk)
  close(desk, "mia", id)
  desk:advance("2d")
  spec.equal(applied(desk, id), 0)
  desk:act("carl", "reply", id, { text = "It is dark again" })
  desk:act("ann", "answer", other, { template = "more_details" })
  desk:advance("25h")
  spec.equal({ desk:get(id).tags, desk:get(other).tags }, { { "opened", "answered" }, { "answered" } })
end)

spec.case("a rule whose field holds no time keeps no other rule from its tickets", with_time{
  wrong = { event = "time", after = "1d", since = "field.subject", order = 1, tags = { "wrong" } },
  right = { event = "time", after = "1d", since = "create", order = 2, tags = { "right" } },
}, function(desk)
  local id = desk:create_before{ subject = "No light", requester = "carl" }
  desk:advance("2d")
  spec.equal(desk:get(id).tags, { "right" })
  assert(has_log(desk, "rules.wrong"))
end)

spec.case("what another plugin refuses is done once it lets it", with_time({
  over = { event = "time", after = "1d", since = "create", when = "is:open type:question", stage = "resolved" },
}, { requires = { "support", "subtasks" } }), function(desk)
  local id = ticket(desk)
  desk:act("ann", "subtask", id, { subject = "Pack" })
  desk:advance("2d")
  spec.equal(desk:get(id).stage, "new")
  for _, part in ipairs(desk:find("parent:" .. id)) do close(desk, "mia", part.id) end
  desk:advance("2d")
  spec.equal(desk:get(id).stage, "resolved")
end)

spec.case("the desk says at once what is wrong with a rule by time", {}, function()
  for words, rules in pairs{
    ["rules.a: after: say how long"] = { a = { event = "time", tags = { "x" } } },
    ["rules.b: after: only a rule by time"] = { b = { event = "reply", after = "3d", tags = { "x" } } },
    ["rules.c: since: only a rule by time"] = { c = { event = "create", since = "stage", tags = { "x" } } },
    ["rules.d: since: “Stage” is no beginning"] = { d = { event = "time", after = "3d", since = "Stage", tags = { "x" } } },
  } do
    spec.raises(function() read(rules) end, words)
  end
end)
