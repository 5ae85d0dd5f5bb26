-- Each active rule on an event is a before hook: the kernel asks its query, and lets it run at most
-- once in a request, so that no rule can set itself off. Those by time are in lib/waiting.lua.

local people = require("people")
local settings = docket.settings
local rules = require("rules").read(settings.rules)
local waiting = require("waiting")

local by_name, names = {}, {}
for _, rule in ipairs(rules) do
  by_name[rule.name] = rule
  names[#names + 1] = rule.name
end

-- Whether a field was set in this change, by the person or by an earlier rule: that stays. What a new
-- ticket has by itself was not said by anybody.
local function is_said(rule, change, field)
  local edit = change:edited(field)
  if edit == nil then return false end
  if edit.by then return true end
  -- A reply moves the ticket by its life cycle.
  if rule.event == "ticket.reply" and field == "stage" then return false end
  if change.before ~= nil then return true end
  return field ~= "type" and not (field == "priority" and edit.to == "normal")
end

-- The value of a field now; nil for one that is not there.
local function present(change, field)
  local known, value = pcall(function() return change.after[field] end)
  if not known then known, value = pcall(function() return change.after.fields[field] end) end
  return known and value or nil
end

-- What a text of `set` says of a list: what is added and taken away, or the whole.
local function list_of(text)
  local parts, whole = { add = {}, remove = {} }, {}
  for item in text:gmatch("[^,]+") do
    item = item:match("^%s*(.-)%s*$")
    local sign, rest = item:match("^([+-])(.+)$")
    local list = sign == "+" and parts.add or sign == "-" and parts.remove or whole
    list[#list + 1] = rest or item
  end
  if #whole > 0 then return whole, true end
  return parts, false
end

-- Sets a field as people type values: a number or yes and no, where it takes no text.
local function set_typed(rule, change, field, text)
  if type(present(change, field)) == "table" then
    local value, is_whole = list_of(text)
    if not (is_whole and is_said(rule, change, field)) then change:set(field, value) end
    return
  end
  if is_said(rule, change, field) then return end
  if text == "" then return change:set(field, docket.none) end
  local others = { math.tointeger(tonumber(text)) or tonumber(text), ({ yes = true, no = false })[text] }
  local done, problem = pcall(change.set, change, field, text)
  for at = 1, 2 do
    if not done and others[at] ~= nil then done = pcall(change.set, change, field, others[at]) end
  end
  if not done then error(problem, 0) end
end

local function set_unless_said(rule, change, field, value)
  if not is_said(rule, change, field) then change:set(field, value) end
end

local function listed(setting)
  local list = {}
  for _, item in ipairs(setting or {}) do list[#list + 1] = item end
  return list
end

local function add(change, field, found)
  if #found > 0 then change:set(field, { add = found }) end
end

-- What a rule does, a step each; `attempt` runs one and gets what is wrong.
local function perform(rule, change, attempt)
  local its = rule.its
  if its.queue then attempt("queue", function() set_unless_said(rule, change, "queue", its.queue) end) end
  if its.priority then attempt("priority", function() set_unless_said(rule, change, "priority", its.priority) end) end
  for field, text in pairs(its.set or {}) do
    attempt("set." .. field, function() set_typed(rule, change, field, text) end)
  end
  if its.stage and change.before then
    attempt("stage", function() set_unless_said(rule, change, "stage", its.stage) end)
  end
  local tags, untag = listed(its.tags), listed(its.untag)
  if #tags + #untag > 0 then
    attempt("tags", function() change:set("tags", { add = tags, remove = untag }) end)
  end
  if #listed(its.assign) > 0 and not is_said(rule, change, "assignee") then
    attempt("assign", function()
      local chosen = people.choose(rule, change, settings.load)
      if chosen then change:set("assignee", chosen) end
    end)
  end
  local team, followers = listed(its.team), listed(its.followers)
  if #team > 0 then attempt("team", function() add(change, "team", people.workers(rule, team, change)) end) end
  if #followers > 0 then
    attempt("followers", function() add(change, "followers", people.readers(rule, followers, change)) end)
  end
  if its.note then attempt("note", function() change:add_note(its.note) end) end
  if its.notify then
    attempt("notify", function()
      local says = { id = change.id, subject = change.after.subject, rule = rule.name }
      change:notify{
        to = listed(its.notify.to), subject = docket.tr("notice.rule", says),
        text = its.notify.text or docket.tr("notice.text", says), event = "routing.rule",
      }
    end)
  end
end

local function speaks(rule, change)
  local languages = listed(rule.its.languages)
  if #languages == 0 then return true end
  local language = people.language(change)
  for _, wanted in ipairs(languages) do
    if wanted == language then return true end
  end
  return false
end

-- What the desk has not is left out and logged, and a rule that takes too long is skipped: no ticket is
-- to be stuck for it.
local function log_problem(rule)
  return function(step, run)
    local is_done, problem = pcall(run)
    if not is_done then docket.log.warn(("rules.%s.%s: %s"):format(rule.name, step, tostring(problem))) end
  end
end

for _, rule in ipairs(rules) do
  if rule.active and rule.event then
    docket.before(rule.event, function(change)
      if change.source == "import" then return end
      if speaks(rule, change) then perform(rule, change, log_problem(rule)) end
    end, { name = rule.name, when = rule.condition, priority = rule.order, on_fault = "skip" })
  end
end

waiting.register(rules)

docket.role{ name = "manager", grants = { "routing.apply_rule" } }

-- Whether the rule is for the ticket; nil and why, where its query is wrong.
local function fits(rule, change)
  if rule.condition then
    local query = "id:$id is:open,waiting,postponed,closed,discarded " .. rule.condition
    local done, count = pcall(docket.tickets.count, query, { values = { id = change.id } })
    if not done then return nil, count end
    if count == 0 then return false end
  end
  if rule.after and not waiting.is_over(rule, change.before, change.now) then return false end
  return speaks(rule, change)
end

-- Which rules there are is nothing for customers.
local internal = "note.view"

docket.action{
  name = "apply_rule",
  -- `docket rule` administers that setting, and tries its rules by this action.
  rules = "rules",
  params = {
    rule = {
      type = #names > 0 and "choice" or "text", choices = #names > 0 and names or nil,
      required = true, view = internal,
    },
  },
  when = "not:is:discarded",
  propose = function(change)
    local rule = by_name[change.params.rule]
    if rule == nil then return change:refuse("rule", docket.tr("refusal.none")) end
    local fit, why = fits(rule, change)
    if fit == nil then
      return change:refuse("rule", docket.tr("refusal.when", { rule = rule.name, problem = why }))
    elseif not fit then
      return change:refuse("rule", docket.tr("refusal.unfit", { rule = rule.name, about = rule.about }))
    end
    perform(rule, change, function(step, run)
      local is_done, problem = pcall(run)
      if not is_done then
        change:refuse("rule", docket.tr("refusal.step", { rule = rule.name, step = step, problem = problem }))
      end
    end)
    if next(listed(change.edits)) == nil and not rule.its.note and not rule.its.notify then
      change:refuse("rule", docket.tr("refusal.nothing", { rule = rule.name }))
    end
  end,
}

-- How many tickets of the period a rule is for; nil and why, where its query is wrong. The language of
-- a text cannot be asked for.
local function counted(rule, report)
  if #listed(rule.its.languages) > 0 then return nil end
  local terms, values = {}, {}
  if report.since then terms[1], values.since = "created>=$since", report.since end
  if report.till then terms[#terms + 1], values.till = "created<$till", report.till end
  terms[#terms + 1] = rule.condition
  local done, count = pcall(docket.tickets.count, table.concat(terms, " "), { values = values })
  if not done then return nil, tostring(count):gsub("^.-: docket%.tickets%.count: ", "") end
  return count
end

docket.report{
  name = "routing",
  columns = {
    { "rule", "text" }, { "active", "boolean" }, { "order", "integer" }, { "event", "text" }, { "for", "text" },
    { "does", "text" }, { "tickets", "integer" }, { "problem", "text" },
  },
  run = function(report)
    local rows = {}
    for at, rule in ipairs(rules) do
      local count, problem = counted(rule, report)
      rows[at] = {
        rule = rule.name, active = rule.active, order = rule.order,
        event = rule.its.event, ["for"] = rule.about, does = rule.does, tickets = count, problem = problem,
      }
    end
    return rows
  end,
}
