-- What becomes of an event of monitoring: a ticket, a note on the open one, or its end.

local settings = docket.settings
local monitoring = { states = { "critical", "warning", "unknown", "ok" } }

for state in pairs(settings.priorities) do
  if state ~= "critical" and state ~= "warning" and state ~= "unknown" then
    error(("the setting priorities names the state %s; there is critical, warning and unknown"):format(state), 0)
  end
end

local ranks = { low = 1, normal = 2, high = 3, urgent = 4 }
-- The key of the ticket that takes what there is too much of.
local flood = "*flood*"

local function text(key, values) return docket.text(docket.tr(key, values)) end

-- The newest open ticket of a key; nil where there is none.
local function open(key)
  local found = docket.tickets.find("monitor_key:$key is:open,waiting,postponed sort:-created", {
    values = { key = key }, limit = 1,
  })
  return found[1]
end

-- The window, as queries have it.
local window = ("-%dm.."):format(math.ceil(docket.time.span(settings.flood_window) / 60))

local function said(answers)
  local words = text("event." .. answers.state, {
    what = answers.service and answers.host .. "/" .. answers.service or answers.host,
  })
  if answers.summary then words = words .. ": " .. answers.summary end
  if answers.details then words = words .. "\n\n" .. answers.details end
  return words
end

local function has(list, item)
  for _, other in ipairs(list) do
    if other == item then return true end
  end
  return false
end

-- Whether a ticket has had as many notes of events as it takes.
local function is_full(ticket)
  local count = docket.history.count(
    "ticket:$id action:note source:monitoring at:" .. window, { values = { id = ticket.id } })
  return count >= settings.flood_notes
end

local function recovery(ticket, words)
  if settings.recovery == "close" then
    local cause = settings.recovery_root_cause
    return {
      action = "close", ticket = ticket.id, comment = words, reason = settings.recovery_reason,
      root_causes = cause and { cause } or nil,
    }
  end
  -- What comes and goes again and again stays as it is: open, and not marked.
  if is_full(ticket) then return nil, docket.tr("nothing.flood", { id = ticket.id, count = settings.flood_notes }) end
  local set
  if settings.recovery == "mark" and not has(ticket.tags, settings.recovery_tag) then
    set = { tags = { add = { settings.recovery_tag } } }
  end
  return { action = "note", ticket = ticket.id, text = words, set = set }
end

-- One more event of a problem that there is a ticket of.
local function again(ticket, answers)
  local priority = settings.priorities[answers.state]
  local rises = priority and ranks[priority] > ranks[ticket.priority]
  local returns = has(ticket.tags, settings.recovery_tag)
  -- What makes it worse is said, however much was said before.
  if not rises and not returns and is_full(ticket) then
    return nil, docket.tr("nothing.flood", { id = ticket.id, count = settings.flood_notes })
  end
  local set = {}
  if rises then set.priority = priority end
  if returns then set.tags = { remove = { settings.recovery_tag } } end
  return { action = "note", ticket = ticket.id, text = said(answers), set = next(set) and set or nil }
end

local function create(key, subject, answers, priority)
  return {
    action = "create", subject = subject, body = said(answers), priority = priority,
    queue = answers.queue or settings.queues.monitoring, tags = { "monitoring" },
    fields = { monitor_key = key },
  }
end

function monitoring.take(answers)
  local what = answers.service and answers.host .. "/" .. answers.service or answers.host
  local key = answers.key or what
  -- Who may not see the key would make a ticket of every event.
  local known, ticket = pcall(open, key)
  if not known then return nil, { fields = { key = docket.tr("refusal.key") } } end
  if answers.state == "ok" then
    if not ticket then return nil, docket.tr("nothing.recovered", { key = key }) end
    if has(ticket.tags, settings.recovery_tag) and settings.recovery == "mark" then
      return nil, docket.tr("nothing.marked", { id = ticket.id })
    end
    return recovery(ticket, said(answers))
  end
  if ticket then return again(ticket, answers) end
  if docket.tickets.count("source:monitoring created:" .. window) < settings.flood_tickets then
    local subject = answers.summary and what .. ": " .. answers.summary or said(answers):match("[^\n]+")
    return create(key, subject, answers, settings.priorities[answers.state])
  end
  local gathered = open(flood)
  if not gathered then return create(flood, text("flood.subject"), answers, "urgent") end
  if is_full(gathered) then
    return nil, docket.tr("nothing.flood", { id = gathered.id, count = settings.flood_notes })
  end
  return { action = "note", ticket = gathered.id, text = said(answers) }
end

return monitoring
