-- Rules by time. Each change of a ticket that such a rule is for sets the ticket's timer to the moment
-- at which it has waited long enough; what is true then is asked again before anything is done.

local waiting = {}

-- How many tickets that were there before a rule get their timers at once, and how many are read
-- together; finding the entry since which one waits costs as much as ten tickets.
local most, together, lookup = 4000, 100, 10

-- When a rule that was refused is tried again, in seconds.
local again = 86400

-- Behind all other rules: what they set counts.
local last = 1000001

local function timer_of(rule) return "rule-" .. rule.name end

-- The moment that a field holds, be it a time or a date.
local function moment(ticket, name)
  local known, value = pcall(function() return ticket[name] end)
  if not known then known, value = pcall(function() return ticket.fields[name] end) end
  if not known or value == nil then return nil end
  if type(value) == "string" then value = docket.time.parse(value, "%Y-%m-%d") end
  if type(value) ~= "number" then error("since: the field " .. name .. " holds no time", 0) end
  return value
end

-- What an entry did to the ticket, where its action is another one: a reply reopens, an action closes.
local meanings = {
  close = "entered:closed not:left:discarded", reopen = "left:closed not:entered:discarded",
  postpone = "entered:postponed not:left:closed not:left:discarded",
  wake = "left:postponed not:entered:closed not:entered:discarded",
  discard = "entered:discarded", restore = "left:discarded",
}

-- So many of the newest public entries are looked through for one that an action said something in.
local spoken = 20

-- When the ticket was last replied to, by whatever action.
local function latest_words(id)
  local query = "ticket:$id visibility:public not:action:create not:action:close"
  local found = docket.history.find(query, { values = { id = id }, limit = spoken })
  for at = #found, 1, -1 do
    if found[at].text ~= nil and found[at].text ~= "" then return found[at].at end
  end
end

-- The latest entry that is of that action, or has its effect.
local function latest(action, id)
  local query = "ticket:$id action:" .. action
  if meanings[action] then query = ("ticket:$id (action:%s or (%s))"):format(action, meanings[action]) end
  local found = docket.history.find(query, { values = { id = id }, limit = 1 })[1]
  local at = found and found.at
  local words = action == "reply" and latest_words(id) or nil
  return words and (at == nil or words > at) and words or at
end

-- Since when a ticket waits, as it is stored; nil where it does not.
local function beginning(rule, ticket)
  local since = rule.since
  local field = since:match("^field%.(.+)$")
  if field then return moment(ticket, field) end
  if since == "stage" then return ticket.stage_since end
  if since == "create" then return ticket.created end
  if since == "update" then return ticket.updated end
  return latest(since, ticket.id)
end

-- The same with the change that is being decided, and whether it is the change that begins it.
local function proposed(rule, change)
  local since = rule.since
  local field = since:match("^field%.(.+)$")
  if field then return moment(change.after, field), change:edited(field) ~= nil end
  if change.before == nil then
    local begins = since == "stage" or since == "create" or since == "update"
    if begins then return change.now, true end
    return nil
  end
  local is_public = change.text ~= nil and change.text ~= "" and change.visibility == "public"
  if since == "stage" and change:edited("stage") then return change.now, true end
  if since == "update" and (is_public or change.edits[1] ~= nil) then return change.now, true end
  return beginning(rule, change.before), false
end

-- Whether the rule is for the ticket as it is stored; also where its query can only be asked of a
-- change, as one with `$field`.
local function is_for(rule, id)
  if rule.condition == nil then return true end
  local query = "id:$id is:open,waiting,postponed,closed,discarded " .. rule.condition
  local is_asked, count = pcall(docket.tickets.count, query, { values = { id = id } })
  return not is_asked or count > 0
end

-- The same before this change.
local function was_for(rule, change) return change.before ~= nil and is_for(rule, change.id) end

-- Whether the ticket, as it is stored, has waited long enough.
function waiting.is_over(rule, ticket, now)
  local from = beginning(rule, ticket)
  return from ~= nil and from + rule.after <= now
end

local function follow(rule, change)
  if change.source == "import" then return end
  local from, begins = proposed(rule, change)
  if from == nil then return change:schedule(timer_of(rule), nil) end
  local at = from + rule.after
  -- What is over was done when it was; it is done late where only now the rule is for the ticket.
  if at <= change.now and not begins and was_for(rule, change) then return end
  change:schedule(timer_of(rule), math.max(at, change.now))
