-- Channels that decide when somebody is told, and hand on to the one by which they are: `quiet` waits
-- for the end of the quiet hours, `hourly` and `daily` make one message of all that came meanwhile.

local times = require("times")
local settings = docket.settings

local quiet, off = times.range(settings.quiet, "quiet"), times.days(settings.quiet_days)
local daily_at = times.minutes(settings.daily_at, "daily_at")
local quiet_by, daily_by = {}, {}
-- False is one who has no quiet hours.
for name, text in pairs(settings.quiet_by) do quiet_by[name] = times.range(text, "quiet_by." .. name) or false end
for name, text in pairs(settings.daily_by) do daily_by[name] = times.minutes(text, "daily_by." .. name) end

local own = { quiet = true, hourly = true, daily = true }
local function require_other(key, channel)
  if own[channel] then error(docket.text(docket.tr("wrong.own", { key = key, channel = channel })), 0) end
end
require_other("through", settings.through)
for name, channel in pairs(settings.ways) do require_other("ways." .. name, channel) end

-- The person's zone; nil for the desk's.
local function zone_of(name)
  local person = docket.people.get(name)
  return person and person.zone
end

local function quiet_until(message, zone)
  local range = quiet_by[message.recipient]
  if range == nil then range = quiet end
  return times.quiet_until(docket.time.now(), zone, range or nil, off)
end

-- Whether it is told at any hour. What is about no ticket, or several, waits.
local function is_loud(message)
  if settings.loud == "" or message.ticket == nil then return false end
  local found = docket.tickets.count("(" .. settings.loud .. ") id:$id", { values = { id = message.ticket.id } })
  return found > 0
end

local function later(till)
  return nil, {
    code = "later", after = till - docket.time.now(),
    message = docket.text(docket.tr("notify.later", { time = till })),
  }
end

local function pass(message)
  return nil, {
    code = "pass", channel = settings.ways[message.recipient] or settings.through, together = true,
  }
end

-- A channel whose messages are due at a moment that is found from the one at which they came.
local function channel(name, due, is_digest)
  docket.channel{
    name = name,
    send = function(message)
      local zone = zone_of(message.recipient)
      local till = due and due(message, zone)
      if till and till > docket.time.now() then return later(till) end
      if is_digest or not is_loud(message) then
        till = quiet_until(message, zone)
        if till then return later(till) end
      end
      return pass(message)
    end,
  }
end

channel("quiet", nil, false)
channel("hourly", function(message, zone) return times.next_hour(message.at, zone) end, true)
channel("daily", function(message, zone)
  return times.next_daily(message.at, zone, daily_by[message.recipient] or daily_at)
end, true)

-- Who is told, by what. Who may not see a ticket, a field or a note is told of none, whatever stands
-- here: so customers hear of what is public, and of nothing else.
local told = {
  created = { event = "ticket.create", to = { "assignee", "team", "followers", "queue" } },
  messages = { event = "ticket.reply", to = { "requester", "followers", "assignee", "team", "queue" } },
  notes = { event = "ticket.note", to = { "assignee", "team", "followers" } },
  assigned = { event = "field.assignee", to = { "assignee", "former_assignee", "team" } },
  stage = { event = "field.stage", to = { "requester", "followers", "assignee", "team" } },
  queue = { event = "field.queue", to = { "assignee", "team" } },
  tags = { event = "field.tags", to = { "assignee", "team" } },
  attachments = { event = "field.attachments", to = { "requester", "followers", "assignee", "team" } },
}

local function subscribe(name, event, part, tells_own)
  docket.subscription{
    name = name .. "-" .. part, to = part, event = event, channel = settings.channel, own = tells_own,
  }
end

local wanted = {}
for _, name in ipairs(settings.tell) do wanted[name] = true end
-- Who asks gets a receipt, also for what they take in themselves.
if wanted.created then subscribe("created", "ticket.create", "requester", true) end
-- In this order: the first that tells somebody of a change gives the heading.
for _, name in ipairs{ "created", "messages", "notes", "assigned", "stage", "queue", "tags", "attachments" } do
  if wanted[name] then
    for _, part in ipairs(told[name].to) do subscribe(name, told[name].event, part) end
  end
end
for _, name in ipairs(settings.fields) do
  for _, part in ipairs{ "assignee", "team" } do subscribe("field_" .. name, "field." .. name, part) end
end

-- Read when the plugin loads, so that a wrong query is not found out in the middle of a night.
if settings.loud ~= "" then docket.view{ name = "loud", query = settings.loud } end
