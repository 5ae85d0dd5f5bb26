local function question(desk, more)
  local fields = { subject = "No light", requester = "carl", assignee = "ann" }
  for name, value in pairs(more or {}) do fields[name] = value end
  return desk:create(fields)
end

-- Closes; where the desk wants a reason of every close, with one that wants nothing more.
local function close(desk, person, id)
  local outcome = desk:try(person, "close", id, {})
  if not outcome.code then return outcome end
  return desk:act(person, "close", id, { reason = "no_answer" })
end

-- Begins a conversation and gives its number.
local function begin(desk, id, person, args)
  desk:act(person, "converse", id, args)
  local found = desk:find("conversation_of:" .. id .. " sort:-id")
  return found[1].id
end

local function supplier(desk, id)
  return begin(desk, id, "ann", { name = "Supplier", with = { "dora" }, text = "Can you send a lamp?" })
end

-- All that is said on a ticket and beside it, as somebody reads it there.
local function said(desk, id, person)
  local texts = {}
  for _, entry in ipairs(desk:history(id, person)) do
    if entry.text then texts[#texts + 1] = entry.ticket .. " " .. entry.text end
  end
  return texts
end

-- Who is told of what somebody does, whatever ticket it is on.
local function told_of(desk, ...)
  local before, names = #desk.outbox, {}
  local result = desk:act(...)
  for place, row in ipairs(desk.outbox) do
    if place > before and row.kind == "notify" then names[#names + 1] = row.recipient end
  end
  table.sort(names)
  return names, result
end

spec.case("a conversation has its own participants, who read it and hear of it", { requires = { "inbox" } }, function(desk)
  local id = question(desk)
  local names = told_of(desk, "ann", "converse", id, {
    name = "Supplier", with = { "dora" }, text = "Can you send a lamp?",
  })
  spec.equal(names, { "dora" })
  local talk = desk:find("conversation_of:" .. id)[1]
  spec.equal(talk.subject, "Supplier")
  spec.equal(talk.followers, { "dora" })
  spec.equal(talk.assignee, "ann")
  spec.equal(talk.requester, nil)
  spec.equal(said(desk, talk.id, "dora"), { talk.id .. " Can you send a lamp?" })
  spec.equal(told_of(desk, "dora", "reply", talk.id, { text = "On Monday" }), { "ann" })
end)

spec.case("it stands on the ticket for who works there", {}, function(desk)
  local id = question(desk)
  local talk = supplier(desk, id)
  desk:act("dora", "reply", talk, { text = "On Monday" })
  spec.equal(said(desk, id, "bob"), {
    id .. " Conversation “Supplier” begun with dora.", talk .. " Can you send a lamp?", talk .. " On Monday",
  })
end)

spec.case("whose ticket it is learns nothing of it: not the words, not that it is there", { requires = { "inbox" } }, function(desk)
  local id = question(desk, { followers = { "bob" } })
  local before = #desk:history(id, "carl")
  local version = desk:get(id, "carl").version
  -- Also where there are edits in the same request.
  local names = told_of(desk, "ann", "converse", id, {
    name = "Supplier", with = { "dora" }, text = "Can you send a lamp?", set = { tags = { "lamp" } },
  })
  spec.equal(names, { "bob", "dora" })
  local talk = desk:find("conversation_of:" .. id)[1].id
  for _, name in ipairs(told_of(desk, "dora", "reply", talk, { text = "On Monday" })) do
    assert(name ~= "carl", "carl is told")
  end
  spec.equal(said(desk, id, "carl"), {})
  for _, entry in ipairs(desk:history(id, "carl")) do
    for _, name in ipairs{ "name", "with", "text", "internal" } do spec.equal(entry.params[name], nil) end
  end
  spec.equal(#desk:history(id, "carl"), before + 1)
  spec.equal(desk:get(id, "carl").version, version + 1)
  spec.equal(desk:get(talk, "carl"), nil)
  spec.equal(#desk:find("lamp", "carl"), 0)
  spec.equal(#desk:find("conversation_of:" .. id, "carl"), 0)
  spec.equal(#desk:find("type:conversation", "carl"), 0)
  spec.equal(desk:try("carl", "reply", talk, { text = "?" }).code, "not_found")
end)

spec.case("a participant sees the conversation and not the ticket, nor other conversations", {}, function(desk)
  local id = question(desk)
  local talk = supplier(desk, id)
  desk:act("ann", "reply", id, { text = "We have asked the supplier" })
  local other = begin(desk, id, "ann", { name = "Owner", with = { "carl" }, text = "May we drill?" })
  spec.equal(desk:get(id, "dora"), nil)
  spec.equal(desk:get(other, "dora"), nil)
  spec.equal(said(desk, talk, "dora"), { talk .. " Can you send a lamp?" })
  spec.equal(said(desk, id, "carl"), { id .. " We have asked the supplier", other .. " May we drill?" })
end)

spec.case("replies in it move it, and not the ticket", {}, function(desk)
  local id = question(desk)
  local talk = supplier(desk, id)
  spec.equal(desk:get(talk).category, "waiting")
  desk:act("dora", "reply", talk, { text = "On Monday" })
  spec.equal(desk:get(talk).stage, "heard")
  desk:act("ann", "reply", talk, { text = "Thanks" })
  spec.equal(desk:get(talk).stage, "talking")
  spec.equal(desk:get(id).stage, "new")
  close(desk, "mia", id)
  desk:act("dora", "reply", talk, { text = "It is on its way" })
  spec.equal(desk:get(id).category, "closed")
end)

spec.case("an agent renames and closes it, and a reply begins it again", {}, function(desk)
  local id = question(desk)
  local talk = supplier(desk, id)
  desk:act("bob", "update", talk, { set = { subject = "Lamp shop" } })
  desk:act("bob", "close", talk, {})
  spec.equal(desk:get(talk).stage, "ended")
  desk:act("dora", "reply", talk, { text = "It is on its way" })
  spec.equal(desk:get(talk).stage, "heard")
  spec.equal(desk:try("bob", "close", id, {}).code, "denied")
end)

spec.case("it needs no reason where every other close does", { requires = { "close-reasons" } }, function(desk)
  local talk = supplier(desk, question(desk))
  desk:act("ann", "close", talk, {})
  spec.equal(desk:get(talk).close_reason, "talked")
end)

spec.case("who is added reads it from the beginning, who is taken out no more", {}, function(desk)
  local talk = supplier(desk, question(desk))
  desk:act("ann", "update", talk, { set = { followers = { add = { "carl" }, remove = { "dora" } } } })
  spec.equal(said(desk, talk, "carl"), { talk .. " Can you send a lamp?" })
  spec.equal(desk:get(talk, "dora"), nil)
end)

local function inner(desk, id)
  return begin(desk, id, "ann", { name = "Money", with = { "bob" }, text = "He never pays", internal = true })
end

spec.case("an internal one is notes, for the staff", { requires = { "inbox" } }, function(desk)
  local id = question(desk)
  local talk = inner(desk, id)
  spec.equal(desk:get(talk).team, { "bob" })
  spec.equal(told_of(desk, "ann", "note", talk, { text = "Not once" }), { "bob" })
  for _, entry in ipairs(desk:history(talk)) do
    if entry.text then spec.equal(entry.visibility, "internal") end
  end
  spec.equal(said(desk, id, "carl"), {})
  spec.equal(desk:get(talk, "carl"), nil)
end)

spec.case("no customer comes into an internal one, nor public words", {}, function(desk)
  local id = question(desk)
  spec.refused(desk:try("ann", "converse", id, {
    name = "Money", with = { "bob", "dora" }, text = "He never pays", internal = true,
  }), "with")
  local talk = inner(desk, id)
  spec.refused(desk:try("ann", "update", talk, { set = { followers = { "dora" } } }), "followers")
  spec.refused(desk:try("ann", "update", talk, { set = { requester = "carl" } }), "requester")
  spec.refused(desk:try("ann", "update", talk, { set = { team = { "carl" } } }), "team")
  spec.refused(desk:try("ann", "update", talk, { set = { type = "conversation" } }), "type")
  spec.refused(desk:try("ann", "reply", talk, { text = "x" }), "text")
  desk:act("ann", "update", talk, { set = { followers = { "bob" } } })
end)

spec.case("who was of the staff reads no internal words any more", {}, function(desk)
  local id = question(desk)
  local talk = inner(desk, id)
  desk:act("ann", "update", talk, { set = { followers = { "bob" } } })
  desk:person{ name = "eve", roles = { "customer" } }
  spec.equal(said(desk, talk, "eve"), {})
end)

spec.case("what is begun wrongly is refused", {}, function(desk)
  local id = question(desk)
  local talk = supplier(desk, id)
  local args = function(more)
    local all = { name = "Owner", with = { "dora" }, text = "x" }
    for key, value in pairs(more) do all[key] = value end
    return all
  end
  spec.refused(desk:try("ann", "converse", id, args{ name = "supplier" }), "name")
  spec.refused(desk:try("ann", "converse", id, args{ with = {} }), "with")
  spec.refused(desk:try("ann", "converse", id, args{ with = { "nobody" } }), "with")
  spec.refused(desk:try("ann", "converse", id, args{ text = "" }), "text")
  spec.refused(desk:try("ann", "converse", id, args{ name = "" }), "name")
  spec.equal(desk:try("ann", "converse", talk, args{}).code, "refused")
  spec.equal(desk:try("carl", "converse", id, args{}).code, "denied")
  spec.refused(desk:try("ann", "create", { type = "conversation", subject = "x" }), "type")
  spec.refused(desk:try("ann", "update", id, { set = { type = "conversation" } }), "type")
  spec.equal(desk:try("ann", "update", talk, { set = { conversation_of = id } }).refused ~= nil, true)
end)

spec.case("somebody whom no role lets see what they follow cannot take part", {}, function(desk)
  desk:person{ name = "eve", roles = {} }
  spec.refused(desk:try("ann", "converse", question(desk), {
    name = "Eve", with = { "eve" }, text = "x",
  }), "with")
end)

spec.case("a name may come again once the first conversation has ended", {}, function(desk)
  local id = question(desk)
  desk:act("ann", "close", supplier(desk, id), {})
  supplier(desk, id)
  spec.equal(#desk:find("conversation_of:" .. id), 2)
end)

spec.case("whose ticket becomes somebody else's, so do its conversations", {}, function(desk)
  local id = question(desk)
  local talk = supplier(desk, id)
  desk:act("mia", "assign", id, { to = "bob" })
  spec.equal(desk:get(talk).assignee, "bob")
end)

spec.case("unless the desk wants them not to", { settings = { follow_assignee = false } }, function(desk)
  local id = question(desk)
  local talk = supplier(desk, id)
  desk:act("mia", "assign", id, { to = "bob" })
  spec.equal(desk:get(talk).assignee, "ann")
end)

spec.case("a ticket without an assignee leaves it to who begins it", {}, function(desk)
  local id = question(desk, { assignee = docket.none })
  desk:act("admin", "assign", id, { to = docket.none })
  spec.equal(desk:get(begin(desk, id, "bob", { name = "A", with = { "dora" }, text = "x" })).assignee, "bob")
end)

spec.case("the staff of a merged ticket goes on reading", { requires = { "close-reasons" } }, function(desk)
  local id, other = question(desk), question(desk)
  local talk = supplier(desk, id)
  desk:act("mia", "merge", id, { into = other })
  local texts = said(desk, other, "bob")
  assert(table.concat(texts, "\n"):find("Can you send a lamp?", 1, true), "it stands on the other one too")
  spec.equal(said(desk, other, "carl"), {})
  desk:act("dora", "reply", talk, { text = "On Monday" })
  spec.equal(desk:get(talk).stage, "heard")
  spec.equal(desk:get(other).stage, "new")
end)

spec.case("a conversation is merged with nothing", { requires = { "support", "close-reasons" } }, function(desk)
  local id = desk:create{ subject = "No light", requester = "carl" }
  local other = desk:create{ subject = "No power", requester = "carl" }
  desk:act("ann", "converse", id, { name = "Supplier", with = { "dora" }, text = "hi" })
  local conversation = desk:find("type:conversation")[1].id
  spec.refused(desk:try("mia", "merge", id, { into = conversation }), "into")
  spec.refused(desk:try("mia", "merge", conversation, { into = id }), "into")
  desk:act("mia", "merge", other, { into = id })
end)
