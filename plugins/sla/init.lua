-- Keeps the clock of each ticket with each change of it; a timer has the next moment at which the
-- clock alone changes something.

local clock = require("clock")
local settings = docket.settings
local targets = require("targets")(settings)

local function declare(field)
  field.view = "sla.view"
  if not field.computed then field.edit = "plugin" end
  docket.field(field)
end

declare{ name = "sla", type = "text" }
declare{ name = "sla_state", type = "choice", choices = { "on_track", "at_risk", "breached", "paused", "met" } }
declare{ name = "respond_by", type = "time" }
declare{ name = "resolve_by", type = "time" }
declare{ name = "responded", type = "time" }
declare{ name = "response_state", type = "choice", choices = { "met", "breached" } }
declare{ name = "sla_used", type = "duration" }
declare{ name = "sla_since", type = "time" }
declare{
  name = "time_left", type = "duration",
  computed = function(ticket, now)
    local target = clock.target(targets.by_name[ticket.fields.sla])
    if target == nil or ticket.category == "closed" or ticket.category == "discarded" then return nil end
    local seconds = clock.left(clock.read(ticket.fields), target, now)
    return seconds and clock.rounded(seconds)
  end,
}

for _, role in ipairs(settings.roles) do docket.role{ name = role, grants = { "sla.view" } } end

local stands = { closed = true, discarded = true }
for _, category in ipairs(settings.pause) do stands[category] = true end

-- When somebody of the staff answered before the clock was there; nil where nobody did.
local function earlier_answer(ticket)
  -- An action of a plugin may be an answer as well.
  local query = "ticket:$id side:staff"
  for _, entry in ipairs(docket.history.find(query, { values = { id = ticket.id }, limit = 100 })) do
    local is_message = entry.visibility == "public" and entry.text ~= nil and entry.text ~= ""
    if is_message and entry.actor ~= ticket.requester and docket.people.get(entry.actor)
      and docket.people.may(entry.actor, "note.view", ticket.id) then
      return entry.at // 1
    end
  end
end

local function is_answer(change)
  if change.before == nil then return false end
  if change.after.category == "closed" then return change.before.category ~= "closed" end
  return change.text ~= nil and change.visibility == "public" and not change.from_customer and not change.automatic
end

local function write(change, it)
  if it.sla_used == 0 then it.sla_used = nil end
  for _, name in ipairs(clock.fields) do
    if it[name] == nil then change:set(name, docket.none) else change:set(name, it[name]) end
  end
end

-- Does what the settings ask for; what the desk has not is left out and logged, since no ticket is to
-- be stuck for it.
local function attempt(what, f)
  local is_done, problem = pcall(f)
  if not is_done then docket.log.warn(what .. ": " .. tostring(problem)) end
end

-- The desk refuses a change with a choice or a queue that it has not; a query of one raises.
local function check(name, value)
  if name == "escalation" or name == "queue" then
    docket.tickets.count(name .. ":$value id:$id", { values = { value = value, id = 1 } })
  end
end

