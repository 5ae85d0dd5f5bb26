-- The period of a report as terms of a query, and its days, weeks, months or years one after the other.

local period = {}

-- Terms that hold the times of `field` within the report's period, and what is bound in them.
function period.terms(report, field, values)
  values = values or {}
  local terms = {}
  if report.since then
    terms[#terms + 1] = field .. ">=$since"
    values.since = report.since
  end
  if report.till then
    terms[#terms + 1] = field .. "<$till"
    values.till = report.till
  end
  return table.concat(terms, " "), values
end

-- The week of ISO 8601 that a time is in: that of its Thursday.
local function week(time)
  local thursday = docket.time.add(docket.time.start_of("week", time), { days = 3 })
  local year = docket.time.parts(thursday).year
  local first = docket.time.instant{ year = year, month = 1, day = 1 }
  -- A day more or less than 24 hours does not matter to whole weeks.
  local day = math.floor((thursday - first) / 86400 + 0.5)
  return string.format("%04d-W%02d", year, day // 7 + 1)
end

-- What the period of a time is called in queries: 2026-W05, 2026-01.
function period.name(unit, time)
  if unit == "week" then return week(time) end
  local format = { day = "%Y-%m-%d", month = "%Y-%m", year = "%Y" }
  return docket.time.format(time, format[unit])
end

-- Where the period that a time is in begins.
function period.start(unit, time)
  if unit ~= "year" then return docket.time.start_of(unit, time) end
  return docket.time.instant{ year = docket.time.parts(time).year, month = 1, day = 1 }
end

-- Where the next one begins.
function period.next(unit, start)
  local step = { day = { days = 1 }, week = { days = 7 }, month = { months = 1 }, year = { months = 12 } }
  return docket.time.add(start, step[unit])
end

return period
