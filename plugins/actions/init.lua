-- What a support team sets on its tickets, and what it does with them at once. The life cycle is that
-- of `support`.

local settings = docket.settings

-- What a setting lists, and the same by name; an empty table of Lua is no list yet.
local function listed(setting)
  local list, set = {}, {}
  for _, item in pairs(settings[setting]) do
    if set[item] then error(("the setting %s names %s twice"):format(setting, item), 0) end
    list[#list + 1], set[item] = item, true
  end
  return list, set
end

local root_causes, causes = listed("root_causes")
local ladder, levels = listed("levels")
if #ladder == 0 then error("the setting levels wants at least one level", 0) end
for level in pairs(settings.level_queues) do
  if not levels[level] then
    error(("the setting level_queues names the level %s; there is %s"):format(
      level, table.concat(ladder, ", ")), 0)
  end
end

for _, name in ipairs((listed("queues"))) do docket.queue{ name = name } end
for _, name in ipairs((listed("types"))) do docket.type{ name = name, lifecycle = "question" } end

if #root_causes > 0 then
  docket.validate("field.root_causes", function(change)
    if change.source == "import" then return end
    local edit = change:edited("root_causes")
    local kept = {}
    for _, cause in ipairs(edit.from) do kept[cause] = true end
    for _, cause in ipairs(edit.to) do
      if not causes[cause] and not kept[cause] then
        change:refuse("root_causes", docket.tr("refusal.cause", {
          cause = cause, causes = table.concat(root_causes, ", "),
        }))
      end
    end
  end, { name = "known-causes" })
end

docket.action{
  name = "route",
  params = {
    queue = { type = "queue", required = true },
    why = { type = "long_text", view = "note.view" },
  },
  permission = "ticket.update",
  when = "not:is:discarded",
  propose = function(change)
    local queue, ticket = change.params.queue, change.after
    if ticket.queue == queue then
      return change:refuse("queue", docket.tr("refusal.same_queue", { id = change.id, queue = queue }))
    end
    change:set("queue", queue)
    if settings.unassign and ticket.assignee and not change:edited("assignee") then
      change:set("assignee", docket.none)
    end
    if change.params.why then change:add_note(change.params.why) end
  end,
}

docket.action{
  name = "explain",
  params = {
    reason = { type = "text", required = true },
    -- Unless it is made public, it is a note, and so are the words with which it was asked for.
    comment = { type = "long_text", required = true, view = "note.view" },
    root_cause = { type = "text", many = true },
    public = { type = "boolean" },
  },
  permission = "ticket.close",
  when = "not:is:closed,discarded",
  propose = function(change)
    local params = change.params
    local given = params.root_cause or {}
    -- A ticket may have its root causes from before.
    if #given == 0 and #change.after.root_causes == 0 then
      local known = table.concat(root_causes, ", ")
      local words = #root_causes > 0 and docket.tr("refusal.no_cause", { causes = known })
        or docket.tr("refusal.no_cause_at_all")
      return change:refuse("root_cause", words)
    end
    change:set("root_causes", { add = given })
    local done, problem = pcall(change.set, change, "close_reason", params.reason)
    if not done then return change:refuse("reason", problem) end
    change:move("close")
    if params.public then change:reply(params.comment) else change:add_note(params.comment) end
  end,
}

docket.view{ name = "unassigned", query = "no:assignee is:open sort:-priority,created", share = "agent" }

-- How far it had to go is the staff's affair.
docket.field{ name = "escalation", type = "choice", choices = ladder, view = "note.view", ask = false }
docket.view{ name = "escalated", query = "has:escalation not:is:closed sort:-priority,created", share = "agent" }

if settings.tell then
  docket.subscription{ name = "escalated-assignee", to = "assignee", event = "field.escalation" }
  docket.subscription{ name = "escalated-team", to = "team", event = "field.escalation" }
  docket.subscription{ name = "escalated-managers", to = "role:manager", event = "field.escalation", when = "has:escalation" }
end

-- Where a level stands among them; 0 for none.
local function height(level)
  for at, name in ipairs(ladder) do
    if name == level then return at end
  end
  return 0
end

local function reach(change, level)
  change:set("escalation", level or docket.none)
  local queue = level and settings.level_queues[level]
  if queue and queue ~= change.after.queue and not change:edited("queue") then
    change:set("queue", queue)
    if settings.unassign and change.after.assignee and not change:edited("assignee") then
      change:set("assignee", docket.none)
    end
  end
  if change.params.why then change:add_note(change.params.why) end
end

docket.action{
  name = "escalate",
  params = {
    to = { type = "choice", choices = ladder, view = "note.view" },
    why = { type = "long_text", view = "note.view" },
  },
  permission = "ticket.update",
  when = "not:is:closed,discarded",
  propose = function(change)
    local now = height(change.after.fields.escalation)
    local to = change.params.to and height(change.params.to) or now + 1
    if to <= now then
      return change:refuse("to", docket.tr("refusal.not_higher", {
        id = change.id, level = change.after.fields.escalation,
      }))
    elseif to > #ladder then
      return change:refuse(nil, docket.tr("refusal.highest", { id = change.id }))
    end
    reach(change, ladder[to])
  end,
}

docket.action{
  name = "deescalate",
  params = {
    to = { type = "choice", choices = ladder, view = "note.view" },
    why = { type = "long_text", view = "note.view" },
  },
  permission = "ticket.update",
  when = "has:escalation not:is:discarded",
  propose = function(change)
    local now = height(change.after.fields.escalation)
    local to = change.params.to and height(change.params.to) or now - 1
    if to >= now then
      return change:refuse("to", docket.tr("refusal.not_lower", {
        id = change.id, level = change.after.fields.escalation,
      }))
    end
    reach(change, ladder[to])
  end,
}
