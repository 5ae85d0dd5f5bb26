-- The rules as the setting has them, checked: whoever sets one hears at once what is wrong with it.

local rules = {}

local edits = { "queue", "priority", "stage", "tags", "untag", "assign", "team", "followers", "set" }

-- The first value of a setting that is a table; nil where there is none.
local function first(table)
  for key, value in pairs(table or {}) do return value, key end
end

-- Whether parentheses are in pairs outside of quotes, so that a condition stays one when others are
-- put beside it.
local function is_whole(condition)
  local depth, quoted = 0, false
  for sign in condition:gmatch('["()]') do
    if sign == '"' then
      quoted = not quoted
    elseif not quoted then
      depth = depth + (sign == "(" and 1 or -1)
      if depth < 0 then return false end
    end
  end
  return depth == 0 and not quoted
end

local function does_something(rule)
  for _, name in ipairs(edits) do
    local value = rule[name]
    if value ~= nil and (type(value) == "string" or first(value)) then return true end
  end
  return rule.note ~= nil or rule.notify ~= nil
end

local function check(name, rule)
  local function wrong(...) error(("rules.%s: "):format(name) .. string.format(...), 0) end
  if not name:match("^[a-z][a-z0-9_]*$") then wrong("a name has small letters, digits and _, as printers") end
  -- Hooks and timers are named after rules.
  if #name > 50 then wrong("a name has at most 50 letters") end
  local event = rule.event
  if not event:match("^[a-z][a-z0-9_]*$") and not event:match("^field%.[a-z][a-z0-9_]*$") then
    wrong("event: “%s” is no event; write create, update, reply, note, close, any, time, field.priority …", event)
  end
  if event == "time" and not rule.after then wrong("after: say how long a ticket waits for it, as after=3d") end
  for _, part in ipairs(event == "time" and {} or { "after", "since" }) do
    if rule[part] then wrong("%s: only a rule by time waits; write event=time beside it", part) end
  end
  local since = rule.since
  if since and not since:match("^[a-z][a-z0-9_]*$") and not since:match("^field%.[a-z][a-z0-9_]*$") then
    wrong("since: “%s” is no beginning; write stage, create, update, reply, note, field.due …", since)
  end
  for _, kind in ipairs(rule.types or {}) do
    if not kind:match("^[%w_-]+$") then wrong("types: “%s” is no type; write one as question", kind) end
  end
  if rule.when and not is_whole(rule.when) then
    wrong("when: “%s” has a parenthesis or quote that nothing closes or opens", rule.when)
  end
  for _, who in ipairs(rule.assign or {}) do
    if who:find(":", 1, true) and not who:match("^role:[%w_-]+$") and who ~= "same:requester"
      and who ~= "same:organization" then
      wrong("assign: “%s” is nobody; write a name, role:agent, same:requester or same:organization", who)
    end
  end
  local has_role = false
  for _, who in ipairs(rule.assign or {}) do has_role = has_role or who:match("^role:") ~= nil end
  if (rule.by or rule.speaking) and not has_role then
    wrong("%s chooses among the people of a role: write assign=role:agent", rule.by and "by" or "speaking")
  end
  if rule.stage and event == "create" then
    wrong("stage: a new ticket begins where its life cycle says; give the rule another event, as event=reply")
  end
  if rule.notify then
    if not first(rule.notify.to) then wrong("notify.to says whom: write role:manager, assignee, or a name") end
  end
  if not does_something(rule) then
    wrong("it does nothing: give it assign, queue, priority, tags, team, followers, set, note or notify, as rules.%s.assign=role:agent", name)
  end
end

-- The event that hooks know; nil for a rule by time.
local function event_of(rule)
  local event = rule.event
  if event == "time" then return nil end
  if event == "any" then return "ticket.*" end
  return event:find(".", 1, true) and event or "ticket." .. event
end

-- The tickets that a rule is for, as a condition; nil for all of them.
local function condition(rule)
  local terms, kinds = {}, {}
  for _, kind in ipairs(rule.types or {}) do kinds[#kinds + 1] = kind end
  if #kinds > 0 then terms[1] = "type:" .. table.concat(kinds, ",") end
  if rule.when then terms[#terms + 1] = "(" .. rule.when .. ")" end
  return #terms > 0 and table.concat(terms, " ") or nil
end

-- What a rule says under some names, as one types it.
local function written(rule, names)
  local parts = {}
  for _, name in ipairs(names) do
    local value = rule[name]
    if type(value) == "table" then
      local items = {}
      for key, item in pairs(value) do
        if type(item) == "table" then
          local inner = {}
          for _, element in ipairs(item) do inner[#inner + 1] = element end
          item = table.concat(inner, ",")
        end
        items[#items + 1] = type(key) == "number" and tostring(item) or key .. "=" .. tostring(item)
      end
      if #items > 0 then parts[#parts + 1] = name .. "=" .. table.concat(items, ",") end
    elseif value == true then
      parts[#parts + 1] = name
    elseif value then
      parts[#parts + 1] = name .. "=" .. tostring(value)
    end
  end
  return table.concat(parts, " ")
end

-- The rules in their order, each with `name`, `order`, `active`, `event`, `condition`, `its` (the
-- setting) and the words `about` and `does`; one by time has `after`, in seconds, and `since`.
function rules.read(setting)
  local list = {}
  for name, its in pairs(setting) do
    check(name, its)
    list[#list + 1] = {
      name = name,
      order = its.order,
      active = its.active,
      event = event_of(its),
      condition = condition(its),
      after = its.after and docket.time.span(its.after),
      since = its.after and (its.since or "stage"),
      about = written(its, { "after", "since", "types", "languages", "when" }),
      does = written(its, {
        "assign", "by", "speaking", "queue", "priority", "stage", "tags", "untag", "team", "followers",
        "set", "note", "notify",
      }),
      its = its,
    }
  end
  table.sort(list, function(a, b)
    if a.order ~= b.order then return a.order < b.order end
    return a.name < b.name
  end)
  return list
end

return rules
