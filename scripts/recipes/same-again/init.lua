-- Only the requester's own tickets are compared: nobody learns of what others asked.

local settings = docket.settings

local function earlier(change)
  local ticket = change.after
  local since = change.now - docket.time.span(settings.within)
  local found = docket.tickets.find(
    "requester:$who subject:=$subject not:is:closed,discarded created>=$since sort:id",
    { values = { who = ticket.requester, subject = ticket.subject, since = since }, limit = 5 })
  local ids = {}
  for _, other in ipairs(found) do
    if other.id ~= change.id then ids[#ids + 1] = other.id end
  end
  return ids
end

docket.before("ticket.create", function(change)
  if change.source == "import" then return end
  local ids = earlier(change)
  if #ids == 0 then return end
  local says = { n = #ids, ids = table.concat(ids, ", "), first = ids[1] }
  if settings.act == "refuse" and change.from_customer then
    return change:refuse("subject", docket.tr("refusal.again", says))
  end
  change:add_note(docket.tr("note.again", says))
  change:set("tags", { add = { settings.tag } })
end, { name = "compare", when = "has:requester" })
