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

-- What is wrong, in English as all errors of Lua: people read it in the words of locales.
local function wrong(text) error(docket.text(text, "en"), 0) end

local function check(name, rule)
  if not name:match("^[a-z][a-z0-9_]*$") then wrong(docket.tr("problem.name", { rule = name })) end
  -- Hooks and timers are named after rules.
  if #name > 50 then wrong(docket.tr("problem.long", { rule = name })) end
  local event = rule.event
  if not event:match("^[a-z][a-z0-9_]*$") and not event:match("^field%.[a-z][a-z0-9_]*$") then
    wrong(docket.tr("problem.event", { rule = name, event = event }))
  end
  if event == "time" and not rule.after then wrong(docket.tr("problem.after", { rule = name })) end
  for _, part in ipairs(event == "time" and {} or { "after", "since" }) do
    if rule[part] then wrong(docket.tr("problem.waits", { rule = name, part = part })) end
  end
  local since = rule.since
  if since and not since:match("^[a-z][a-z0-9_]*$") and not since:match("^field%.[a-z][a-z0-9_]*$") then
    wrong(docket.tr("problem.since", { rule = name, since = since }))
  end
  for _, kind in ipairs(rule.types or {}) do
    if not kind:match("^[%w_-]+$") then wrong(docket.tr("problem.type", { rule = name, type = kind })) end
  end
  if rule.when and not is_whole(rule.when) then
    wrong(docket.tr("problem.when", { rule = name, when = rule.when }))
  end
  for _, who in ipairs(rule.assign or {}) do
    if who:find(":", 1, true) and not who:match("^role:[%w_-]+$") and who ~= "same:requester"
      and who ~= "same:organization" then
      wrong(docket.tr("problem.assign", { rule = name, who = who }))
    end
  end
  local has_role = false
  for _, who in ipairs(rule.assign or {}) do has_role = has_role or who:match("^role:") ~= nil end
  if (rule.by or rule.speaking) and not has_role then
    wrong(docket.tr("problem.no_role", { rule = name, part = rule.by and "by" or "speaking" }))
  end
  if rule.stage and event == "create" then wrong(docket.tr("problem.stage", { rule = name })) end
  if rule.notify then
    if not first(rule.notify.to) then wrong(docket.tr("problem.notify", { rule = name })) end
  end
  if not does_something(rule) then wrong(docket.tr("problem.nothing", { rule = name })) end
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
