-- The turn is kept by name, so that it goes on fairly when people come and go.

local function next_after(last)
  local role = docket.settings.role
  local people = docket.people.with_role(role, { after = last, limit = 1 })
  if #people == 0 and last then people = docket.people.with_role(role, { limit = 1 }) end
  return people[1]
end

docket.before("ticket.create", function(change)
  if change.source == "import" or change.after.assignee ~= nil then return end
  local chosen = next_after(docket.state.get("last"))
  if chosen == nil then
    docket.log.warn("nobody has the role " .. docket.settings.role)
    return
  end
  docket.state.set("last", chosen.name)
  change:set("assignee", chosen.name)
end, { name = "assign" })
