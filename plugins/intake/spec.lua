local support = { requires = { "support" } }

local function with(settings)
  return { requires = { "support" }, settings = settings }
end

-- An event of web1's; gives what became of it.
local function event(desk, state, more, person)
  local answers = { host = "web1", service = "disk", state = state }
  for name, value in pairs(more or {}) do answers[name] = value end
  return desk:submit("monitoring", answers, person or "ann")
end

local function count(desk, id, action)
  local found = 0
  for _, entry in ipairs(desk:history(id)) do
    if entry.action == action then found = found + 1 end
  end
  return found
end

spec.case("a call becomes a ticket of its caller, with its source", support, function(desk)
  local done = desk:submit("phone", { subject = "No light", caller = "carl", number = "+49 30 1", priority = "high" }, "ann")
  spec.done(done)
  local ticket = desk:get(done.ticket)
  spec.equal({ ticket.requester, ticket.source, ticket.priority, ticket.fields.phone_number },
    { "carl", "phone", "high", "+49 30 1" })
  spec.equal(desk:history(done.ticket)[1].source, "phone")
end)

spec.case("a caller whom nobody knows stands in the body", support, function(desk)
  local done = desk:submit("phone", { subject = "No light", caller = "the neighbour", body = "Dark." }, "ann")
  spec.equal(desk:get(done.ticket).body, "Caller: the neighbour\n\nDark.")
  spec.equal(desk:get(done.ticket).requester, nil)
end)

spec.case("what is wrong with answers is told by field", support, function(desk)
  local outcome = desk:submit("phone", { sbject = "x", priority = "hihg" }, "ann")
  spec.refused(outcome, "subject", "sbject", "priority")
  spec.equal(outcome.fields.sbject:find("subject", 1, true) ~= nil, true)
  spec.equal(outcome.fields.priority:find("high", 1, true) ~= nil, true)
end)

spec.case("a call of the same id comes in once", support, function(desk)
  local first = desk:submit("phone", { subject = "No light", call = "c-1" }, "ann")
  local second = desk:submit("phone", { subject = "No light", call = "c-1" }, "ann")
  spec.equal(second.ticket, first.ticket)
  spec.equal(#desk:find("is:open"), 1)
end)

spec.case("a letter keeps its reference and the day it came", support, function(desk)
  local done = desk:submit("letter", { subject = "Objection", sender = "dora", reference = "AZ 7", received = "2026-01-30" }, "ann")
  local ticket = desk:get(done.ticket)
  spec.equal({ ticket.source, ticket.requester, ticket.fields.letter_reference, ticket.fields.letter_received },
    { "letter", "dora", "AZ 7", "2026-01-30" })
  local today = desk:submit("letter", { subject = "Another" }, "ann")
  spec.equal(#desk:get(today.ticket).fields.letter_received, 10)
end)

spec.case("who writes by a web form becomes a customer, once", support, function(desk)
  local answers = { subject = "Hello", email = "jane@example.com", name = "Jane <Doe>", message = "Where is it?" }
  local first = desk:submit("web", answers, "ann")
  spec.done(first)
  local requester = desk:get(first.ticket).requester
  spec.equal(requester, "jane.doe")
  local second = desk:submit("web", answers, "ann")
  spec.equal(desk:get(second.ticket).requester, requester)
  spec.refused(desk:submit("web", { subject = "x", email = "jane", message = "x" }, "ann"), "email")
end)

spec.case("tickets go to the form's queue", { requires = { "support" }, settings = { queues = { phone = "calls" } } }, function(desk)
  desk:queue("calls")
  desk:queue("sales")
  spec.equal(desk:get(desk:submit("phone", { subject = "a" }, "ann").ticket).queue, "calls")
  spec.equal(desk:get(desk:submit("phone", { subject = "b", queue = "sales" }, "ann").ticket).queue, "sales")
end)

spec.case("a repeated event is a note on the open ticket", support, function(desk)
  local first = event(desk, "warning", { summary = "91 % full" })
  local ticket = desk:get(first.ticket)
  spec.equal({ ticket.subject, ticket.source, ticket.priority, ticket.tags, ticket.fields.monitor_key },
    { "web1/disk: 91 % full", "monitoring", "normal", { "monitoring" }, "web1/disk" })
  local again = event(desk, "critical", { summary = "99 % full" })
  spec.equal(again.ticket, first.ticket)
  spec.equal(desk:get(first.ticket).priority, "high")
  spec.equal(count(desk, first.ticket, "note"), 1)
  spec.equal(#desk:find("is:open"), 1)
  spec.equal(event(desk, "critical", { service = "cpu" }).ticket ~= first.ticket, true)
end)

spec.case("customers see neither the notes nor the key", support, function(desk)
  local first = event(desk, "critical")
  desk:act("mia", "update", first.ticket, { set = { requester = "carl" } })
  event(desk, "critical", { summary = "secret" })
  spec.equal(desk:get(first.ticket, "carl").fields.monitor_key, nil)
  for _, entry in ipairs(desk:history(first.ticket, "carl")) do spec.equal(entry.text, nil) end
  spec.refused(event(desk, "critical", nil, "carl"), "key")
end)

spec.case("a recovery marks the ticket, and a return takes the mark away", support, function(desk)
  local first = event(desk, "critical")
  spec.done(event(desk, "ok"))
  spec.equal(desk:get(first.ticket).tags, { "monitoring", "recovered" })
  spec.equal(event(desk, "ok").nothing, true)
  event(desk, "warning")
  spec.equal(desk:get(first.ticket).tags, { "monitoring" })
  spec.equal(event(desk, "ok", { host = "web2" }).nothing, true)
end)

spec.case("a recovery closes where the setting says so", with{ recovery = "close" }, function(desk)
  local first = event(desk, "critical")
  spec.done(event(desk, "ok", nil, "mia"))
  spec.equal(desk:get(first.ticket).category, "closed")
  spec.equal(event(desk, "critical").ticket ~= first.ticket, true)
end)

spec.case("a recovery that notes only leaves the ticket as it is", with{ recovery = "note" }, function(desk)
  local first = event(desk, "critical")
  event(desk, "ok")
  spec.equal(desk:get(first.ticket).tags, { "monitoring" })
  spec.equal(count(desk, first.ticket, "note"), 1)
end)

spec.case("events of one ticket are noted so often within the window", with{ flood_notes = 2 }, function(desk)
  local first = event(desk, "critical")
  for _ = 1, 4 do event(desk, "critical") end
  spec.equal(count(desk, first.ticket, "note"), 2)
  spec.equal(event(desk, "critical").nothing, true)
  desk:advance("2h")
  spec.equal(event(desk, "critical").ticket, first.ticket)
  spec.equal(count(desk, first.ticket, "note"), 3)
end)

spec.case("too many new tickets are gathered in one", with{ flood_tickets = 2, flood_notes = 3 }, function(desk)
  for number = 1, 8 do event(desk, "critical", { host = "web" .. number }) end
  spec.equal(#desk:find("is:open"), 3)
  local gathered = desk:find("priority:urgent")[1]
  spec.equal(gathered.subject, "Too many events of monitoring")
  spec.equal(count(desk, gathered.id, "note"), 3)
end)
