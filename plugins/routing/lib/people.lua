-- Who gets a ticket. Who is away, or may not work on it, is passed over.

local language_of = require("language")

local people = {}

-- Finds out whether the person may work on the ticket and is there: they are the next behind the last
-- possible name before theirs.
local function is_there(rule, name, id)
  local person = docket.people.get(name)
  if person == nil then
    docket.log.warn(("rules.%s: there is no person %s"):format(rule.name, name))
    return false
  end
  local last = name:byte(-1)
  for _, role in ipairs(person.roles) do
    local found
    if last < 0x80 then
      found = docket.people.next(role, name:sub(1, -2) .. string.char(last - 1) .. "\u{10FFFF}", { works_on = id })
      if found and found.name == name then return true end
    else
      for _, worker in ipairs(docket.people.with_role(role, { works_on = id })) do
        if worker.name == name then return true end
      end
    end
  end
  return false
end

-- What the ticket is about, in words.
function people.language(change)
  local ticket = change.after
  return language_of(change.text or ticket.subject .. "\n" .. (ticket.body or ""))
end

-- Those who are left, from whoever comes behind `last` on and around.
local function turned(found, last)
  local list = {}
  for _, person in ipairs(found) do
    if last == nil or person.name > last then list[#list + 1] = person.name end
  end
  for _, person in ipairs(found) do
    if last ~= nil and person.name <= last then list[#list + 1] = person.name end
  end
  return list
end

local function of_role(rule, role, change, load)
  local its, key, id = rule.its, "turn." .. rule.name, change.id
  local last, chosen = docket.state.get(key), nil
  if its.by ~= "load" and not its.speaking then
    local person = docket.people.next(role, last, { works_on = id })
    chosen = person and person.name
  else
    local language = its.speaking and people.language(change)
    local found = {}
    for _, person in ipairs(docket.people.with_role(role, { works_on = id })) do
      if not its.speaking or (language and person.language:sub(1, 2) == language) then found[#found + 1] = person end
    end
    local work = its.by == "load" and #found > 0 and docket.tickets.count(load, { by = "assignee" }) or {}
    local least
    for _, name in ipairs(turned(found, last)) do
      local has = work[name] or 0
      if least == nil or has < least then chosen, least = name, has end
    end
  end
  if chosen then docket.state.set(key, chosen) end
  return chosen
end

-- Who had the latest other ticket that the query finds, of those who are there.
local function latest(rule, query, values, id)
  values.id = id
  local query_of_others = "not:id:$id has:assignee " .. query .. " sort:-id"
  local seen = {}
  for _, ticket in ipairs(docket.tickets.find(query_of_others, { values = values, limit = 5 })) do
    local name = ticket.assignee
    if not seen[name] and is_there(rule, name, id) then return name end
    seen[name] = true
  end
end

local function of_organization(rule, ticket, id)
  local person = docket.people.get(ticket.requester)
  local known, organization = pcall(function() return person.fields.organization end)
  if not known then error("people have no field organization; the plugin organizations declares it", 0) end
  if organization == nil or organization == "" then return nil end
  return latest(rule, "requester.organization:$organization", { organization = organization }, id)
end

local function is_of(who, ticket)
  if who == ticket.assignee then return true end
  local role = who:match("^role:(.+)$")
  if not role then return false end
  for _, has in ipairs((docket.people.get(ticket.assignee) or { roles = {} }).roles) do
    if has == role then return true end
  end
  return false
end

-- Whom the rule gives the ticket to; nil where nobody of those is there, or one of them has it.
function people.choose(rule, change, load)
  local ticket = change.after
  for _, who in ipairs(rule.its.assign) do
    if ticket.assignee and is_of(who, ticket) and is_there(rule, ticket.assignee, change.id) then return nil end
  end
  for _, who in ipairs(rule.its.assign) do
    local role, chosen = who:match("^role:(.+)$"), nil
    if role then
      chosen = of_role(rule, role, change, load)
    elseif who == "same:requester" then
      chosen = ticket.requester and latest(rule, "requester:$requester", { requester = ticket.requester }, change.id)
    elseif who == "same:organization" then
      chosen = ticket.requester and of_organization(rule, ticket, change.id)
    elseif is_there(rule, who, change.id) then
      chosen = who
    end
    if chosen then return chosen end
  end
  docket.log.info("nobody whom the rule " .. rule.name .. " names may work on ticket " .. change.id .. " and is there")
end

-- Those of a list who may work on the ticket and are there.
function people.workers(rule, names, change)
  local found = {}
  for _, name in ipairs(names) do
    if is_there(rule, name, change.id) then found[#found + 1] = name end
  end
  return found
end

-- Those of a list who would see the ticket as followers, since the desk would refuse others. What
-- they would see of a new one cannot be asked; who has no role sees none.
function people.readers(rule, names, change)
  local found = {}
  for _, name in ipairs(names) do
    local may, why
    if change.before then
      may, why = docket.people.may(name, "ticket.view", change.id, { following = true })
    else
      local person, problem = docket.people.get(name)
      may, why = person ~= nil and #person.roles > 0, problem or "no role"
    end
    if may then
      found[#found + 1] = name
    else
      why = type(why) == "table" and why.message or why
      docket.log.warn(("rules.%s.followers: %s: %s"):format(rule.name, name, tostring(why)))
    end
  end
  return found
end

return people
