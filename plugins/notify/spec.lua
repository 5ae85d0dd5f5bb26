local times = require("times")

-- A Monday at noon in Berlin.
local noon = "2026-01-05 11:00"

-- A case on a desk with those settings, where pages go to the channel `inbox`.
local function with(settings, more)
  local o = { at = noon, zone = "UTC", requires = { "support", "inbox" }, settings = settings }
  for key, value in pairs(more or {}) do o[key] = value end
  return o
end

-- The kernel's inbox without what the plugin inbox tells by itself: what is here is this plugin's.
local function quietly(settings)
  local given = { tell = {}, quiet = "22:00-07:00" }
  for key, value in pairs(settings or {}) do given[key] = value end
  return with(given)
end

local function at(desk, text)
  desk:at(docket.time.parse(text, "%Y-%m-%d %H:%M", "UTC"))
  desk:deliver()
end

local function question(desk, more)
  local fields = { subject = "No light", requester = "carl" }
  for name, value in pairs(more or {}) do fields[name] = value end
  return desk:create(fields)
end

-- How many messages of a channel were done, or are in another state, for a person.
local function count(desk, channel, person, state)
  local found = 0
  for _, row in ipairs(desk.outbox) do
    if row.kind == "notify" and row.channel == channel and row.recipient == person and row.state == (state or "done") then
      found = found + 1
    end
  end
  return found
end

