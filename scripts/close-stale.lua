-- Closes questions that their requester has not come back to. As a person runs it:
--
--     docket script run scripts/close-stale.lua 30 --dry-run
--     docket script run scripts/close-stale.lua 30
--
-- The number is how many days they have waited, 14 where none is given. A ticket whose life cycle or close reasons do
-- not allow it is named and left alone.

docket.script{ summary = "Close tickets that wait for an answer that never comes" }

local days = math.tointeger(tonumber((...) or 14))
if not days or days < 1 then error("the argument is a number of days, as 30", 0) end

local closed, left = 0, 0
local query = "is:waiting stage.changed<$since"
local since = docket.time.add(docket.time.now(), { days = -days })
for ticket in docket.tickets.each(query, { values = { since = since } }) do
  local done, problem = docket.tickets.close(ticket.id, {
    reason = "no_answer",
    comment = "No answer for " .. days .. " days.",
    version = ticket.version,
  })
  if done then
    closed = closed + 1
    print("closed " .. ticket.id .. "  " .. ticket.subject)
  else
    left = left + 1
    print("left " .. ticket.id .. "  " .. problem.message)
  end
end
print(closed .. " closed, " .. left .. " left")
