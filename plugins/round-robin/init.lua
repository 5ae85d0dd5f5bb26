-- The turn is kept by name, so that it goes on fairly when people come and go.

docket.before("ticket.create", function(change)
  if change.source == "import" or change.after.assignee ~= nil then return end
  local role = docket.settings.role
  local chosen = docket.people.next(role, docket.state.get("last"))
  if chosen == nil then
    docket.log.warn("nobody has the role " .. role)
    return
  end
  docket.state.set("last", chosen.name)
  change:set("assignee", chosen.name)
end, { name = "assign" })