-- Who is told by a channel of what somebody does.
local function told_of(desk, channel, ...)
  local before = #desk.outbox
  desk:act(...)
  local names = {}
  for place, row in ipairs(desk.outbox) do
    if place > before and row.kind == "notify" and row.channel == channel then names[#names + 1] = row.recipient end
  end
  table.sort(names)
  return names
end

-- Nothing but this plugin tells anything: the inbox's own subscriptions are the channel inbox's.
local by_quiet = with{ channel = "quiet" }

local function ticket(desk)
  return question(desk, { assignee = "ann", team = { "mia" }, followers = { "bob", "dora" }, tags = { "lamp" } })
end

spec.case("a new ticket is told to all on it, and to its requester as a receipt", by_quiet, function(desk)
  local before = #desk.outbox
  ticket(desk)
  local names = {}
  for place, row in ipairs(desk.outbox) do
    if place > before and row.channel == "quiet" then names[#names + 1] = row.recipient end
  end
  table.sort(names)
  spec.equal(names, { "ann", "bob", "carl", "dora", "mia" })
  spec.equal(told_of(desk, "quiet", "carl", "create", nil, { subject = "Dark" }), { "ann", "bob", "carl", "mia" })
end)

spec.case("messages reach requester and followers, notes the staff alone", by_quiet, function(desk)
  local id = ticket(desk)
  spec.equal(told_of(desk, "quiet", "ann", "reply", id, { text = "Is the plug in?" }), { "bob", "carl", "dora", "mia" })
  spec.equal(told_of(desk, "quiet", "ann", "note", id, { text = "He shouts" }), { "bob", "mia" })
end)

spec.case("queue, tags and assignee are told to those who work on it, the stage and files to all", by_quiet, function(desk)
  local id = ticket(desk)
  spec.equal(told_of(desk, "quiet", "bob", "update", id, { set = { tags = { add = { "fuse" } } } }), { "ann", "mia" })
  spec.equal(told_of(desk, "quiet", "mia", "update", id, { set = { assignee = "bob" } }), { "ann", "bob" })
  spec.equal(told_of(desk, "quiet", "mia", "close", id, {}), { "bob", "carl", "dora" })
  local file = { name = "bulb.txt", base64 = docket.base64.encode("40 W") }
  spec.equal(told_of(desk, "quiet", "bob", "attach", id, file), { "carl", "dora", "mia" })
  spec.equal(told_of(desk, "quiet", "bob", "detach", id, { name = "bulb.txt" }), { "carl", "dora", "mia" })
end)

spec.case("a change of queue is told", with{ channel = "quiet", fields = { "priority" } }, function(desk)
  local id = ticket(desk)
  spec.equal(told_of(desk, "quiet", "mia", "update", id, { set = { priority = "high" } }), { "ann" })
end)

spec.case("a desk tells what it chooses", with{ channel = "quiet", tell = { "stage" } }, function(desk)
  local id = ticket(desk)
  spec.equal(told_of(desk, "quiet", "ann", "note", id, { text = "He shouts" }), {})
  spec.equal(told_of(desk, "quiet", "bob", "update", id, { set = { tags = {} } }), {})
  spec.equal(told_of(desk, "quiet", "mia", "close", id, {}), { "ann", "bob", "carl", "dora" })
end)

spec.case("by the inbox nobody hears twice of what the plugin inbox tells", with(), function(desk)
  local id = ticket(desk)
  spec.equal(told_of(desk, "inbox", "ann", "reply", id, { text = "Is the plug in?" }), { "bob", "carl", "dora", "mia" })
end)

spec.case("by day a message goes on at once", quietly(), function(desk)
  desk:subscribe{ to = "bob", event = "reply", channel = "quiet" }
  local id = question(desk)
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  desk:deliver()
  spec.equal(count(desk, "quiet", "bob"), 1)
  spec.equal(count(desk, "inbox", "bob"), 1)
end)

spec.case("in the night messages wait for the morning, and are one then", quietly(), function(desk)
  desk:subscribe{ to = "bob", event = "reply", channel = "quiet" }
  local id = question(desk)
  at(desk, "2026-01-05 22:00")
  for _, text in ipairs{ "Is the plug in?", "Hello?", "Hello??" } do
    desk:act("ann", "reply", id, { text = text })
    desk:advance("1h")
  end
  spec.equal(count(desk, "quiet", "bob", "waiting"), 3)
  at(desk, "2026-01-06 06:59")
  spec.equal(count(desk, "inbox", "bob"), 0)
  desk:advance("2m")
  spec.equal(count(desk, "inbox", "bob"), 1)
  spec.equal(count(desk, "quiet", "bob", "waiting"), 0)
end)

spec.case("the night is that of the person's clock", quietly(), function(desk)
  desk:person{ name = "kim", roles = { "agent" }, zone = "Asia/Tokyo" }
  desk:subscribe{ to = "kim", event = "reply", channel = "quiet" }
  local id = question(desk)
  -- 23:00 in Tokyo.
  at(desk, "2026-01-05 14:00")
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  desk:advance("1m")
  spec.equal(count(desk, "quiet", "kim", "waiting"), 1)
  at(desk, "2026-01-05 22:00")
  spec.equal(count(desk, "inbox", "kim"), 1)
end)

spec.case("what is urgent is told at any hour", quietly(), function(desk)
  desk:subscribe{ to = "bob", event = "reply", channel = "quiet" }
  local id = question(desk, { priority = "urgent" })
  at(desk, "2026-01-06 03:00")
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  desk:deliver()
  spec.equal(count(desk, "inbox", "bob"), 1)
end)

spec.case("what is loud is the desk's to say", quietly{ loud = "tag:fire" }, function(desk)
  desk:subscribe{ to = "bob", event = "reply", channel = "quiet" }
  local urgent, fire = question(desk, { priority = "urgent" }), question(desk, { tags = { "fire" } })
  at(desk, "2026-01-06 03:00")
  desk:act("ann", "reply", urgent, { text = "Is the plug in?" })
  desk:deliver()
  spec.equal(count(desk, "inbox", "bob"), 0)
  desk:act("ann", "reply", fire, { text = "Out!" })
  desk:deliver()
  spec.equal(count(desk, "inbox", "bob"), 1)
end)

spec.case("nothing is loud where the desk wants silence", quietly{ loud = "" }, function(desk)
  desk:subscribe{ to = "bob", event = "reply", channel = "quiet" }
  local id = question(desk, { priority = "urgent" })
  at(desk, "2026-01-06 03:00")
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  desk:deliver()
  spec.equal(count(desk, "inbox", "bob"), 0)
end)

spec.case("people have hours of their own, or none", quietly{ quiet_by = { bob = "12:00-13:00", ann = "00:00-00:00" } },
  function(desk)
    desk:subscribe{ to = "bob", event = "note", channel = "quiet" }
    desk:subscribe{ to = "ann", event = "note", channel = "quiet" }
    local id = question(desk)
    at(desk, "2026-01-05 12:30")
    desk:act("mia", "note", id, { text = "He shouts" })
    desk:deliver()
    spec.equal({ count(desk, "inbox", "bob"), count(desk, "inbox", "ann") }, { 0, 1 })
    at(desk, "2026-01-05 13:00")
    spec.equal(count(desk, "inbox", "bob"), 1)
    at(desk, "2026-01-06 02:00")
    desk:act("mia", "note", id, { text = "Still" })
    desk:deliver()
    spec.equal({ count(desk, "inbox", "bob"), count(desk, "inbox", "ann") }, { 2, 2 })
  end)

spec.case("days may be quiet from end to end", quietly{ quiet_days = { "sat", "sun" } }, function(desk)
  desk:subscribe{ to = "bob", event = "reply", channel = "quiet" }
  local id = question(desk)
  at(desk, "2026-01-10 12:00")
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  at(desk, "2026-01-12 06:59")
  spec.equal(count(desk, "inbox", "bob"), 0)
  at(desk, "2026-01-12 07:00")
  spec.equal(count(desk, "inbox", "bob"), 1)
end)

spec.case("what comes within an hour is one message at its end", quietly(), function(desk)
  desk:subscribe{ to = "bob", event = "reply", channel = "hourly" }
  local first, second = question(desk), question(desk)
  at(desk, "2026-01-05 11:10")
  desk:act("ann", "reply", first, { text = "Is the plug in?" })
  at(desk, "2026-01-05 11:50")
  desk:act("ann", "reply", second, { text = "Which room?" })
  at(desk, "2026-01-05 11:59")
  spec.equal(count(desk, "inbox", "bob"), 0)
  at(desk, "2026-01-05 12:00")
  spec.equal(count(desk, "inbox", "bob"), 1)
  desk:act("ann", "reply", first, { text = "Hello?" })
  at(desk, "2026-01-05 12:59")
  spec.equal(count(desk, "inbox", "bob"), 1)
  at(desk, "2026-01-05 13:05")
  spec.equal(count(desk, "inbox", "bob"), 2)
end)

spec.case("in the night no hour has an end", quietly(), function(desk)
  desk:subscribe{ to = "bob", event = "reply", channel = "hourly" }
  local id = question(desk, { priority = "urgent" })
  at(desk, "2026-01-05 21:30")
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  desk:advance("9h")
  spec.equal(count(desk, "inbox", "bob"), 0)
  at(desk, "2026-01-06 07:00")
  spec.equal(count(desk, "inbox", "bob"), 1)
end)

spec.case("a day's messages are one at the time of each person's day",
  quietly{ daily_at = "09:00", daily_by = { bob = "17:30" } }, function(desk)
    desk:person{ name = "kim", roles = { "agent" }, zone = "America/New_York" }
    for _, name in ipairs{ "ann", "bob", "kim" } do
      desk:subscribe{ to = name, event = "note", channel = "daily" }
    end
    local id = question(desk)
    desk:act("mia", "note", id, { text = "He shouts" })
    desk:advance("1h")
    desk:act("mia", "note", id, { text = "Still" })
    at(desk, "2026-01-05 14:00")
    -- Nine in New York.
    spec.equal({ count(desk, "inbox", "ann"), count(desk, "inbox", "bob"), count(desk, "inbox", "kim") }, { 0, 0, 1 })
    at(desk, "2026-01-05 17:30")
    spec.equal({ count(desk, "inbox", "ann"), count(desk, "inbox", "bob") }, { 0, 1 })
    at(desk, "2026-01-06 09:00")
    spec.equal(count(desk, "inbox", "ann"), 1)
  end)

spec.case("each is reached by the channel that the desk has for them", {
  at = noon, zone = "UTC", requires = { "support", "inbox", "webhook" },
  settings = { tell = {}, through = "inbox", ways = { bob = "webhook" } },
}, function(desk)
  for _, name in ipairs{ "ann", "bob" } do desk:subscribe{ to = name, event = "note", channel = "quiet" } end
  desk:act("mia", "note", question(desk), { text = "He shouts" })
  desk:deliver()
  spec.equal({ count(desk, "inbox", "ann"), count(desk, "inbox", "bob") }, { 1, 0 })
  spec.equal(count(desk, "webhook", "bob", "waiting"), 1)
end)

spec.case("who may not see the ticket in the morning hears nothing of the night", quietly(), function(desk)
  for _, name in ipairs{ "carl", "dora" } do desk:subscribe{ to = name, event = "reply", channel = "quiet" } end
  local id = question(desk, { followers = { "dora" } })
  at(desk, "2026-01-06 03:00")
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  desk:act("ann", "update", id, { set = { followers = {} } })
  at(desk, "2026-01-06 07:00")
  -- His receipt, the message by the plugin inbox, and the one that waited.
  spec.equal({ count(desk, "inbox", "carl"), count(desk, "inbox", "dora") }, { 3, 0 })
  spec.equal(count(desk, "quiet", "dora", "dropped"), 1)
end)

local function quiet_until(now, zone, range, off)
  local till = times.quiet_until(docket.time.parse(now, "%Y-%m-%d %H:%M", "UTC"), zone, times.range(range, "quiet"), times.days(off or {}))
  return till and docket.time.format(till, "%Y-%m-%d %H:%M", "UTC")
end

spec.case("quiet hours end by the clock also when it is changed", quietly(), function()
  spec.equal(quiet_until("2026-03-28 23:00", "Europe/Berlin", "22:00-07:00"), "2026-03-29 05:00")
  spec.equal(quiet_until("2026-10-24 22:00", "Europe/Berlin", "22:00-07:00"), "2026-10-25 06:00")
  -- Half past two comes twice, or not at all.
  spec.equal(quiet_until("2026-03-29 00:30", "Europe/Berlin", "00:00-02:30"), "2026-03-29 01:30")
  spec.equal(quiet_until("2026-10-25 00:15", "Europe/Berlin", "00:00-02:30"), "2026-10-25 00:30")
  spec.equal(quiet_until("2026-01-05 12:00", "UTC", "12:00-13:00"), "2026-01-05 13:00")
  spec.equal(quiet_until("2026-01-05 13:00", "UTC", "12:00-13:00"), nil)
  spec.equal(quiet_until("2026-01-05 13:00", "UTC", "00:00-00:00"), nil)
  -- Friday night goes over into two quiet days, and those into Sunday's night.
  spec.equal(quiet_until("2026-01-09 23:00", "UTC", "22:00-07:00", { "sat", "sun" }), "2026-01-12 07:00")
end)

spec.case("hours and days that are none are refused", quietly(), function()
  for _, text in ipairs{ "24:00", "7:30", "12:60", "noon" } do
    spec.raises(function() times.minutes(text, "daily_at") end, "daily_at: ")
  end
  spec.raises(function() times.range("22-07", "quiet") end, "quiet: “22-07” are no hours")
  spec.raises(function() times.range("25:00-07:00", "quiet_by.bob") end, "quiet_by.bob: “25:00” is no time of day")
  spec.raises(function() times.days{ "mon", "tue", "wed", "thu", "fri", "sat", "sun" } end, "a day must be left")
end)
