-- Raising is an update as well, so the next step comes only after as many hours again.

local settings = docket.settings
local next_step = { low = "normal", normal = "high", high = "urgent" }

local function raise(ticket)
  local priority = next_step[ticket.priority]
  -- With the version: whoever touched it in this moment has touched it.
  local done = ticket:update{ set = { priority = priority }, notify = false }
  if not done then return end
  local says = { id = ticket.id, subject = ticket.subject, hours = settings.hours, priority = priority }
  docket.notify{
    about = ticket.id, to = settings.tell, event = "untouched.raised",
    subject = docket.tr("told.subject", says), text = docket.tr("told.text", says),
  }
end

docket.every("15m", "look", function(timer)
  local before = timer.now - settings.hours * 3600
  local query = "(" .. settings.only .. ") priority<urgent updated<$before sort:updated"
  for ticket in docket.tickets.each(query, { values = { before = before } }) do raise(ticket) end
end)
