-- When somebody may be disturbed, and when digests are due, by that person's clock.

local times = {}

local days = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" }

local function wrong(key, values)
  error(docket.text(docket.tr("wrong." .. key, values)), 0)
end

-- Minutes since midnight of "07:30"; raises where that is no time of day, and names the setting.
function times.minutes(text, setting)
  local hour, minute = string.match(text, "^(%d%d):(%d%d)$")
  hour, minute = tonumber(hour), tonumber(minute)
  if hour == nil or hour > 23 or minute > 59 then wrong("clock", { setting = setting, time = text }) end
  return hour * 60 + minute
end

-- From and till of "22:00-07:00" in minutes; nil where they are the same, which is never.
function times.range(text, setting)
  local from, till = string.match(text, "^(%d%d:%d%d)%-(%d%d:%d%d)$")
  if from == nil then wrong("range", { setting = setting, hours = text }) end
  from, till = times.minutes(from, setting), times.minutes(till, setting)
  if from == till then return nil end
  return { from = from, till = till }
end

-- The set of the days of that list; raises where no day is left to tell anything on.
function times.days(list)
  local off = {}
  for _, name in ipairs(list) do off[name] = true end
  for _, name in ipairs(days) do
    if not off[name] then return off end
  end
  wrong("no_day")
end

local function instant(parts, offset, minute, zone)
  return docket.time.instant({
    year = parts.year, month = parts.month, day = parts.day + offset, hour = minute // 60, minute = minute % 60,
  }, zone)
end

-- When the quiet hours around a moment end; nil where it is not quiet.
function times.quiet_until(now, zone, range, off)
  local moment = now
  -- Each step leaves a day off or a night behind; no more follow one another.
  for _ = 1, 16 do
    local parts = docket.time.parts(moment, zone)
    local minute = parts.hour * 60 + parts.minute
    local ends
    if off[days[parts.weekday]] then
      ends = instant(parts, 1, 0, zone)
    elseif range and range.from < range.till then
      if minute >= range.from and minute < range.till then ends = instant(parts, 0, range.till, zone) end
    elseif range then
      if minute >= range.from then
        ends = instant(parts, 1, range.till, zone)
      elseif minute < range.till then
        ends = instant(parts, 0, range.till, zone)
      end
    end
    -- Where the clock is put back the end may come twice.
    if ends == nil or ends <= moment then break end
    moment = ends
  end
  return moment > now and moment or nil
end

-- The next full hour by the clock of the zone.
function times.next_hour(moment, zone)
  local parts = docket.time.parts(moment, zone)
  local past = parts.minute * 60 + parts.second
  return moment // 1 - past + 3600
end

-- The next time that the clock of the zone shows that many minutes since midnight.
function times.next_daily(moment, zone, minute)
  local parts = docket.time.parts(moment, zone)
  local today = instant(parts, 0, minute, zone)
  return today > moment and today or instant(parts, 1, minute, zone)
end

return times
