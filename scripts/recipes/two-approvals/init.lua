-- An approval is an entry of the history with a name to it; the field is what can be asked for.

local settings = docket.settings
local open = "not:is:closed,discarded"

docket.field{ name = "approved_by", type = "person", many = true, edit = "plugin" }

docket.role{ name = "agent", grants = { "two-approvals.approve" } }
docket.role{ name = "manager", grants = { "two-approvals.approve" } }

local function has(list, name)
  for _, other in ipairs(list) do
    if other == name then return true end
  end
  return false
end

docket.action{
  name = "approve",
  when = open .. " (" .. settings.only .. ")",
  propose = function(change)
    local ticket, name = change.after, change.actor.name
    if name == ticket.requester or name == ticket.assignee then
      return change:refuse(nil, docket.tr("refusal.own"))
    end
    if has(ticket.fields.approved_by, name) then return change:refuse(nil, docket.tr("refusal.once")) end
    change:set("approved_by", { add = { name } })
    -- `change.after` shows what this function has just set.
    local left = settings.needed - #ticket.fields.approved_by
    return nil, docket.tr("answer.left", { n = math.max(left, 0) })
  end,
}

docket.validate("ticket.close", function(change)
  if change.source == "import" then return end
  local ticket, given = change.after, 0
  -- Whoever approved and then took the ticket works on it now.
  for _, name in ipairs(ticket.fields.approved_by) do
    if name ~= ticket.requester and name ~= ticket.assignee then given = given + 1 end
  end
  if given < settings.needed then
    change:refuse("approved_by", docket.tr("refusal.missing", { given = given, needed = settings.needed }))
  end
end, { name = "enough", when = settings.only })

-- What was approved is what was written then.
for _, event in ipairs{ "field.subject", "field.body", "ticket.reopen" } do
  docket.before(event, function(change)
    if change.before then change:set("approved_by", docket.none) end
  end, { name = "anew-" .. event:gsub("^.*%.", ""), when = "has:approved_by" })
end
