local ready, choice = require("ready"), require("choice")

local function at_nine(more)
  local case = { requires = { "support" }, at = "2026-01-05 09:00", zone = "UTC" }
  for key, value in pairs(more or {}) do case[key] = value end
  return case
end

-- The subjects of the tickets that a view shows to a person, in its order.
local function shown(desk, query, person)
  local found = {}
  for place, ticket in ipairs(desk:find((query:gsub(" columns:%S+", "")), person)) do found[place] = ticket.subject end
  return found
end

local function ticket(desk, subject, more)
  local fields = { subject = subject, requester = "carl" }
  for name, value in pairs(more or {}) do fields[name] = value end
  local id = desk:create(fields)
  -- Beside a plugin that assigns, too.
  if not fields.assignee then desk:act("admin", "assign", id, { to = docket.none }) end
  return id
end

local now = docket.time.parse("2026-01-05T09:00:00Z")

spec.case("mine are those that one works on, the most pressing first", at_nine(), function(desk)
  ticket(desk, "later", { assignee = "ann", due = now + 7200 })
  ticket(desk, "sooner", { assignee = "ann", due = now + 3600 })
  ticket(desk, "urgent", { assignee = "ann", priority = "urgent" })
  ticket(desk, "bob's", { assignee = "bob" })
  desk:act("mia", "close", ticket(desk, "done", { assignee = "ann" }), {})
  spec.equal(shown(desk, ready.always.mine, "ann"), { "urgent", "sooner", "later" })
  spec.equal(shown(desk, ready.always.mine, "bob"), { "bob's" })
end)

spec.case("to assign are those that nobody has and that are to be done", at_nine(), function(desk)
  ticket(desk, "first")
  ticket(desk, "high", { priority = "high" })
  ticket(desk, "ann's", { assignee = "ann" })
  desk:act("ann", "reply", ticket(desk, "answered"), { text = "Is the plug in?" })
  spec.equal(shown(desk, ready.always.to_assign, "ann"), { "high", "first" })
end)

spec.case("overdue and due soon are told by the day's clock", at_nine(), function(desk)
  ticket(desk, "late", { due = now + 1800 })
  ticket(desk, "today", { due = now + 20 * 3600 })
  ticket(desk, "tomorrow", { due = now + 30 * 3600 })
  ticket(desk, "whenever")
  desk:act("mia", "close", ticket(desk, "done", { due = now + 1800 }), {})
  spec.equal(shown(desk, ready.always.overdue, "ann"), {})
  spec.equal(shown(desk, ready.always.due_soon, "ann"), { "late", "today" })
  desk:advance("1h")
  spec.equal(shown(desk, ready.always.overdue, "ann"), { "late" })
  spec.equal(shown(desk, ready.always.due_soon, "ann"), { "today" })
end)

spec.case("waiting are those that wait for an answer, the longest first", at_nine(), function(desk)
  local first, second = ticket(desk, "first"), ticket(desk, "second")
  desk:act("ann", "reply", second, { text = "Is the plug in?" })
  desk:advance("1h")
  desk:act("ann", "reply", first, { text = "Is the plug in?" })
  ticket(desk, "new")
  spec.equal(shown(desk, ready.always.waiting, "ann"), { "second", "first" })
end)

spec.case("the views show a customer nothing of others", at_nine(), function(desk)
  ticket(desk, "dora's", { requester = "dora" })
  ticket(desk, "carl's")
  spec.equal(shown(desk, ready.always.to_assign, "carl"), { "carl's" })
end)

spec.case("with sla there are views of what is at risk and what is late", at_nine{
  requires = { "support", "sla" }, settings = { sla = true },
}, function(desk)
  for _, query in pairs(ready.with_sla) do spec.equal(shown(desk, query, "ann"), {}) end
end)

spec.case("the desk adds views, replaces ready ones and leaves some out", {}, function()
  local views = choice{ sla = false, leave_out = { "waiting" }, views = { mine = "assignee:me", spam = "is:discarded" } }
  spec.equal({ views.mine, views.spam, views.waiting, views.breaching }, { "assignee:me", "is:discarded" })
  spec.equal(views.overdue, ready.always.overdue)
  spec.equal(choice{ sla = true, leave_out = { "breached" }, views = {} }.breaching, ready.with_sla.breaching)
end)

spec.case("a desk loads with settings of its own", at_nine{
  settings = { leave_out = { "waiting", "mine" }, views = { mine = "assignee:me sort:created" }, role = "manager" },
}, function(desk)
  spec.equal(#desk:find("", "ann"), 0)
end)

spec.case("wrong settings say what is wrong", {}, function()
  spec.raises(function() choice{ leave_out = { "wating" }, views = {} } end, "leave_out: there is no ready view wating; there is due_soon, mine")
  spec.raises(function() choice{ leave_out = { "breaching" }, views = {} } end, "there is no ready view breaching")
  spec.raises(function() choice{ leave_out = {}, views = { ["My View"] = "is:open" } } end, "views.My View: a name has small letters")
end)
