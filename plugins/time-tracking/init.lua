-- Who works on what, since when, and how much that came to.
--
-- The fields are sums and the state of timers; what they are sums of stands in the history, entry
-- by entry. A correction is an entry as well, which names the one that it corrects.

local clock = require("clock")
local ledger = require("ledger")

local settings = docket.settings
local step = docket.time.span(settings.step)
local longest = docket.time.span(settings.longest)

-- All that an entry has of time is hidden by one permission; with nothing to see in it, whoever
-- lacks that has no such entry in a history.
local sheet, sums, others = "time-tracking.view", "time-tracking.view_sums", "time-tracking.others"

docket.field{ name = "working", type = "person", many = true, edit = "plugin", view = sheet }
-- An undo of a sum takes away what its change added, whatever others added since.
docket.field{ name = "time_spent", type = "duration", sum = true, edit = "plugin", view = sums }
docket.field{ name = "time_billable", type = "duration", sum = true, edit = "plugin", view = sums }

local agent = {
  sheet, sums, "time-tracking.start_work", "time-tracking.stop_work", "time-tracking.log_time",
  "time-tracking.correct_time",
}
docket.role{ name = "agent", grants = agent }
docket.role{ name = "manager", grants = table.move(agent, 1, #agent, 2, { others }) }
if settings.customers_see == "sums" then
  docket.role{
    name = "customer", side = "customer",
    grants = { { permission = sums, when = "requester:me" } },
  }
end

-- A declaration with more keys.
local function with(declaration, more)
  local all = {}
  for _, keys in ipairs{ declaration, more or {} } do
    for key, value in pairs(keys) do all[key] = value end
  end
  return all
end

local spent = { type = "duration", view = sheet, between = { "0s", "7d" } }
local billable = { type = "boolean", view = sheet }
local day = { type = "date", view = sheet }
local what = { type = "text", view = sheet, length = { 1, 500 } }
local worker = { type = "person", view = sheet }
-- Whoever names a worker logs for somebody else.
local other = with(worker, { edit = others })

local logged = { worker = worker, day = day, spent = spent, billable = billable, what = what }

local function refuse(change, field, key, values)
  change:refuse(field, docket.tr("refusal." .. key, values))
end

-- Whose time it is; nil once it is refused.
local function worker_of(change)
  local name = change.params.worker or change.actor.name
  if docket.people.may(name, "time-tracking.log_time", change.id) then return name end
  refuse(change, "worker", "no_worker", { worker = name })
end

local function value(given, otherwise)
  if given == nil then return otherwise end
  return given
end

local function set_sum(change, field, difference)
  if difference == 0 then return end
  local sum = (change.after.fields[field] or 0) + difference
  change:set(field, sum > 0 and sum or docket.none)
end

-- Adds what is logged to the sums, in place of what it was before.
local function count(change, now, before)
  local was = before or { spent = 0, billable = false }
  set_sum(change, "time_spent", now.spent - was.spent)
  set_sum(change, "time_billable", (now.billable and now.spent or 0) - (was.billable and was.spent or 0))
  return now, docket.tr("answer.logged", {
    spent = clock.shown(now.spent), worker = now.worker, day = now.day,
    sum = clock.shown(change.after.fields.time_spent or 0),
  })
end

local function is_future(change, date, name)
  return date ~= nil and date > clock.day(change.now, name)
end

local function works_on(ticket, name)
  for _, present in ipairs(ticket.fields.working) do
    if present == name then return true end
  end
  return false
end

docket.action{
  name = "start_work",
  params = { since = { type = "time", view = sheet } },
  data = { worker = worker, since = { type = "time", view = sheet } },
  when = "not:is:closed,discarded",
  propose = function(change)
    local name = worker_of(change)
    if not name then return end
    if works_on(change.after, name) then return refuse(change, nil, "works", { id = change.id }) end
    local since = change.params.since or change.now
    if since > change.now or change.now - since > longest then
      return refuse(change, "since", "since", { longest = clock.shown(longest) })
    end
    for _, ticket in ipairs(docket.tickets.find("working:$name", { values = { name = name } })) do
      if settings.on_start == "refuse" then return refuse(change, nil, "busy", { id = ticket.id }) end
      change:also("stop_work", ticket.id, {})
    end
    change:set("working", { add = { name } })
    return { worker = name, since = since }
  end,
}

docket.action{
  name = "stop_work",
  params = { spent = spent, billable = billable, what = what, worker = other },
  data = logged,
  when = "has:working",
  propose = function(change)
    local params, name = change.params, change.params.worker or change.actor.name
    if not works_on(change.after, name) then
      return refuse(change, "worker", "idle", { worker = name, working = table.concat(change.after.fields.working, ", ") })
    end
    local since = ledger.began(change.id, name) or change.now
    local ran = change.now - since
    local asked = change.actor.name == name and change.cause == nil
    if asked and not params.spent and ran > longest then
      return refuse(change, "spent", "forgotten", { ran = clock.shown(ran), longest = clock.shown(longest) })
    end
    change:set("working", { remove = { name } })
    return count(change, {
      worker = name, day = clock.day(since, name), what = params.what,
      spent = params.spent or clock.rounded(math.min(ran, longest) // 1, step),
      billable = value(params.billable, settings.billable),
    })
  end,
}

docket.action{
  name = "log_time",
  params = {
    spent = with(spent, { required = true, between = { "1s", "7d" } }),
    billable = billable, on = day, what = what, worker = other,
  },
  data = logged,
  when = "not:is:discarded",
  propose = function(change)
    local params, name = change.params, worker_of(change)
    if not name then return end
    if is_future(change, params.on, name) then return refuse(change, "on", "future", { day = params.on }) end
    return count(change, {
      worker = name, day = params.on or clock.day(change.now, name), what = params.what,
      spent = params.spent, billable = value(params.billable, settings.billable),
    })
  end,
}

-- Why a correction is not to be; nil if it may be.
local function obstacle(change, before)
  local params, entry = change.params, { entry = change.params.entry, id = change.id }
  if not before then return "entry", "no_entry", entry end
  if before.worker ~= change.actor.name and not docket.people.may(change.actor.name, others, change.id) then
    return "entry", "not_own", { worker = before.worker }
  end
  if is_future(change, params.on, before.worker) then return "on", "future", { day = params.on } end
end

docket.action{
  name = "correct_time",
  params = {
    entry = { type = "integer", required = true, view = sheet },
    spent = spent, billable = billable, on = day, what = what, worker = other,
  },
  data = with(logged, { corrects = { type = "integer", view = sheet } }),
  when = "not:is:discarded",
  propose = function(change)
    local params = change.params
    local before, first = ledger.current(change.id, params.entry)
    local field, key, values = obstacle(change, before)
    if key then return refuse(change, field, key, values) end
    if params.worker and not worker_of(change) then return end
    local now = {
      corrects = first, worker = params.worker or before.worker, day = params.on or before.day,
      spent = params.spent or before.spent, billable = value(params.billable, before.billable),
      what = params.what or before.what,
    }
    local same = true
    for name in pairs(logged) do same = same and now[name] == before[name] end
    if same then return refuse(change, nil, "same", { entry = params.entry }) end
    return count(change, now, before)
  end,
}

-- Nobody works on what is over. Whoever forgot a timer has no more of it than the longest.
local function stop_all(change)
  for _, name in ipairs(change.after.fields.working) do
    change:also("stop_work", change.id, { worker = name })
  end
end

docket.before("ticket.close", stop_all, { name = "stop-when-closed", when = "has:working" })
docket.before("ticket.discard", stop_all, { name = "stop-when-discarded", when = "has:working" })
