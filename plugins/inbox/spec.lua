spec.case("a new assignee is told", {}, function(desk)
  local id = desk:create{ subject = "No light", requester = "carl" }
  desk:act("mia", "update", id, { set = { assignee = "ann" } })
  local told = desk.outbox[#desk.outbox]
  spec.equal(told.recipient, "ann")
  spec.equal(told.channel, "inbox")
end)

spec.case("who takes a ticket is not told of it", {}, function(desk)
  local id = desk:create{ subject = "No light", requester = "carl" }
  local before = #desk.outbox
  desk:act("ann", "update", id, { set = { assignee = "ann" } })
  spec.equal(#desk.outbox, before)
end)

local function told(desk, id)
  local names = {}
  for _, row in ipairs(desk.outbox) do
    if row.ticket == id and row.kind == "notify" then names[#names + 1] = row.recipient end
  end
  table.sort(names)
  return names
end

spec.case("requester, followers and assignee are told of an agent's message", {}, function(desk)
  local id = desk:create{ subject = "No light", requester = "carl", followers = { "bob" } }
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  spec.equal(told(desk, id), { "bob", "carl" })
end)

spec.case("nobody outside the staff is told of a note", {}, function(desk)
  local id = desk:create{ subject = "No light", requester = "carl", followers = { "dora" } }
  desk:subscribe{ to = "role:agent", event = "note" }
  desk:subscribe{ to = "role:customer", event = "ticket.*" }
  desk:act("ann", "note", id, { text = "He calls every day." })
  spec.equal(told(desk, id), { "bob" })
end)

spec.case("a subscription to what there is not says so", {}, function(desk)
  spec.raises(function() desk:subscribe{ to = "ann", event = "ticket.clse" } end, "ticket.close")
  spec.raises(function() desk:subscribe{ to = "ann", event = "qeue" } end, "queue")
end)

spec.case("where the desk wants it, messages are told to nobody", {
  settings = { messages = false },
}, function(desk)
  local id = desk:create{ subject = "No light", requester = "carl" }
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  spec.equal(told(desk, id), {})
end)
