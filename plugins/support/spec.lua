-- Each case is a fresh desk on which ann and bob are agents, mia is a manager, carl and dora are customers.

spec.case("an agent's reply answers a new question", {}, function(desk)
  local id = desk:create{ subject = "No light", requester = "carl" }
  spec.equal(desk:get(id).stage, "new")
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  spec.equal(desk:get(id).stage, "answered")
end)

spec.case("the customer's reply opens an answered question", {}, function(desk)
  local id = desk:create{ subject = "No light", requester = "carl" }
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  desk:act("carl", "reply", id, { text = "It is." })
  spec.equal(desk:get(id).stage, "open")
end)

spec.case("an agent may not close, a manager may", {}, function(desk)
  local id = desk:create{ subject = "No light", requester = "carl" }
  spec.refused(desk:try("ann", "close", id, {}))
  desk:act("mia", "close", id, {})
  spec.equal(desk:get(id).category, "closed")
end)

spec.case("the customer's reply opens a resolved question again", {}, function(desk)
  local id = desk:create{ subject = "No light", requester = "carl" }
  desk:act("mia", "close", id, {})
  desk:act("carl", "reply", id, { text = "Dark again." })
  spec.equal(desk:get(id).stage, "open")
end)

spec.case("where the desk wants it, a resolved question stays resolved", {
  settings = { reopen_on_reply = false },
}, function(desk)
  local id = desk:create{ subject = "No light", requester = "carl" }
  desk:act("mia", "close", id, {})
  desk:act("carl", "reply", id, { text = "Thanks!" })
  spec.equal(desk:get(id).stage, "resolved")
end)

spec.case("a question cannot go from resolved to answered", {}, function(desk)
  local id = desk:create{ subject = "No light", requester = "carl" }
  desk:act("mia", "close", id, {})
  spec.refused(desk:try("mia", "update", id, { set = { stage = "answered" } }), "stage")
end)

spec.case("spam that is then deleted goes back step by step", {}, function(desk)
  local id = desk:create{ subject = "Win a car", requester = "carl" }
  desk:act("ann", "discard", id, { to = "spam" })
  desk:act("ann", "discard", id, { to = "deleted" })
  desk:act("ann", "restore", id, {})
  spec.equal(desk:get(id).stage, "spam")
  desk:act("ann", "restore", id, {})
  spec.equal(desk:get(id).stage, "new")
end)

spec.case("a customer does not see another's question", {}, function(desk)
  local id = desk:create{ subject = "No light", requester = "carl" }
  spec.equal(desk:get(id, "dora"), nil)
  spec.equal(desk:get(id, "carl").subject, "No light")
  spec.refused(desk:try("dora", "reply", id, { text = "Mine too" }))
end)

spec.case("a customer who follows a question reads it and takes part, without its notes", {}, function(desk)
  local id = desk:create{ subject = "No light", requester = "carl", followers = { "dora" } }
  desk:act("ann", "note", id, { text = "He calls every day." })
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  spec.equal(desk:get(id, "dora").subject, "No light")
  for _, entry in ipairs(desk:history(id, "dora")) do spec.equal(entry.visibility, "public") end
  desk:act("dora", "reply", id, { text = "It is." })
  spec.equal(desk:get(id).stage, "open")
  spec.equal(desk:try("dora", "attach", id, { name = "a.txt", base64 = "YQ==" }).code, "denied")
end)

-- The fields that a customer's refused ticket names.
local function refused(desk, fields)
  fields.subject = "No light"
  local outcome = desk:try("carl", "create", fields)
  spec.equal(outcome.code, "denied")
  local names = {}
  for field in pairs(outcome.fields) do names[#names + 1] = field end
  return names
end

spec.case("a customer leaves to the desk who works on a ticket, where it waits and by when", {}, function(desk)
  for field, value in pairs{
    assignee = "ann", team = { "ann" }, followers = { "dora" }, requester = "dora", queue = "help",
    source = "phone", due = 4102444800, root_causes = { "bulb" }, close_reason = "solved",
  } do
    spec.equal(refused(desk, { [field] = value, tags = { "lamp" } }), { field })
  end
end)

spec.case("a customer hears the same of people who are there and of others", {}, function(desk)
  for _, field in ipairs{ "assignee", "requester", "followers" } do
    local known = desk:try("carl", "create", { subject = "No light", [field] = "bob" })
    local unknown = desk:try("carl", "create", { subject = "No light", [field] = "nobody" })
    spec.equal(known.message, unknown.message)
  end
end)

spec.case("a customer's ticket is urgent only where the desk lets it be", {}, function(desk)
  spec.equal(refused(desk, { priority = "urgent" }), { "priority" })
  desk:act("carl", "create", { subject = "No light", priority = "low" })
end)

spec.case("the desk says up to what priority", { settings = { customer_priority = "urgent" } }, function(desk)
  local id = desk:act("carl", "create", { subject = "No light", priority = "urgent" }).ticket
  spec.equal(desk:get(id).priority, "urgent")
end)

spec.case("a customer detaches only their own files", {}, function(desk)
  local id = desk:create{ subject = "No light", requester = "carl" }
  desk:act("ann", "attach", id, { name = "manual.txt", base64 = "YQ==" })
  desk:act("carl", "attach", id, { name = "photo.txt", base64 = "Yg==" })
  spec.refused(desk:try("carl", "detach", id, { name = "manual.txt" }), "name")
  desk:act("carl", "detach", id, { name = "photo.txt" })
  desk:act("ann", "detach", id, { name = "manual.txt" })
end)
