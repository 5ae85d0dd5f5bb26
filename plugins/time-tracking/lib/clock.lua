-- Lengths of time as people write them, and days as the worker's calendar has them.
local clock = {}

-- "2h10m" for 7800; seconds below a minute are left out of longer ones.
function clock.words(seconds)
  local minutes = seconds // 60
  if seconds > 0 and minutes == 0 then return string.format("%ds", seconds) end
  local hours = minutes // 60
  if hours == 0 then return string.format("%dm", minutes) end
  if minutes % 60 == 0 then return string.format("%dh", hours) end
  return string.format("%dh%dm", hours, minutes % 60)
end

function clock.day(time, worker)
  local person = docket.people.get(worker)
  return docket.time.format(time, "%Y-%m-%d", person and person.zone)
end

-- In whole steps, the last of which counts when it was begun.
function clock.rounded(seconds, step)
  return (seconds + step - 1) // step * step
end

return clock
