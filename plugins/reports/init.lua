-- Reports are made of what the store adds up: no ticket and no entry is read here.

local period = require("period")
local settings = docket.settings

-- Terms for the tickets whose `field` is in the report's period.
local function within(report, field, more)
  local terms, values = period.terms(report, field)
  return ((more or "") .. " " .. terms), values
end

-- What a group is called; tickets without a value have a dash.
local function label(group) return group or "–" end

local function percent(part, whole)
  if whole == 0 then return nil end
  return part * 100 / whole
end

-- A duration of the parameter or the settings; nil for none.
local function length(given, standard)
  if given then return given end
  if standard == "" then return nil end
  return docket.time.span(standard)
end

local function named(setting)
  if setting ~= "" then return setting end
end

local by = { type = "text", default = "type" }
local target = { type = "duration" }
local every = { type = "choice", choices = { "day", "week", "month", "year" }, default = "month" }

docket.report{
  name = "volume",
  params = { by = by },
  group = "by",
  columns = { { "group", "text" }, { "tickets", "integer" }, { "share", "percent" } },
  chart = { kind = "bars", label = "group", values = { "tickets" } },
  run = function(report)
    local query, values = within(report, "created")
    local key = report.params.by
    local counts = docket.tickets.count(query, { values = values, by = key })
    local all = docket.tickets.count(query, { values = values })
    local rows = {}
    for group, count in pairs(counts) do
      rows[#rows + 1] = { group = group ~= "" and group or label(), tickets = count, share = percent(count, all) }
    end
    local by_time = key:match("%.day$") or key:match("%.week$") or key:match("%.month$") or key:match("%.year$")
    table.sort(rows, function(a, b)
      if not by_time and a.tickets ~= b.tickets then return a.tickets > b.tickets end
      return a.group < b.group
    end)
    return rows
  end,
}

-- Rows of lengths of time, the most tickets first.
local function lengths(groups)
  local rows = {}
  for _, it in ipairs(groups) do
    rows[#rows + 1] = {
      group = label(it.group),
      tickets = it.count,
      median = it.median,
      p90 = it.p90,
      within = it.judged and percent(it.within, it.judged),
    }
  end
  return rows
end

local length_columns = {
  { "group", "text" }, { "tickets", "integer" }, { "median", "duration" }, { "p90", "duration" },
  { "within", "percent" },
}

docket.report{
  name = "response",
  params = { by = by, target = target },
  group = "by",
  columns = length_columns,
  chart = { kind = "bars", label = "group", values = { "median", "p90" } },
  run = function(report)
    local query, values = within(report, "created")
    return lengths(docket.tickets.measure(query, {
      values = values,
      by = report.params.by,
      from = "created",
      to = named(settings.first_response) or { first = settings.answered },
      target = report.params.target or named(settings.respond_by) or length(nil, settings.respond_within),
    }))
  end,
}

docket.report{
  name = "resolution",
  params = { by = by, target = target },
  group = "by",
  columns = length_columns,
  chart = { kind = "bars", label = "group", values = { "median", "p90" } },
  run = function(report)
    local query, values = within(report, "closed", "is:closed")
    local o = { values = values, by = report.params.by }
    if named(settings.worked) then
      o.field = settings.worked
      o.target = length(report.params.target, settings.resolve_within)
    else
      o.from, o.to = "created", "closed"
      o.target = report.params.target or named(settings.resolve_by) or length(nil, settings.resolve_within)
    end
    return lengths(docket.tickets.measure(query, o))
  end,
}

-- How many entries of each kind the tickets of the report have, by groups; `within` are the tickets
-- that have none.
local function counted(report, kinds)
  local query, values = within(report, "created")
  return docket.tickets.measure(query, { values = values, by = report.params.by, counts = kinds, target = 0 })
end

docket.report{
  name = "reopened",
  params = { by = by },
  group = "by",
  columns = {
    { "group", "text" }, { "closed", "integer" }, { "reopened", "integer" }, { "times", "integer" },
    { "rate", "percent" },
  },
  chart = { kind = "bars", label = "group", values = { "rate" } },
  run = function(report)
    local rows = {}
    local kinds = { closed = "entered:closed", again = "left:closed entered:open,waiting,postponed" }
    for _, it in ipairs(counted(report, kinds)) do
      local closed, again = it.counts.closed, it.counts.again
      local count, reopened = it.count - closed.within, it.count - again.within
      if count > 0 then
        rows[#rows + 1] = {
          group = label(it.group), closed = count, reopened = reopened, times = again.sum,
          rate = percent(reopened, count),
        }
      end
    end
    table.sort(rows, function(a, b)
      if a.rate ~= b.rate then return a.rate > b.rate end
      return a.group < b.group
    end)
    return rows
  end,
}

docket.report{
  name = "effort",
  params = { by = by },
  group = "by",
  columns = {
    { "group", "text" }, { "tickets", "integer" }, { "touches", "number" }, { "median", "integer" },
    { "p90", "integer" }, { "handovers", "number" },
  },
  chart = { kind = "bars", label = "group", values = { "touches", "handovers" } },
  run = function(report)
    local rows = {}
    local kinds = {
      touched = settings.touched, assigned = "edited:assignee", moved = "edited:queue not:action:create",
    }
    for _, it in ipairs(counted(report, kinds)) do
      local touched, assigned = it.counts.touched, it.counts.assigned
      -- The first to get a ticket gets it from nobody.
      local handed = assigned.sum - (it.count - assigned.within) + it.counts.moved.sum
      rows[#rows + 1] = {
        group = label(it.group),
        tickets = it.count,
        touches = touched.mean,
        median = touched.median,
        p90 = touched.p90,
        handovers = handed / it.count,
      }
    end
    table.sort(rows, function(a, b)
      if a.touches ~= b.touches then return a.touches > b.touches end
      return a.group < b.group
    end)
    return rows
  end,
}

docket.report{
  name = "backlog",
  params = { every = every },
  columns = { { "period", "text" }, { "came", "integer" }, { "went", "integer" }, { "open", "integer" } },
  chart = { kind = "lines", label = "period", values = { "came", "went", "open" } },
  run = function(report)
    local unit = report.params.every
    local live = "open,waiting,postponed"
    local function counts(which)
      local found, first = {}, nil
      for _, it in ipairs(docket.tickets.measure("", { by = "at." .. unit, entries = which })) do
        found[it.group] = it.count
        if first == nil or it.group < first then first = it.group end
      end
      return found, first
    end
    local came, first = counts("entered:" .. live .. " not:left:" .. live)
    local went = counts("left:" .. live .. " not:entered:" .. live)
    if first == nil then return {} end
    local last = (report.till or report.now + 1) - 1
    local start = period.start(unit, report.since or last)
    local open, rows = 0, {}
    local shown = period.name(unit, start)
    -- What was there before the first row, and without a beginning the first period there is.
    if report.since == nil then
      while shown > first do
        start = period.start(unit, start - 1)
        shown = period.name(unit, start)
      end
    end
    for name, count in pairs(came) do if name < shown then open = open + count end end
    for name, count in pairs(went) do if name < shown then open = open - count end end
    while start <= last do
      local name = period.name(unit, start)
      local new, gone = came[name] or 0, went[name] or 0
      open = open + new - gone
      rows[#rows + 1] = { period = name, came = new, went = gone, open = open }
      start = period.next(unit, start)
    end
    return rows
  end,
}

docket.report{
  name = "workload",
  columns = {
    { "person", "text" }, { "open", "integer" }, { "overdue", "integer" }, { "answered", "integer" },
    { "closed", "integer" },
  },
  chart = { kind = "bars", label = "person", values = { "open", "closed" } },
  run = function(report)
    local people = {}
    local function row(name)
      people[name] = people[name] or { person = name, open = 0, overdue = 0, answered = 0, closed = 0 }
      return people[name]
    end
    local live = "is:open,waiting,postponed"
    for name, count in pairs(docket.tickets.count(live, { by = "assignee" })) do
      row(name ~= "" and name or label()).open = count
    end
    local late = "is:open,waiting due<$now"
    for name, count in pairs(docket.tickets.count(late, { by = "assignee", values = { now = report.now } })) do
      row(name ~= "" and name or label()).overdue = count
    end
    local function done(column, which)
      local at, values = period.terms(report, "at")
      local o = { by = "actor", entries = "(" .. which .. ") side:staff " .. at, values = values }
      for _, it in ipairs(docket.tickets.measure("", o)) do row(label(it.group))[column] = it.count end
    end
    done("answered", settings.answered)
    done("closed", "entered:closed")
    local rows = {}
    for _, it in pairs(people) do rows[#rows + 1] = it end
    table.sort(rows, function(a, b)
      if a.open ~= b.open then return a.open > b.open end
      if a.closed ~= b.closed then return a.closed > b.closed end
      return a.person < b.person
    end)
    return rows
  end,
}
