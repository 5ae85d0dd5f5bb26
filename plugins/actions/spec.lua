local function question(desk, fields)
  local args = { subject = "No light", requester = "carl", queue = "first_line", assignee = "ann" }
  for name, value in pairs(fields or {}) do args[name] = value end
  return desk:create(args)
end

spec.case("queues and types are there, with the life cycle of questions", {}, function(desk)
  for _, type in ipairs{ "incident", "request", "problem", "question" } do
    local id = question(desk, { type = type, queue = "billing" })
    spec.equal(desk:get(id).stage, "new")
    desk:act("ann", "reply", id, { text = "Is the plug in?" })
    spec.equal(desk:get(id).stage, "answered")
  end
end)

spec.case("a desk sets queues and types of its own", {
  settings = { queues = { "help" }, types = { "repair" }, level_queues = {} },
}, function(desk)
  spec.equal(desk:get(question(desk, { type = "repair", queue = "help" })).type, "repair")
  spec.refused(desk:try("ann", "create", { subject = "x", queue = "billing" }), "queue")
  spec.refused(desk:try("ann", "create", { subject = "x", type = "incident" }), "type")
end)

spec.case("a root cause is one of those that there are", {}, function(desk)
  local id = question(desk)
  spec.refused(desk:try("ann", "update", id, { set = { root_causes = { "gremlins" } } }), "root_causes")
  desk:act("ann", "update", id, { set = { root_causes = { "network" } } })
  spec.equal(desk:get(id).root_causes, { "network" })
end)

spec.case("where the desk lists none, all root causes are fine", { settings = { root_causes = {} } }, function(desk)
  local id = question(desk)
  desk:act("ann", "update", id, { set = { root_causes = { "gremlins" } } })
  spec.refused(desk:try("mia", "explain", question(desk), { reason = "solved", comment = "x" }), "root_cause")
end)

