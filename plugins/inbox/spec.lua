local with_support = { requires = { "support" } }

-- Those who are told of a ticket by rows after the first so many.
local function told(desk, id, first)
  local names = {}
  for place, row in ipairs(desk.outbox) do
    if place > (first or 0) and row.ticket == id and row.kind == "notify" then
      names[#names + 1] = row.recipient
    end
  end
  table.sort(names)
  return names
end

-- Who is told of what somebody does.
local function told_of(desk, id, ...)
  local before = #desk.outbox
  desk:act(...)
  return told(desk, id, before)
end

local function question(desk, more)
  local fields = { subject = "No light", requester = "carl" }
  for name, value in pairs(more or {}) do fields[name] = value end
  return desk:create(fields)
end

spec.case("the requester gets a receipt, whoever takes the ticket in", with_support, function(desk)
  local own = desk:act("carl", "create", { subject = "No light" }).ticket
  for _, id in ipairs{ question(desk), own } do
    -- Whoever it is assigned to is told as well.
    local assignee = desk:get(id).assignee
    spec.equal(told(desk, id), assignee and { assignee, "carl" } or { "carl" })
  end
end)

spec.case("requester and followers are told of a close and a reopening", with_support, function(desk)
  local id = question(desk, { followers = { "bob", "dora" }, assignee = "ann" })
  spec.equal(told_of(desk, id, "mia", "close", id, {}), { "bob", "carl", "dora" })
  spec.equal(told_of(desk, id, "bob", "reopen", id, {}), { "carl", "dora" })
end)

spec.case("the new assignee, the one before and the team are told of a hand-over", with_support, function(desk)
  local id = question(desk, { assignee = "ann", team = { "mia" } })
  spec.equal(told_of(desk, id, "mia", "update", id, { set = { assignee = "bob" } }), { "ann", "bob" })
  spec.equal(told_of(desk, id, "bob", "update", id, { set = { assignee = "ann" } }), { "ann", "mia" })
end)

spec.case("who takes a ticket is not told of it", with_support, function(desk)
  local id = question(desk)
  spec.equal(told_of(desk, id, "ann", "update", id, { set = { assignee = "ann" } }), {})
end)

spec.case("who joins the team is told", with_support, function(desk)
  local id = question(desk)
  local joined = told_of(desk, id, "mia", "update", id, { set = { team = { add = { "ann" } } } })
  spec.equal(joined, { "ann" })
end)

spec.case("requester, followers, assignee and team are told of a message, each once", with_support, function(desk)
  local id = question(desk, { followers = { "bob", "dora" }, assignee = "bob", team = { "mia" } })
  spec.equal(told_of(desk, id, "ann", "reply", id, { text = "Is the plug in?" }), { "bob", "carl", "dora", "mia" })
  spec.equal(told_of(desk, id, "dora", "reply", id, { text = "It is" }), { "bob", "carl", "mia" })
end)

spec.case("a change that is several things is told once", with_support, function(desk)
  local id = question(desk, { followers = { "ann" }, assignee = "bob" })
  local args = { comment = "Bulb replaced", public = true, set = { assignee = "ann" } }
  spec.equal(told_of(desk, id, "mia", "close", id, args), { "ann", "bob", "carl" })
end)

spec.case("the staff on a ticket is told of a note, nobody outside", with_support, function(desk)
  local id = question(desk, { followers = { "bob", "dora" }, assignee = "ann", team = { "mia" } })
  desk:subscribe{ to = "role:customer", event = "ticket.*" }
  spec.equal(told_of(desk, id, "ann", "note", id, { text = "He calls every day." }), { "bob", "mia" })
end)

spec.case("a subscription to what there is not says so", with_support, function(desk)
  spec.raises(function() desk:subscribe{ to = "ann", event = "ticket.clse" } end, "ticket.close")
  spec.raises(function() desk:subscribe{ to = "ann", event = "qeue" } end, "queue")
end)

spec.case("where the desk wants it, none of it is told", {
  requires = { "support" }, settings = { messages = false, notes = false, receipts = false },
}, function(desk)
  local id = question(desk, { assignee = "bob" })
  local before = #desk.outbox
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  desk:act("ann", "note", id, { text = "It is not." })
  desk:act("mia", "close", id, {})
  spec.equal(told(desk, id, before), {})
end)