-- Whoever would have no part in the ticket is left out, as the desk would refuse the whole change.
local function fitting(name, value, id)
  local needs = ({ assignee = "ticket.update", team = "ticket.update", followers = "ticket.view" })[name]
  local is_list = type(value) ~= "string"
  local found = {}
  for _, element in ipairs(is_list and value or { value }) do
    local may, why = needs == nil, nil
    if needs then may, why = docket.people.may(element, needs, id, { following = true }) end
    if may then found[#found + 1] = element else docket.log.warn(name .. ": " .. element .. ": " .. tostring(why)) end
  end
  if #found == 0 then return nil end
  return is_list and { add = found } or found[1]
end

local function escalate(change, state, goal)
  local to, set = settings.warn_to, settings.warn_set
  if state == "breached" then to, set = settings.breach_to, settings.breach_set end
  for name, value in pairs(set) do
    attempt(state, function()
      check(name, value)
      local fit = fitting(name, value, change.id)
      if fit then change:set(name, fit) end
    end)
  end
  if #to == 0 then return end
  local says = {
    id = change.id, subject = change.after.subject,
    by = docket.time.format(goal.by, "%Y-%m-%d %H:%M", settings.zone),
  }
  local key = "notice." .. state .. "_" .. goal.name
  attempt(state, function()
    change:notify{
      to = to, subject = docket.tr(key, says), text = docket.tr("notice.due", says), event = "sla." .. state,
      data = { target = change.after.fields.sla, goal = goal.name, by = goal.by },
    }
  end)
end

-- How the clock stood before this change, or as the hook of another target has just told it.
local function earlier_state(change)
  local edit = change:edited("sla_state")
  if edit and edit.by then return change.after.fields.sla_state end
  return change.before and change.before.fields.sla_state
end

local function follow(change, its)
  if change.source == "import" then return end
  local target = clock.target(its)
  -- Whole seconds, so that a timer is never early by a fraction.
  local ticket, now = change.after, change.now // 1
  local it, was = clock.read(ticket.fields), earlier_state(change)
  -- What was done with before the clock was there has none.
  if it.sla == nil and (ticket.category == "closed" or ticket.category == "discarded") then return end
  if it.sla == nil and it.responded == nil and change.before then
    it.responded = earlier_answer(ticket)
  end
  local answers = it.responded == nil and is_answer(change)
  if answers then
    if target.respond then
      it.response_state = clock.used(it, target, now) < target.respond and "met" or "breached"
    end
    it.responded = now
  end
  local runs = not stands[ticket.category]
  local earlier = it.sla == target.name and target or targets.by_name[it.sla]
  clock.set(it, target, earlier, runs, now)
  -- The moment by which an answer was due stays, as does that of a close.
  if it.responded == nil then it.respond_by = clock.due(it, target, target.respond, it.respond_by) end
  if ticket.category ~= "closed" then it.resolve_by = clock.due(it, target, target.resolve, it.resolve_by) end
  local about, next_at
  if runs then
    it.sla_state, about, next_at = clock.judge(it, target, now, settings.warn_at)
    if about and about.name == "respond" and it.sla_state == "breached" then it.response_state = "breached" end
  else
    it.sla_state = clock.standing(it, target, ticket.category)
  end
  local state = it.sla_state
  write(change, it)
  change:schedule("sla", next_at)
  -- Nothing comes to be at risk while the clock stands.
  if about and state ~= was and was ~= "paused" then escalate(change, state, about) end
end

for place, target in ipairs(targets.list) do
  docket.before("ticket.*", function(change) follow(change, target) end, {
    name = "target-" .. target.name, when = target.when, priority = 500 + place,
  })
end

-- A ticket that no target fits has no clock; that it was answered is kept for a target to come.
if not targets.is_complete then
  docket.before("ticket.*", function(change)
    if change.source == "import" then return end
    local fields = change.after.fields
    local answered = fields.responded
    if answered == nil and is_answer(change) then answered = change.now // 1 end
    if fields.sla or fields.sla_state then
      write(change, { responded = answered })
      change:schedule("sla", nil)
    elseif answered then
      change:set("responded", answered)
    end
  end, { name = "no-target", when = targets.otherwise, priority = 500 })
end

-- What changes by itself. The update says nothing but that it is time: the hooks above work out how
-- the clock stands, and tell whom it concerns.
docket.after("timer.sla", function(change)
  local it = clock.read(change.after.fields)
  local target = clock.target(targets.by_name[it.sla])
  if target == nil or it.sla_since == nil then return end
  local state, _, next_at = clock.judge(it, target, change.now, settings.warn_at)
  if state ~= it.sla_state then
    local _, problem = docket.tickets.update(change.id, { set = { sla_state = docket.none } })
    -- Another plugin's rule stands in the way, say: it is tried again, and the desk's log has it.
    if problem then docket.schedule{ ticket = change.id, name = "sla", at = change.now + 3600 } end
  elseif next_at then
    docket.schedule{ ticket = change.id, name = "sla", at = next_at }
  end
end, { name = "due" })

-- The clocks of tickets that were there before the plugin, or before it had a target: the hooks above
-- work out how they stand.
if #targets.list > 0 then
  docket.backfill{
    name = "start", query = "not:is:closed,discarded no:sla",
    each = function() return { sla_state = "on_track" } end,
  }
end