spec.case("a ticket goes to another queue, and to nobody in it", {}, function(desk)
  local id = question(desk)
  desk:act("ann", "route", id, { queue = "billing", why = "It is about the invoice" })
  local ticket = desk:get(id)
  spec.equal(ticket.queue, "billing")
  spec.equal(ticket.assignee, nil)
  spec.equal(#desk:history(id, "carl"), #desk:history(id) - 1)
  spec.refused(desk:try("ann", "route", id, { queue = "billing" }), "queue")
  spec.refused(desk:try("ann", "route", id, { queue = "biling" }), "queue")
  spec.equal(desk:try("carl", "route", id, { queue = "billing" }).code, "denied")
end)

spec.case("whoever is named with it gets it", {}, function(desk)
  local id = question(desk)
  desk:act("ann", "route", id, { queue = "billing", set = { assignee = "bob" } })
  spec.equal(desk:get(id).assignee, "bob")
end)

spec.case("where the desk wants it, the assignee stays", { settings = { unassign = false } }, function(desk)
  local id = question(desk)
  desk:act("ann", "route", id, { queue = "billing" })
  spec.equal(desk:get(id).assignee, "ann")
end)

spec.case("a ticket is escalated level by level, and goes where the level leads", {}, function(desk)
  local id = question(desk)
  desk:act("ann", "escalate", id, { why = "Nobody here knows" })
  local ticket = desk:get(id)
  spec.equal(ticket.fields.escalation, "second")
  spec.equal(ticket.queue, "second_line")
  spec.equal(ticket.assignee, nil)
  desk:act("ann", "escalate", id, { to = "management" })
  spec.equal(desk:get(id).fields.escalation, "management")
  spec.equal(desk:try("ann", "escalate", id, {}).code, "refused")
  spec.refused(desk:try("ann", "escalate", id, { to = "third" }), "to")
  spec.refused(desk:try("ann", "escalate", id, { to = "thrid" }), "to")
end)

spec.case("and taken back", {}, function(desk)
  local id = question(desk)
  spec.equal(desk:try("ann", "deescalate", id, {}).code, "refused")
  desk:act("ann", "escalate", id, { to = "management" })
  spec.refused(desk:try("ann", "deescalate", id, { to = "management" }), "to")
  desk:act("ann", "deescalate", id, { to = "second" })
  spec.equal(desk:get(id).queue, "second_line")
  desk:act("ann", "deescalate", id, {})
  spec.equal(desk:get(id).fields.escalation, nil)
end)

-- Who is told of what somebody does.
local function told_of(desk, id, ...)
  local before, names = #desk.outbox, {}
  desk:act(...)
  for place, row in ipairs(desk.outbox) do
    if place > before and row.ticket == id and row.kind == "notify" then names[#names + 1] = row.recipient end
  end
  table.sort(names)
  return names
end

spec.case("its assignee, the team and the managers are told of a level", {}, function(desk)
  local id = question(desk)
  spec.equal(told_of(desk, id, "bob", "update", id, { set = { escalation = "third" } }), { "ann", "mia" })
  spec.equal(told_of(desk, id, "bob", "deescalate", id, { to = "second", set = { assignee = "ann" } }), { "ann", "mia" })
end)

spec.case("unless the desk wants them not to be", { settings = { tell = false } }, function(desk)
  local id = question(desk)
  spec.equal(told_of(desk, id, "bob", "update", id, { set = { escalation = "third" } }), {})
end)

spec.case("why it is done is for the staff, also where it comes with edits", {}, function(desk)
  local id = question(desk)
  desk:act("ann", "escalate", id, { why = "He shouts", set = { priority = "high" } })
  desk:act("ann", "route", id, { queue = "billing", why = "He shouts" })
  for _, entry in ipairs(desk:history(id, "carl")) do
    spec.equal(entry.params.why, nil)
    spec.equal(entry.text, nil)
  end
end)

spec.case("explain and close has reason, comment and root cause", { requires = { "close-reasons" } }, function(desk)
  local id = question(desk)
  spec.refused(desk:try("mia", "explain", id, { reason = "solved", comment = "Plug" }), "root_cause")
  spec.refused(desk:try("mia", "explain", id, { reason = "solved", root_cause = { "hardware" } }), "comment")
  spec.refused(desk:try("mia", "explain", id, { comment = "Plug", root_cause = { "hardware" } }), "reason")
  desk:act("mia", "explain", id, { reason = "solved", comment = "Plug", root_cause = { "hardware" } })
  local ticket = desk:get(id)
  spec.equal(ticket.close_reason, "solved")
  spec.equal(ticket.root_causes, { "hardware" })
  spec.equal(ticket.category, "closed")
  for _, entry in ipairs(desk:history(id, "carl")) do
    spec.equal(entry.text, nil)
    spec.equal(entry.params.comment, nil)
  end
end)

spec.case("its comment is evidence, and may be for the requester", { requires = { "close-reasons" } }, function(desk)
  local id = question(desk, { root_causes = { "instructions" } })
  desk:act("mia", "explain", id, { reason = "declined", comment = "Not our lamp", public = true })
  local entries = desk:history(id, "carl")
  spec.equal(entries[#entries].text, "Not our lamp")
  spec.equal(desk:get(id).stage, "resolved")
end)

spec.case("who may not close does not explain it either", { requires = { "close-reasons" } }, function(desk)
  local args = { reason = "solved", comment = "Plug", root_cause = { "hardware" } }
  spec.equal(desk:try("ann", "explain", question(desk), args).code, "denied")
end)

spec.case("a wrong reason is told with those that there are", { requires = { "close-reasons" } }, function(desk)
  local args = { reason = "solvd", comment = "Plug", root_cause = { "hardware" } }
  local outcome = desk:try("mia", "explain", question(desk), args)
  assert(outcome.message:find("solved", 1, true), outcome.message)
end)
