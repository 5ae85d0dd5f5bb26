-- The turn is kept by name, so that it goes on fairly when people come and go.

local function next_after(last, people)
  for _, person in ipairs(people) do
    if last == nil or person.name > last then return person.name end
  end
  return people[1].name
end

docket.before("ticket.create", function(change)
  if change.source == "import" or change.after.assignee ~= nil then return end
  local people = docket.people.with_role(docket.settings.role)
  if #people == 0 then
    docket.log.warn("nobody has the role " .. docket.settings.role)
    return
  end
  local chosen = next_after(docket.state.get("last"), people)
  docket.state.set("last", chosen)
  change:set("assignee", chosen)
end, { name = "assign" })
