-- Working time: which hours of which days count, by the clock of a zone.

local hours = {}

local days = { mon = 1, tue = 2, wed = 3, thu = 4, fri = 5, sat = 6, sun = 7 }

-- More days than any target needs; a search goes no further.
local longest = 3660

local function wrong(key, values)
  error(docket.text(docket.tr("wrong." .. key, values)), 0)
end

-- The number of a day since 1970-01-01 in the Gregorian calendar, by the way of Howard Hinnant's
-- days_from_civil.
local function day_number(year, month, day)
  if month <= 2 then year = year - 1 end
  local era = year // 400
  local of_era = year - era * 400
  local of_year = (153 * (month + (month > 2 and -3 or 9)) + 2) // 5 + day - 1
  return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468
end

-- Minutes since midnight; nil where it is no time of day.
local function minutes(text)
  local hour, minute = string.match(text, "^(%d%d?):(%d%d)$")
  hour, minute = tonumber(hour), tonumber(minute)
  if hour == nil or minute > 59 or hour * 60 + minute > 24 * 60 then return nil end
  return hour * 60 + minute
end

-- The days of "mon-fri", "sat" or "mon,wed"; nil where a word is no day.
local function days_of(text)
  local found = {}
  for part in string.gmatch(text, "[^,]+") do
    local first, last = string.match(part, "^(%a+)-(%a+)$")
    first, last = days[first or part], days[last or part]
    if first == nil or last == nil then return nil end
    local day = first
    while true do
      found[#found + 1] = day
      if day == last then break end
      day = day % 7 + 1
    end
  end
  return #found > 0 and found or nil
end

local function ranges(texts)
  local week = { {}, {}, {}, {}, {}, {}, {} }
  for _, text in ipairs(texts) do
    local words, from, till = string.match(text, "^([%a,-]+) (%S-)%-(%S+)$")
    if text == "always" then words, from, till = "mon-sun", "00:00", "24:00" end
    local named = words and days_of(string.lower(words))
    local first, last = from and minutes(from), till and minutes(till)
    if not (named and first and last) or first == last then wrong("hours", { hours = text }) end
    -- A night's work ends on the day after.
    if last < first then last = last + 24 * 60 end
    for _, day in ipairs(named) do
      local list = week[day]
      list[#list + 1] = { first, last }
    end
  end
  return week
end

-- Seconds of a week, and of each day on which work begins. Raises where hours overlap.
local function sum(week)
  local seconds, count = 0, 0
  local ends
  for day = 1, 7 do
    table.sort(week[day], function(a, b) return a[1] < b[1] end)
    for _, range in ipairs(week[day]) do
      local start = (day - 1) * 1440 + range[1]
      if ends and start < ends then wrong("overlap") end
      ends = (day - 1) * 1440 + range[2]
      seconds = seconds + (range[2] - range[1]) * 60
    end
    if #week[day] > 0 then count = count + 1 end
  end
  if count == 0 then wrong("no_hours") end
  -- What goes on from Sunday night into Monday.
  for day = 1, 7 do
    if #week[day] > 0 then
      if ends > (day - 1 + 7) * 1440 + week[day][1][1] then wrong("overlap") end
      break
    end
  end
  return seconds, seconds // count
end

local function days_off(texts)
  local off = { dates = {}, yearly = {} }
  for _, text in ipairs(texts) do
    local year, month, day = string.match(text, "^(%d%d%d%d)-(%d%d)-(%d%d)$")
    if year == nil then month, day = string.match(text, "^(%d%d)-(%d%d)$") end
    -- A leap year has every day that a year can have.
    local is_day = month and docket.time.parse((year or "2024") .. "-" .. month .. "-" .. day, "%Y-%m-%d", "UTC")
    if not is_day then wrong("holiday", { holiday = text }) end
    month, day = tonumber(month), tonumber(day)
    if year then
      off.dates[day_number(tonumber(year), month, day)] = true
    else
      off.yearly[month * 100 + day] = true
    end
  end
  return off
end

-- A calendar of hours such as "mon-fri 09:00-17:00" or "always", in a zone (nil for the desk's).
function hours.calendar(texts, holidays, zone)
  local week = ranges(texts)
  local seconds, day = sum(week)
  local off = days_off(holidays)
  return {
    week = week, off = off, zone = zone, day_seconds = day, week_seconds = seconds,
    is_always = seconds == 7 * 86400 and next(off.dates) == nil and next(off.yearly) == nil,
  }
end

-- A length of working time in seconds, as "30m", "4h", "2d", "1w" or several of them; nil for no such
-- text. A day is as long as one works on it, and a week as all its days.
function hours.length(text, calendar)
  local units = { m = 60, h = 3600, d = calendar.day_seconds, w = calendar.week_seconds }
  local seconds = 0
  local rest = string.gsub(text, "(%d+)([mhdw])", function(count, unit)
    seconds = seconds + tonumber(count) * units[unit]
    return ""
  end)
  return rest == "" and seconds > 0 and seconds <= 366 * 86400 and seconds or nil
end

local function is_off(calendar, number)
  if calendar.off.dates[number] then return true end
  if next(calendar.off.yearly) == nil then return false end
  -- Noon UTC, so that the day is the same whatever is out of range.
  local parts = docket.time.parts(number * 86400 + 43200, "UTC")
  return calendar.off.yearly[parts.month * 100 + parts.day] == true
end

-- The same calendar with a memory for days that were looked at, for the length of one call: one that
-- outlives the call would be state that decisions depend on.
function hours.remembering(calendar)
  local copy = { days = {} }
  for key, value in pairs(calendar) do copy[key] = value end
  return copy
end

-- From and till of what counts on a day, in moments; `parts` are those of some day, `offset` counts from it.
local function day_of(calendar, parts, number, offset)
  local known = calendar.days and calendar.days[number + offset]
  if known then return known end
  local list = {}
  local weekday = (parts.weekday - 1 + offset) % 7 + 1
  if #calendar.week[weekday] > 0 and not is_off(calendar, number + offset) then
    for _, range in ipairs(calendar.week[weekday]) do
      local bounds = {}
      for place, minute in ipairs(range) do
        -- By the clock on the wall: nine is nine also on the days on which the clock is changed.
        bounds[place] = docket.time.instant({
          year = parts.year, month = parts.month, day = parts.day + offset, hour = minute // 60, minute = minute % 60,
        }, calendar.zone)
      end
      list[#list + 1] = bounds
    end
  end
  if calendar.days then calendar.days[number + offset] = list end
  return list
end

-- Calls found(from, till) for each stretch that counts from a moment on, until it gives true.
local function stretches(calendar, start, found)
  local parts = docket.time.parts(start, calendar.zone)
  local number = day_number(parts.year, parts.month, parts.day)
  -- From the day before, whose night may go on.
  for offset = -1, longest do
    for _, bounds in ipairs(day_of(calendar, parts, number, offset)) do
      local from, till = math.max(bounds[1], start), bounds[2]
      if till > from and found(from, till) then return end
    end
  end
end

-- The seconds that count between two moments; 0 where the second is not later.
function hours.between(calendar, from, till)
  if till <= from then return 0 end
  if calendar.is_always then return till - from end
  local seconds = 0
  stretches(calendar, from, function(first, last)
    if first >= till then return true end
    seconds = seconds + math.min(last, till) - first
    return last >= till
  end)
  return seconds
end

-- The moment at which so many seconds that count have gone by; nil where that is years away.
function hours.add(calendar, from, seconds)
  if seconds <= 0 then return from end
  if calendar.is_always then return from + seconds end
  local left, moment = seconds, nil
  stretches(calendar, from, function(first, last)
    if left <= last - first then
      moment = first + left
      return true
    end
    left = left - (last - first)
  end)
  return moment
end

return hours