end

-- Done once for each time that a ticket begins to wait, however often its timer fires.
local function fire(rule, change)
  local from = beginning(rule, change.after)
  if from == nil then return end
  local at = from + rule.after
  if at > change.now then
    docket.schedule{ ticket = change.id, name = timer_of(rule), at = at }
    return
  end
  local key = ("%s/%d/%d"):format(rule.name, change.id, math.floor(from * 1000 + 0.5))
  local _, problem = docket.tickets.apply_rule(change.id, { rule = rule.name, once = key })
  if problem == nil then return end
  docket.log.info(("rules.%s: ticket %d: %s"):format(rule.name, change.id, problem.message))
  -- What stands in its way now may not do so tomorrow; what the rule itself says against it, will.
  local is_own = false
  for field in pairs(problem.fields or {}) do is_own = is_own or field == "rule" end
  if not is_own and is_for(rule, change.id) then
    docket.schedule{ ticket = change.id, name = timer_of(rule), at = change.now + again }
  end
end

local function is_event(rule)
  return not ({ stage = true, create = true, update = true })[rule.since] and not rule.since:find(".", 1, true)
end

-- Sets the timers of tickets that were there before the rule, as far as `left` goes; gives what is left.
local function catch_up(rule, now, left)
  local key, cost = "waiting." .. rule.name, is_event(rule) and lookup or 1
  -- The mark of a rule that says something else by now is another one's.
  local it = docket.state.get(key)
  if it == nil or it.about ~= rule.about then it = { next = 1, about = rule.about } end
  local query = "id>=$next is:open,waiting,postponed,closed " .. (rule.condition or "") .. " sort:id"
  local has_begun = false
  while not it.is_done and left > 0 do
    local is_asked, found = pcall(docket.tickets.find, query, { values = { next = it.next }, limit = together })
    -- What could be asked before was too much for one time: the next one goes on.
    if not is_asked and has_begun then return 0 end
    has_begun = true
    if not is_asked then
      docket.log.warn(("rules.%s: tickets that were there before it are left out: %s"):format(rule.name, tostring(found)))
      found = {}
    end
    for _, ticket in ipairs(found) do
      -- A field that holds no time is this rule's affair; the others go on.
      local is_known, from = pcall(beginning, rule, ticket)
      if not is_known and is_event(rule) then error(from, 0) end
      if not is_known then
        docket.log.warn(("rules.%s: ticket %d: %s"):format(rule.name, ticket.id, tostring(from)))
        found = {}
        break
      elseif from then
        docket.schedule{ ticket = ticket.id, name = timer_of(rule), at = math.max(from + rule.after, now) }
      end
      it = { next = ticket.id + 1, about = rule.about }
    end
    left = left - #found * cost
    if #found < together then it = { is_done = true, about = rule.about } end
    docket.state.set(key, it)
  end
  return left
end

-- Whether the rules are others than they were is not asked: tickets that have their timers get the
-- same ones again.
local function forget()
  for _, key in ipairs(docket.state.keys("waiting.")) do docket.state.delete(key) end
end

local function register(rule)
  local name = timer_of(rule)
  docket.before("ticket.*", function(change) follow(rule, change) end, {
    name = name, when = rule.condition, priority = last, on_fault = "skip",
  })
  if is_event(rule) then
    docket.before("ticket." .. rule.since, function(change)
      if change.source ~= "import" then change:schedule(name, change.now + rule.after) end
    end, { name = name .. "-begins", when = rule.condition, priority = last + 1, on_fault = "skip" })
  end
  docket.after("timer." .. name, function(change) fire(rule, change) end, { name = name .. "-ends" })
end

-- Registers the hooks and timers of the active rules by time.
function waiting.register(rules)
  local active = {}
  for _, rule in ipairs(rules) do
    if rule.active and rule.after then
      active[#active + 1] = rule
      register(rule)
    end
  end
  for _, event in ipairs{ "enable", "reload", "set", "apply", "undo" } do
    docket.after("plugin." .. event, forget, { name = "forget-" .. event })
  end
  if #active == 0 then return end
  docket.every("5m", "waiting", function(timer)
    local left = most
    for _, rule in ipairs(active) do left = catch_up(rule, timer.now, left) end
  end)
end

return waiting
