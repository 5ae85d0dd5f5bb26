-- What a receiver gets: the message as its recipient may read it, with times in ISO 8601.

local function iso(time)
  return time and docket.time.format(time, "ISO 8601", "UTC") or docket.none
end

local function or_none(value)
  if value == nil then return docket.none end
  return value
end

local function ticket(it)
  if it == nil then return docket.none end
  local fields = {}
  for name, value in pairs(it.fields) do fields[name] = value end
  return {
    id = it.id, type = it.type, subject = it.subject, body = it.body or "", queue = or_none(it.queue),
    stage = it.stage, category = it.category, priority = it.priority,
    tags = docket.json.array(it.tags), requester = or_none(it.requester),
    assignee = or_none(it.assignee), source = or_none(it.source), version = it.version,
    close_reason = or_none(it.close_reason), due = iso(it.due), created = iso(it.created),
    updated = iso(it.updated), closed = iso(it.closed), fields = fields,
  }
end

local function entries(list)
  local made = {}
  for _, entry in ipairs(list) do
    local edits = {}
    for _, edit in ipairs(entry.edits) do
      edits[#edits + 1] = {
        field = edit.field, from = or_none(edit.from), to = or_none(edit.to),
      }
    end
    made[#made + 1] = {
      action = entry.action, actor = or_none(entry.actor), at = iso(entry.at), text = entry.text or "",
      visibility = entry.visibility, edits = docket.json.array(edits),
    }
  end
  return docket.json.array(made)
end

return function(message)
  return {
    event = message.event, recipient = message.recipient, at = iso(message.at),
    subject = message.subject, text = message.text, language = message.language,
    ticket = ticket(message.ticket), entries = entries(message.entries), data = message.data,
  }
end
