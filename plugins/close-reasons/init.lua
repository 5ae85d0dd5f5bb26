-- Each reason wants its own evidence, and nothing is closed without one, unless the desk lets it be.

docket.field{ name = "duplicate_of", type = "ticket", acyclic = true }
-- What is said on a merged ticket stands on the one that it names here as well.
docket.field{ name = "merged_into", type = "ticket", joins = true, edit = "plugin" }

-- Where a ticket was taken out of.
docket.field{ name = "split_from", type = "ticket", acyclic = true, edit = "plugin" }

docket.close_reason{ name = "solved", requires = { "root_causes" }, clears = { "root_causes" } }
docket.close_reason{
  name = "duplicate",
  requires = { "duplicate_of" },
  clears = { "duplicate_of", "merged_into" },
}
docket.close_reason{ name = "declined", requires = { "comment" } }
docket.close_reason{ name = "no_answer" }

-- Whether tickets of a type are closed without a reason: work that nobody asked for from outside.
local function is_exempt(type)
  for _, exempt in ipairs(docket.settings.exempt_types) do
    if exempt == type then return true end
  end
  return false
end

if docket.settings.required == "always" then
  docket.validate("ticket.close", function(change)
    if change.source == "import" or is_exempt(change.after.type) then return end
    local reasons = docket.close_reasons(change.after.type)
    if change.after.close_reason == nil and #reasons > 0 then
      change:refuse("close_reason", docket.tr("refusal.no_reason", { reasons = table.concat(reasons, ", ") }))
    end
  end, { name = "reason" })
end

docket.role{ name = "agent", grants = { "close-reasons.split" } }
docket.role{ name = "manager", grants = { "close-reasons.merge", "close-reasons.split" } }

