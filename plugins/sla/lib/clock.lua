-- A ticket's clock: the working time that was used until `sla_since`, and from then on what goes by.
-- The moments by which something is due follow from it. It is a plain table of the plugin's fields.

local hours = require("hours")

local clock = {}

clock.fields = {
  "sla", "sla_state", "respond_by", "resolve_by", "responded", "response_state", "sla_used", "sla_since",
}

function clock.read(fields)
  local it = {}
  for _, name in ipairs(clock.fields) do it[name] = fields[name] end
  it.sla_used = it.sla_used or 0
  return it
end

-- A target for one call, in which each day is worked out once.
function clock.target(target)
  if target == nil or target.calendar.is_always then return target end
  local copy = { calendar = hours.remembering(target.calendar) }
  for key, value in pairs(target) do copy[key] = copy[key] or value end
  return copy
end

-- What is still to be met, the one that is due first in front.
function clock.goals(it, target)
  local goals = {}
  for _, name in ipairs{ "respond", "resolve" } do
    local length, by = target[name], it[name .. "_by"]
    if length and by and not (name == "respond" and it.responded) then
      goals[#goals + 1] = { name = name, by = by, length = length }
    end
  end
  table.sort(goals, function(a, b) return a.by < b.by end)
  return goals
end

-- What was used of a target until now.
function clock.used(it, target, now)
  return it.sla_used + (it.sla_since and hours.between(target.calendar, it.sla_since, now) or 0)
end

-- Sets the clock to the present: for that target, running or not. What went by before counts by the
-- hours of the target that the ticket had then.
function clock.set(it, target, earlier, runs, now)
  if it.sla == target.name and (it.sla_since ~= nil) == runs then return end
  it.sla_used = clock.used(it, earlier or target, now)
  it.sla, it.sla_since = target.name, runs and now or nil
end

-- When something of that length is due, or was missed. While the clock stands, only what was missed
-- has a moment.
function clock.due(it, target, length, present)
  if length == nil then return nil end
  local left = length - it.sla_used
  if left <= 0 and present then return present end
  return it.sla_since and hours.add(target.calendar, it.sla_since, left) or nil
end

-- How a running clock stands, what that is about, and when it changes next. A goal is at risk once
-- `warn_at` percent of it are used, and for 0 never.
function clock.judge(it, target, now, warn_at)
  local state, about, next_at = "on_track", nil, nil
  for _, goal in ipairs(clock.goals(it, target)) do
    local warn = warn_at > 0 and hours.add(target.calendar, it.sla_since, goal.length * warn_at // 100 - it.sla_used)
    local at
    if now >= goal.by then
      if state ~= "breached" then state, about = "breached", goal end
    elseif warn and now >= warn then
      if state == "on_track" then state, about = "at_risk", goal end
      at = goal.by
    else
      at = warn or goal.by
    end
    if at and (next_at == nil or at < next_at) then next_at = at end
  end
  -- Only a response was wanted, and it has come.
  if it.responded and not target.resolve then state = it.response_state or "met" end
  return state, about, next_at
end

-- How a clock that stands is shown: what was missed stays so.
function clock.standing(it, target, category)
  if category == "discarded" then return nil end
  if category == "closed" and not target.resolve then return it.response_state end
  if target.resolve and it.sla_used >= target.resolve then return "breached" end
  if category == "closed" then return "met" end
  if target.respond and not it.responded and it.sla_used >= target.respond then return "breached" end
  return "paused"
end

-- Seconds of working time until what is due first; less than nothing once that is missed.
function clock.left(it, target, now)
  local goal = clock.goals(it, target)[1]
  if goal and it.sla_since then
    local ahead = hours.between(target.calendar, now, goal.by)
    return (ahead > 0 and ahead or -hours.between(target.calendar, goal.by, now)) // 1
  end
  local length = it.responded == nil and target.respond or target.resolve
  return length and (length - it.sla_used) // 1
end

-- A length as it is shown: in whole minutes, and in whole hours where there are many.
function clock.rounded(seconds)
  local unit = math.abs(seconds) >= 10 * 3600 and 3600 or 60
  local count = math.abs(seconds) // unit * unit
  return seconds < 0 and -count or count
end

return clock
