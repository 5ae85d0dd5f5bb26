-- The turn is kept by name, so that it goes on fairly when people come and go.

-- Who is away, or may not work on the ticket, has no turn.
docket.before("ticket.create", function(change)
  if change.source == "import" or change.after.assignee ~= nil then return end
  local role = docket.settings.role
  local chosen = docket.people.next(role, docket.state.get("last"), { works_on = change.id })
  if chosen == nil then
    docket.log.warn("nobody with the role " .. role .. " may work on it and is there")
    return
  end
  docket.state.set("last", chosen.name)
  change:set("assignee", chosen.name)
end, { name = "assign" })
