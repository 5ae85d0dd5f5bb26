local with_support = { requires = { "support" } }

local function with(settings, more)
  return { requires = more or { "support" }, settings = settings }
end

local function parent(desk, more)
  local fields = { subject = "Move the office", requester = "carl", priority = "high", assignee = "bob" }
  for name, value in pairs(more or {}) do fields[name] = value end
  return desk:create(fields)
end

-- Makes a child by the action, and gives its number.
local function child(desk, id, more)
  local args = { subject = "Pack the lamps" }
  for name, value in pairs(more or {}) do args[name] = value end
  desk:act("ann", "subtask", id, args)
  local children = desk:find("parent:" .. id .. " sort:id")
  return children[#children].id
end

-- How many children there are, and how many of them are open.
local function counts(desk, id)
  desk:deliver()
  return { #desk:find("parent:" .. id), desk:get(id).fields.open_children }
end

-- Who was told that all is done, in order.
local function told(desk)
  desk:deliver()
  local names = {}
  for _, row in ipairs(desk.outbox) do
    if row.kind == "notify" and row.subject and row.subject:find("All subtasks", 1, true) then
      names[#names + 1] = row.recipient
    end
  end
  return names
end

spec.case("one action makes a task of a part", with_support, function(desk)
  local id = parent(desk)
  local due = docket.time.parse("2026-05-01T00:00:00Z")
  local ticket = desk:get(child(desk, id, { body = "All nine", assignee = "ann", due = due }))
  spec.equal({ ticket.parent, ticket.type, ticket.stage }, { id, "task", "todo" })
  spec.equal({ ticket.subject, ticket.body, ticket.assignee, ticket.due }, { "Pack the lamps", "All nine", "ann", due })
end)

spec.case("a part takes over the queue and the priority, and is not the customer's", with_support, function(desk)
  desk:queue("moving")
  desk:queue("lamps")
  local id = parent(desk, { queue = "moving" })
  local first = desk:get(child(desk, id))
  spec.equal({ first.queue, first.priority }, { "moving", "high" })
  spec.equal(first.requester, nil)
  spec.equal(desk:get(first.id, "carl"), nil)
  spec.equal(desk:get(child(desk, id, { queue = "lamps" })).queue, "lamps")
end)

spec.case("the desk says what a part takes over, and of what type it is", with{
  take_over = { "requester", "tags" }, child_type = "question",
}, function(desk)
  local id = parent(desk, { tags = { "office" } })
  local ticket = desk:get(child(desk, id))
  spec.equal({ ticket.type, ticket.requester, ticket.priority }, { "question", "carl", "normal" })
  spec.equal(ticket.tags, { "office" })
  spec.equal(desk:get(child(desk, id, { type = "task" })).type, "task")
end)

spec.case("a part wants a subject, a type that there is, and an open parent", with_support, function(desk)
  local id = parent(desk)
  spec.refused(desk:try("ann", "subtask", id, {}), "subject")
  spec.refused(desk:try("ann", "subtask", id, { subject = "Pack", type = "tasc" }), "type")
  spec.refused(desk:try("ann", "subtask", id, { subject = "Pack", assignee = "nobody" }), "assignee")
  desk:act("mia", "close", id, {})
  spec.refused(desk:try("ann", "subtask", id, { subject = "Pack" }))
  spec.equal(desk:try("carl", "subtask", id, { subject = "Pack" }).code, "denied")
end)

spec.case("how many parts are open follows each of them", with_support, function(desk)
  local id, other = parent(desk), parent(desk)
  spec.equal(desk:get(id).fields.open_children, nil)
  local first, second, third = child(desk, id), child(desk, id), child(desk, id)
  spec.equal(counts(desk, id), { 3, 3 })
  desk:act("ann", "close", first, {})
  desk:act("ann", "update", second, { set = { stage = "dropped" } })
  spec.equal(counts(desk, id), { 3, 1 })
  desk:act("ann", "reopen", first, {})
  spec.equal(counts(desk, id), { 3, 2 })
  desk:act("ann", "discard", third, {})
  spec.equal(counts(desk, id), { 2, 1 })
  desk:act("ann", "restore", third, {})
  desk:act("ann", "update", third, { set = { parent = other } })
  spec.equal(counts(desk, id), { 2, 1 })
  spec.equal(counts(desk, other), { 1, 1 })
  desk:act("ann", "update", third, { set = { parent = docket.none } })
  spec.equal(counts(desk, other), { 0, 0 })
end)

spec.case("open parts are asked for", with_support, function(desk)
  local busy, ready = parent(desk), parent(desk)
  child(desk, busy)
  desk:act("ann", "close", child(desk, ready), {})
  desk:deliver()
  spec.equal(desk:find("open_children:1..", "ann")[1].id, busy)
  spec.equal(desk:find("open_children:0 is:open", "ann")[1].id, ready)
end)

spec.case("a parent is closed only once its parts are", with_support, function(desk)
  local id = parent(desk)
  local first = child(desk, id)
  local outcome = desk:try("mia", "close", id, {})
  spec.refused(outcome)
  spec.equal(outcome.message:find("1 subtask is open: " .. first, 1, true) ~= nil, true)
  spec.refused(desk:try("mia", "update", id, { set = { stage = "resolved" } }))
  desk:act("ann", "close", first, {})
  desk:act("mia", "close", id, {})
  spec.equal(desk:get(id).category, "closed")
end)

spec.case("a discarded part holds nothing up", with_support, function(desk)
  local id = parent(desk)
  desk:act("ann", "discard", child(desk, id), {})
  desk:act("mia", "close", id, {})
end)

spec.case("where the desk wants it, a parent is closed over open parts", with{ parent_waits = false }, function(desk)
  local id = parent(desk)
  local first = child(desk, id)
  desk:act("mia", "close", id, {})
  spec.equal(desk:get(first).category, "open")
end)

spec.case("a closed ticket gets no open part", with_support, function(desk)
  local id, other = parent(desk), parent(desk)
  desk:act("mia", "close", id, {})
  spec.refused(desk:try("ann", "create", { subject = "Pack", type = "task", parent = id }), "parent")
  spec.refused(desk:try("ann", "update", other, { set = { parent = id } }), "parent")
  desk:act("mia", "close", other, {})
  desk:act("mia", "update", other, { set = { parent = id } })
end)

spec.case("a ticket is no part of itself, nor of its parts", with_support, function(desk)
  local id = parent(desk)
  local first = child(desk, id)
  spec.refused(desk:try("ann", "update", id, { set = { parent = id } }), "parent")
  spec.refused(desk:try("ann", "update", id, { set = { parent = first } }), "parent")
  spec.equal(desk:get(child(desk, first)).parent, first)
end)

spec.case("who works on the parent is told once the last part is closed", with_support, function(desk)
  local id = parent(desk)
  local first, second = child(desk, id), child(desk, id)
  desk:act("ann", "close", first, {})
  spec.equal(told(desk), {})
  desk:act("ann", "close", second, {})
  spec.equal(told(desk), { "bob" })
end)

spec.case("where the desk wants it, nobody is told", with{ tell_when_done = false }, function(desk)
  local id = parent(desk)
  desk:act("ann", "close", child(desk, id), {})
  spec.equal(told(desk), {})
end)

spec.case("two people close the last two parts, and the parent is told of once", with_support, function(desk)
  local id = parent(desk)
  local first, second = child(desk, id), child(desk, id)
  desk:deliver()
  desk:act("ann", "close", first, {})
  desk:act("mia", "close", second, {})
  spec.equal(told(desk), { "bob" })
  spec.equal(counts(desk, id), { 2, 0 })
end)

spec.case("a task has a life cycle of its own", with_support, function(desk)
  local id = child(desk, parent(desk))
  desk:act("ann", "update", id, { set = { stage = "doing" } })
  spec.refused(desk:try("ann", "update", id, { set = { stage = "answered" } }), "stage")
  desk:act("ann", "postpone", id, { by = "1d" })
  spec.equal(desk:get(id).stage, "later")
  desk:act("ann", "wake", id, {})
  spec.equal(desk:get(id).stage, "doing")
  desk:act("ann", "update", id, { set = { stage = "dropped" } })
  spec.equal(desk:get(id).category, "closed")
  desk:act("ann", "reopen", id, {})
  spec.equal(desk:get(id).stage, "todo")
end)

spec.case("a task is blocked while somebody outside is asked, and goes on with the answer", with_support, function(desk)
  local id = desk:create{ subject = "Lift", type = "task", requester = "carl" }
  desk:act("ann", "reply", id, { text = "When is the lift free?" })
  spec.equal(desk:get(id).stage, "blocked")
  desk:act("carl", "reply", id, { text = "At nine" })
  spec.equal(desk:get(id).stage, "doing")
  desk:act("ann", "update", id, { set = { stage = "dropped" } })
  desk:act("carl", "reply", id, { text = "Or at ten" })
  spec.equal(desk:get(id).stage, "dropped")
end)

spec.case("agents close tasks, and questions as before", with_support, function(desk)
  local id = parent(desk)
  desk:act("ann", "close", child(desk, id), {})
  spec.equal(desk:try("ann", "close", id, {}).code, "denied")
end)

spec.case("where the desk wants it, agents close no tasks", with{ agents_close_tasks = false }, function(desk)
  local task = child(desk, parent(desk))
  spec.equal(desk:try("ann", "close", task, {}).code, "denied")
  desk:act("mia", "close", task, {})
end)

spec.case("a task is closed without a close reason, a question is not", with({}, { "support", "close-reasons" }), function(desk)
  local id = parent(desk)
  desk:act("ann", "close", child(desk, id), {})
  spec.refused(desk:try("mia", "close", id, {}), "close_reason")
end)

spec.case("a parent is not merged away over open parts", with({}, { "support", "close-reasons" }), function(desk)
  local id, other = parent(desk), parent(desk)
  local first = child(desk, id)
  spec.refused(desk:try("mia", "merge", id, { into = other }))
  desk:act("ann", "update", first, { set = { parent = other } })
  desk:act("mia", "merge", id, { into = other })
  spec.equal(counts(desk, other), { 1, 1 })
end)

spec.case("an undo of the action discards the part, one of a close opens it", with_support, function(desk)
  local id = parent(desk)
  local first = child(desk, id)
  desk:act("ann", "subtask", id, { subject = "Call the lift" })
  local closing = desk:act("ann", "close", first, {})
  spec.equal(counts(desk, id), { 2, 1 })
  desk:act("mia", "undo", first, { entry = closing.seq })
  spec.equal(counts(desk, id), { 2, 2 })
  local entries = desk:history(id)
  spec.equal(entries[#entries].action, "update")
end)

spec.case("customers see neither the parts nor how many there are", with_support, function(desk)
  local id = parent(desk)
  local before = #desk:history(id, "carl")
  child(desk, id)
  desk:deliver()
  spec.equal(desk:get(id, "carl").fields.open_children, nil)
  spec.equal(#desk:history(id, "carl"), before)
end)
