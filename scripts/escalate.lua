-- Raises what is overdue: put it to work with
--
--     docket script enable scripts/escalate.lua --yes
--
-- Every hour, tickets whose due time has passed become high, and urgent after another day; their assignee is told once
-- each time. Nobody's own choice of urgent is ever lowered.

docket.script{
  summary = "Raise the priority of tickets that are overdue",
  permissions = { "ticket.view", "ticket.update" },
  settings = {
    urgent_after = { type = "duration", default = "1d" },
  },
}

local function raise(query, priority, values)
  for ticket in docket.tickets.each(query, { values = values }) do
    local done = docket.tickets.update(ticket.id, {
      set = { priority = priority },
      version = ticket.version,
    })
    if done and ticket.assignee then
      docket.notify{
        about = ticket.id,
        to = "assignee",
        subject = "Overdue: " .. ticket.subject,
        text = "It is " .. priority .. " now.",
      }
    end
  end
end

docket.every("1h", "overdue", function(timer)
  local late = timer.now - docket.time.span(docket.settings.urgent_after)
  raise("(is:open or is:waiting) due<$late priority:low..high", "urgent", { late = late })
  raise("(is:open or is:waiting) due<$now priority:low..normal", "high", { now = timer.now })
end)
