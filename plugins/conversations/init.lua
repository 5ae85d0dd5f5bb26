-- A conversation is a ticket of its own, which names the one that it is about: the kernel shows a
-- ticket to nobody but its people, and so the words of a conversation, whatever shows them. On the page
-- of the other ticket they stand for who may see both.

local both = "type:conversation,internal_conversation"

docket.lifecycle{
  name = "conversation",
  initial = "talking",
  stages = {
    { name = "talking", category = "waiting" },
    { name = "heard", category = "open" },
    { name = "ended", category = "closed" },
    { name = "dropped", category = "discarded" },
  },
  transitions = {
    talking = { "heard", "ended", "dropped" },
    heard = { "talking", "ended", "dropped" },
    ended = { "talking", "heard", "dropped" },
    dropped = { "@before" },
  },
  leads = {
    close = "ended", reopen = "talking", discard = { dropped = "dropped" }, restore = "@before", undo = "dropped",
  },
  on_reply = {
    agent = { heard = "talking", ended = "talking" },
    customer = { talking = "heard", ended = "heard" },
  },
}

docket.type{ name = "conversation", lifecycle = "conversation" }
docket.type{ name = "internal_conversation", lifecycle = "conversation" }

docket.field{
  name = "conversation_of", type = "ticket", joins = "aside", edit = "plugin",
  types = { "conversation", "internal_conversation" },
}

-- What a conversation is closed with, where the desk wants a reason of every close.
docket.close_reason{ name = "talked", types = { "conversation", "internal_conversation" } }

local agents = {
  "conversations.converse",
  { permission = "ticket.close", when = both },
}
docket.role{ name = "agent", grants = agents }
docket.role{ name = "manager", grants = agents }

-- Nobody on the customers' side may ever see notes.
local function is_staff(name) return docket.people.may(name, "note.view") == true end

-- Whether the ticket has a conversation of that name that goes on.
local function has(id, name)
  for talk in docket.tickets.each("conversation_of:$id not:is:closed", { values = { id = id } }) do
    if talk.subject:lower() == name:lower() then return talk.id end
  end
end

-- Why somebody cannot take part; nil if they can.
local function obstacle(name, id, internal)
  if internal then
    if not is_staff(name) then return docket.tr("refusal.not_staff", { person = name }) end
  elseif not docket.people.may(name, "ticket.view", id, { following = true }) then
    return docket.tr("refusal.cannot_read", { person = name })
  end
end

docket.action{
  name = "converse",
  -- What is said here is for the participants: who reads the ticket itself is not told of it.
  params = {
    name = { type = "text", required = true, length = { 1, 80 }, view = "note.view" },
    with = { type = "person", many = true, required = true, view = "note.view" },
    text = { type = "long_text", required = true, view = "note.view" },
    internal = { type = "boolean", view = "note.view" },
  },
  when = "not:is:discarded not:" .. both,
  propose = function(change)
    local params, ticket = change.params, change.after
    local internal = params.internal or false
    for _, name in ipairs(params.with) do
      local words = obstacle(name, change.id, internal)
      if words then return change:refuse("with", words) end
    end
    local same = has(change.id, params.name)
    if same then
      return change:refuse("name", docket.tr("refusal.same_name", { name = params.name, id = same }))
    end
    local actor = docket.people.get(change.actor.name) and change.actor.name
    local staff = actor and is_staff(actor)
    local args = {
      type = internal and "internal_conversation" or "conversation",
      subject = params.name, queue = ticket.queue, priority = ticket.priority,
      assignee = ticket.assignee or (staff and actor) or nil,
      fields = { conversation_of = change.id },
    }
    if internal then
      args.team, args.note = params.with, params.text
    else
      args.followers, args.body = { table.unpack(params.with) }, params.text
      if actor and not staff then args.followers[#args.followers + 1] = actor end
    end
    -- An internal entry: who reads the ticket is not told that there is another conversation.
    change:add_note(docket.tr("note.begun", { name = params.name, people = table.concat(params.with, ", ") }))
    change:also("create", nil, args)
  end,
}

-- The first words are a message like all others: participants hear of it.
docket.before("ticket.create", function(change)
  if change.source == "import" or not change.after.body or change.after.body == "" then return end
  change:also("reply", change.id, { text = change.after.body })
  change:set("body", docket.none)
end, { name = "say", when = "type:conversation" })

docket.validate("ticket.create", function(change)
  if change.source == "import" or change.after.fields.conversation_of then return end
  change:refuse("type", docket.tr("refusal.no_ticket"))
end, { name = "of-a-ticket", when = both })

docket.validate("field.type", function(change)
  if change.source == "import" or change.before == nil then return end
  local function talks(type) return type == "conversation" or type == "internal_conversation" end
  if talks(change.before.type) or talks(change.after.type) then
    change:refuse("type", docket.tr("refusal.type", { id = change.id }))
  end
end, { name = "stays" })

-- Whom the kernel would let see the ticket by its fields, though nothing internal is for them.
local function check_people(change)
  if change.source == "import" then return end
  local asked = { change.after.requester }
  for _, name in ipairs(change.after.followers) do asked[#asked + 1] = name end
  for _, name in ipairs(asked) do
    if not is_staff(name) then
      local field = change.after.requester == name and "requester" or "followers"
      change:refuse(field, docket.tr("refusal.not_staff", { person = name }))
    end
  end
end

for _, field in ipairs{ "requester", "followers" } do
  docket.validate("field." .. field, check_people, {
    name = "staff-" .. field, when = "type:internal_conversation",
  })
end

docket.before("ticket.reply", function(change)
  if change.source == "import" then return end
  change:refuse("text", docket.tr("refusal.internal", { id = change.id }))
end, { name = "notes-only", when = "type:internal_conversation" })

docket.before("ticket.close", function(change)
  if change.source == "import" or change.after.close_reason then return end
  change:set("close_reason", "talked")
end, { name = "reason", when = both })

if docket.settings.follow_assignee then
  docket.before("field.assignee", function(change)
    local assignee = change.after.assignee
    if change.source == "import" or change.before == nil or not assignee then return end
    for talk in docket.tickets.each("conversation_of:$id not:is:closed", { values = { id = change.id } }) do
      if talk.assignee ~= assignee then
        change:also("update", talk.id, { set = { assignee = assignee } })
      end
    end
  end, { name = "hand-over", when = "not:" .. both })
end

-- One conversation of two would show each one's people what the others said.
docket.validate("ticket.close", function(change)
  -- What closes into another ticket is a merge, of whatever plugin.
  local into = change.params.into
  if math.type(into) ~= "integer" then return end
  for _, it in ipairs{ change.after, docket.tickets.get(into) } do
    if it.type == "conversation" or it.type == "internal_conversation" then
      return change:refuse("into", docket.tr("refusal.merge", { id = it.id }))
    end
  end
end, { name = "unmerged" })
