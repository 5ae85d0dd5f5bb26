-- Lengths of time as people are told them, and days as the worker's calendar has them.
local clock = {}

-- Seconds below a minute are left out of what is longer.
function clock.shown(seconds)
  return seconds < 60 and seconds // 1 or seconds // 60 * 60
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