-- Whoever asked or followed, once, but for those whom the other ticket has already.
local function newcomers(ticket, other)
  local known, people = {}, {}
  if other.requester then known[other.requester] = true end
  for _, name in ipairs(other.followers) do known[name] = true end
  local asked = { ticket.requester }
  for _, name in ipairs(ticket.followers) do asked[#asked + 1] = name end
  for _, name in ipairs(asked) do
    -- Whom following gives nothing to see is not named there: its requester would read whose ticket this was.
    if not known[name] and docket.people.may(name, "ticket.view", other.id, { following = true }) then
      known[name] = true
      people[#people + 1] = name
    end
  end
  return people
end

-- Why the one is not merged into the other; nil if it may be.
local function obstacle(ticket, other)
  local last = other.fields.merged_into or other.fields.duplicate_of
  if other.category == "discarded" then
    return docket.tr("refusal.merge_discarded", { id = other.id })
  elseif last == ticket.id then
    return docket.tr("refusal.merge_circle", { id = other.id, into = ticket.id })
  elseif last then
    return docket.tr("refusal.merge_merged", { id = other.id, into = last })
  end
end

docket.action{
  name = "merge",
  params = { into = { type = "ticket", required = true } },
  -- Of a duplicate it is said what it is one of.
  when = "not:is:discarded (not:is:closed or has:duplicate_of)",
  propose = function(change)
    local ticket, other = change.after, docket.tickets.get(change.params.into)
    if ticket.category == "closed" then
      local says = { id = ticket.id, into = ticket.fields.merged_into or ticket.fields.duplicate_of }
      return change:refuse(nil, docket.tr("refusal.merge_done", says))
    end
    local words = obstacle(ticket, other)
    if words then return change:refuse("into", words) end
    change:set("duplicate_of", other.id)
    change:set("merged_into", other.id)
    change:set("close_reason", "duplicate")
    change:move("close")
    -- Only the number: who reads the other ticket may not see this one.
    local args = { note = docket.tr("note.merged", { id = ticket.id, by = change.actor.name }) }
    local people = newcomers(ticket, other)
    if #people > 0 then args.set = { followers = { add = people } } end
    change:also("update", other.id, args)
    if ticket.requester and ticket.requester ~= change.actor.name then
      local says = { id = ticket.id, subject = ticket.subject, into = other.id }
      change:notify{
        to = "requester", visibility = "public",
        subject = docket.tr("notice.merged", says), text = docket.tr("notice.merged_text", says),
      }
    end
  end,
}

-- Whom the merge let follow the other ticket, as far as its history still says so.
local function let_in(id, other)
  local merge = docket.history.find("ticket:$id action:merge", { values = { id = id }, limit = 1 })[1]
  local people = {}
  if not merge then return people end
  local query = "ticket:$other edited:followers cause:$merge"
  for _, entry in ipairs(docket.history.find(query, { values = { other = other.id, merge = merge.seq } })) do
    for _, edit in ipairs(entry.edits) do
      if edit.field == "followers" then
        local before = {}
        for _, name in ipairs(edit.from or {}) do before[name] = true end
        for _, name in ipairs(edit.to or {}) do
          if not before[name] then people[#people + 1] = name end
        end
      end
    end
  end
  return people
end

-- A ticket that stands by itself again gives its people nothing more to read on the other one. An
-- undo takes back by itself what the merge did.
docket.before("field.merged_into", function(change)
  local old = change.before and change.before.fields.merged_into
  if not old or change.source == "import" or change.action == "undo" then return end
  local other = docket.tickets.get(old)
  if not other then return end
  local people = let_in(change.id, other)
  if #people > 0 then change:also("update", other.id, { set = { followers = { remove = people } } }) end
end, { name = "part" })

-- What is taken out, as far as whoever asks may read it.
local function taken(change)
  local name = change.actor.name
  local entry = docket.history.get(change.params.entry, docket.people.get(name) and { as = name })
  if entry and entry.ticket == change.id and entry.text then return entry end
end

docket.action{
  name = "split",
  params = {
    entry = { type = "integer", required = true },
    subject = { type = "text" },
  },
  propose = function(change)
    local ticket, entry = change.after, taken(change)
    if not entry then
      return change:refuse("entry", docket.tr("refusal.split_nothing", { entry = change.params.entry, id = change.id }))
    end
    local says = { entry = entry.seq, id = change.id, by = change.actor.name }
    -- No words of it stand in the subject: a redaction would not find a part of them there.
    local args = {
      subject = change.params.subject or docket.text(docket.tr("split.subject", says)),
      type = ticket.type, queue = ticket.queue, priority = ticket.priority, source = ticket.source,
      fields = { split_from = change.id },
    }
    local from = docket.text(docket.tr("note.split_from", says))
    if entry.visibility == "internal" then
      args.note = from .. "\n\n" .. entry.text
    else
      args.note, args.body, args.attachments = from, entry.text, {}
      for _, file in ipairs(entry.attachments) do
        args.attachments[#args.attachments + 1] = { name = file.name, ticket = change.id }
      end
      -- Nobody on the customers' side may ever see notes.
      local author = docket.people.get(entry.actor)
      if author and (author.name == ticket.requester or not docket.people.may(author.name, "note.view")) then
        args.requester = author.name
      end
    end
    -- An internal entry: the number of what was said is not for customers.
    change:add_note(docket.tr("note.split", says))
    change:also("create", nil, args)
  end,
}

docket.before("ticket.create", function(change)
  if change.source == "import" then return end
  change:also("note", change.after.fields.split_from, {
    text = docket.tr("note.split_to", { id = change.id }),
  })
end, { name = "say-where", when = "has:split_from" })

-- The ticket in which it is asked now: that one may be a duplicate in turn.
local function last_of(id)
  for _ = 1, 20 do
    local ticket = docket.tickets.get(id)
    if not ticket then return nil end
    local next = ticket.category == "closed" and ticket.fields.duplicate_of
    if not next then return id end
    id = next
  end
end

-- Who still writes to a duplicate is read where it is worked on. Where the life cycle would reopen
-- the ticket for the reply, it stays what it is. What is merged needs neither: it stands there.
docket.before("field.duplicate_of", function(change)
  local before = change.before
  if change.source == "import" or not (before and change.from_customer and change.text) then return end
  local id = before.fields.duplicate_of
  if before.category ~= "closed" or before.fields.merged_into or not id or not last_of(id) then return end
  change:set("stage", before.stage)
  change:set("close_reason", before.close_reason)
  change:set("duplicate_of", id)
end, { name = "stay-merged" })

docket.before("ticket.reply", function(change)
  if change.source == "import" or not change.from_customer then return end
  local id = last_of(change.after.fields.duplicate_of)
  if not id then return end
  local told = docket.text(docket.tr("note.replied", { id = change.id, by = change.actor.name }))
  change:also("note", id, { text = told .. "\n\n" .. change.text })
end, { name = "pass-on", when = "has:duplicate_of no:merged_into is:closed" })
