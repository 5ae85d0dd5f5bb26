local clock = require("clock")
local hours = require("hours")
local read_targets = require("targets")

-- A Monday.
local monday = "2026-01-05 09:00"

-- Closes; where the desk wants a reason of every close, with one that wants nothing more.
local function close(desk, person, id)
  local outcome = desk:try(person, "close", id, {})
  if not outcome.code then return outcome end
  return desk:act(person, "close", id, { reason = "no_answer" })
end

-- A case on a desk of `support`, with those settings.
local function with(settings, more)
  local o = { at = monday, zone = "UTC", requires = { "support" }, settings = settings }
  for key, value in pairs(more or {}) do o[key] = value end
  return o
end

local one = with{ targets = { { name = "all", respond = "4h", resolve = "2d" } } }

local function question(desk, more)
  local fields = { subject = "No light", requester = "carl", assignee = "ann" }
  for name, value in pairs(more or {}) do fields[name] = value end
  return desk:create(fields)
end

-- Lets the clock come to a moment, and what is due by then happen.
local function at(desk, text)
  desk:at(docket.time.parse(text, "%Y-%m-%d %H:%M", "UTC"))
  desk:deliver()
end

-- A field of a ticket as somebody sees it; a moment as it stands on a clock.
local function field(desk, id, name, person)
  local value = desk:get(id, person).fields[name]
  if value ~= nil and (name == "respond_by" or name == "resolve_by" or name == "responded") then
    return docket.time.format(value, "%Y-%m-%d %H:%M", "UTC")
  end
  return value
end

-- What is left of the target of `one`, by the ticket as it is and a moment.
local function left(desk, id, now)
  local target = read_targets{
    targets = { { name = "all", respond = "4h", resolve = "2d" } }, hours = { "mon-fri 09:00-17:00" },
    holidays = {}, zone = "UTC",
  }.by_name.all
  return clock.left(clock.read(desk:get(id).fields), target, docket.time.parse(now, "%Y-%m-%d %H:%M", "UTC"))
end

-- What the plugin told people, as "bob: Ticket 1 …".
local function told(desk)
  local words = {}
  for _, row in ipairs(desk.outbox) do
    if row.kind == "notify" and (row.subject or "") ~= "" then words[#words + 1] = row.recipient .. ": " .. row.subject end
  end
  table.sort(words)
  return words
end

spec.case("a ticket is due in working time, a day being as long as one works on it", one, function(desk)
  local id = question(desk)
  spec.equal(field(desk, id, "sla"), "all")
  spec.equal(field(desk, id, "sla_state"), "on_track")
  spec.equal(field(desk, id, "respond_by"), "2026-01-05 13:00")
  spec.equal(field(desk, id, "resolve_by"), "2026-01-06 17:00")
  at(desk, "2026-01-09 16:00")
  id = question(desk)
  spec.equal(field(desk, id, "respond_by"), "2026-01-12 12:00")
  spec.equal(field(desk, id, "resolve_by"), "2026-01-13 16:00")
  -- Sunday: nothing counts before Monday.
  at(desk, "2026-01-11 12:00")
  id = question(desk)
  spec.equal(field(desk, id, "respond_by"), "2026-01-12 13:00")
end)

spec.case("the first target that fits counts", with{
  targets = {
    { name = "fire", when = "priority:urgent or tag:fire", respond = "30m", hours = { "always" } },
    { name = "carl", when = "requester:carl", respond = "2h" },
    { name = "dora", when = "requester:dora", resolve = "1w" },
  },
}, function(desk)
  spec.equal(field(desk, question(desk, { priority = "urgent" }), "sla"), "fire")
  spec.equal(field(desk, question(desk), "sla"), "carl")
  local id = question(desk, { requester = "dora" })
  spec.equal(field(desk, id, "sla"), "dora")
  spec.equal(field(desk, id, "respond_by"), nil)
  spec.equal(field(desk, id, "resolve_by"), "2026-01-09 17:00")
  id = question(desk, { requester = "bob" })
  for _, name in ipairs{ "sla", "sla_state", "respond_by", "resolve_by", "sla_since" } do
    spec.equal(field(desk, id, name), nil)
  end
end)

spec.case("what has gone by counts for another target too", with{
  targets = {
    { name = "high", when = "priority:high..", respond = "2h", resolve = "1d" },
    { name = "rest", respond = "4h", resolve = "2d" },
  },
}, function(desk)
  local id = question(desk)
  desk:advance("1h")
  desk:act("ann", "update", id, { set = { priority = "high" } })
  spec.equal(field(desk, id, "sla"), "high")
  spec.equal(field(desk, id, "respond_by"), "2026-01-05 11:00")
  spec.equal(field(desk, id, "resolve_by"), "2026-01-05 17:00")
  desk:act("ann", "update", id, { set = { priority = "low" } })
  spec.equal(field(desk, id, "respond_by"), "2026-01-05 13:00")
end)

spec.case("without a target that fits the clock is taken away", with{
  targets = { { name = "high", when = "priority:high..", respond = "2h" } },
}, function(desk)
  local id = question(desk, { priority = "high" })
  desk:act("ann", "update", id, { set = { priority = "low" } })
  spec.equal(field(desk, id, "sla_state"), nil)
  desk:advance("1d")
  spec.equal(field(desk, id, "sla_state"), nil)
  spec.equal(told(desk), {})
end)

spec.case("the first message of the staff is the response", one, function(desk)
  local id = question(desk)
  desk:advance("1h")
  desk:act("carl", "reply", id, { text = "Still dark" })
  desk:act("ann", "note", id, { text = "He calls every day" })
  spec.equal(field(desk, id, "responded"), nil)
  desk:advance("2h")
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  spec.equal(field(desk, id, "responded"), "2026-01-05 12:00")
  spec.equal(field(desk, id, "response_state"), "met")
  spec.equal(field(desk, id, "respond_by"), "2026-01-05 13:00")
  local late = question(desk)
  desk:advance("1d")
  spec.equal(field(desk, late, "response_state"), "breached")
  desk:act("ann", "reply", late, { text = "Sorry" })
  spec.equal(field(desk, late, "response_state"), "breached")
  desk:act("ann", "reply", late, { text = "Is the plug in?" })
  spec.equal(field(desk, late, "responded"), "2026-01-06 12:00")
end)

spec.case("a close is a response as well", one, function(desk)
  local id = question(desk)
  close(desk, "mia", id)
  spec.equal(field(desk, id, "response_state"), "met")
  spec.equal(field(desk, id, "sla_state"), "met")
end)

spec.case("who answered before there was a target has answered", with{
  targets = { { name = "high", when = "priority:high..", respond = "2h", resolve = "1d" } },
}, function(desk)
  local id = question(desk)
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  desk:act("carl", "reply", id, { text = "It is" })
  desk:advance("3h")
  desk:act("ann", "update", id, { set = { priority = "high" } })
  spec.equal(field(desk, id, "responded"), "2026-01-05 09:00")
  spec.equal(field(desk, id, "respond_by"), nil)
  spec.equal(field(desk, id, "resolve_by"), "2026-01-06 12:00")
end)

spec.case("the time stands still while it is the customer's turn", one, function(desk)
  local id = question(desk)
  desk:advance("2h")
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  spec.equal(field(desk, id, "sla_state"), "paused")
  spec.equal(field(desk, id, "resolve_by"), nil)
  spec.equal(left(desk, id, "2026-01-05 11:00"), 14 * 3600)
  at(desk, "2026-01-07 10:00")
  spec.equal(left(desk, id, "2026-01-07 10:00"), 14 * 3600)
  desk:act("carl", "reply", id, { text = "It is" })
  spec.equal(field(desk, id, "sla_state"), "on_track")
  spec.equal(field(desk, id, "resolve_by"), "2026-01-08 16:00")
end)

spec.case("a postponed ticket has no time that goes by", one, function(desk)
  local id = question(desk)
  desk:act("ann", "postpone", id, { by = "3d" })
  desk:advance("2d")
  spec.equal(field(desk, id, "sla_state"), "paused")
  desk:advance("1d")
  spec.equal(field(desk, id, "sla_state"), "on_track")
  spec.equal(field(desk, id, "respond_by"), "2026-01-08 13:00")
end)

spec.case("where the desk wants it, it goes on while the customer is asked", with{
  targets = { { name = "all", resolve = "2d" } }, pause = { "postponed" },
}, function(desk)
  local id = question(desk)
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  spec.equal(field(desk, id, "resolve_by"), "2026-01-06 17:00")
  at(desk, "2026-01-06 17:00")
  spec.equal(field(desk, id, "sla_state"), "breached")
end)

spec.case("the staff on a ticket is warned, and told when it is too late", one, function(desk)
  local id = question(desk, { team = { "bob" } })
  at(desk, "2026-01-05 11:59")
  spec.equal(told(desk), {})
  at(desk, "2026-01-05 12:00")
  spec.equal(field(desk, id, "sla_state"), "at_risk")
  spec.equal(told(desk), {
    "ann: Ticket 1 wants a first response by 2026-01-05 13:00: No light",
    "bob: Ticket 1 wants a first response by 2026-01-05 13:00: No light",
  })
  at(desk, "2026-01-05 13:00")
  spec.equal(field(desk, id, "sla_state"), "breached")
  spec.equal(left(desk, id, "2026-01-05 12:30"), 1800)
  spec.equal(left(desk, id, "2026-01-05 13:00"), 0)
  local late = "Ticket 1 has had no first response in time: No light"
  local words = told(desk)
  spec.equal({ words[2], words[4], words[5] }, { "ann: Ticket 1 wants a first response by 2026-01-05 13:00: No light",
    "bob: Ticket 1 wants a first response by 2026-01-05 13:00: No light", "mia: " .. late })
  spec.equal(#words, 5)
  desk:advance("1h")
  spec.equal(left(desk, id, "2026-01-05 14:00"), -3600)
  spec.equal(left(desk, id, "2026-01-06 10:00"), -5 * 3600)
  spec.equal(#told(desk), 5)
end)

spec.case("the resolution has its own warning", one, function(desk)
  local id = question(desk)
  desk:act("ann", "update", id, { set = { tags = { "lamp" } } })
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  desk:act("carl", "reply", id, { text = "It is" })
  at(desk, "2026-01-06 13:00")
  spec.equal(told(desk), { "ann: Ticket 1 is to be resolved by 2026-01-06 17:00: No light" })
  spec.equal(desk:find("sla_state:at_risk")[1].id, id)
  at(desk, "2026-01-06 17:00")
  spec.equal(#desk:find("sla_state:breached"), 1)
  spec.equal(#desk:find("resolve_by:..2026-01-06"), 1)
end)

spec.case("warnings are as early as the desk says, and to whom it says", with{
  targets = { { name = "all", respond = "4h" } }, warn_at = 50, warn_to = { "mia" }, breach_to = {},
}, function(desk)
  question(desk)
  at(desk, "2026-01-05 11:00")
  spec.equal(told(desk), { "mia: Ticket 1 wants a first response by 2026-01-05 13:00: No light" })
  desk:advance("1d")
  spec.equal(#told(desk), 1)
end)

spec.case("without a warning a ticket is missed at once", with{
  targets = { { name = "all", respond = "4h" } }, warn_at = 0,
}, function(desk)
  local id = question(desk)
  at(desk, "2026-01-05 12:59")
  spec.equal(field(desk, id, "sla_state"), "on_track")
  at(desk, "2026-01-05 13:00")
  spec.equal(field(desk, id, "sla_state"), "breached")
end)

spec.case("a ticket is escalated as the settings say", with{
  targets = {
    { name = "urgent", when = "priority:urgent", respond = "8h" },
    { name = "rest", respond = "4h" },
  },
  warn_set = { tags = { "soon" }, followers = { "dora" } },
  breach_set = { priority = "urgent", team = { "bob" }, assignee = "mia" },
}, function(desk)
  local id = question(desk)
  at(desk, "2026-01-05 12:00")
  spec.equal(desk:get(id).tags, { "soon" })
  spec.equal(desk:get(id).followers, { "dora" })
  at(desk, "2026-01-05 13:00")
  local ticket = desk:get(id)
  spec.equal(ticket.priority, "urgent")
  spec.equal(ticket.team, { "bob" })
  spec.equal(ticket.assignee, "mia")
  -- What is urgent has a target of its own, and the four hours count for it.
  spec.equal(field(desk, id, "sla"), "urgent")
  spec.equal(field(desk, id, "respond_by"), "2026-01-05 17:00")
end)

spec.case("a ticket is not held up by an escalation to what there is not", with{
  targets = { { name = "all", respond = "4h" } },
  warn_to = { "nobody" },
  breach_set = { escalation = "second_line", assignee = "carl", team = { "dora", "bob" } },
}, function(desk)
  local id = question(desk)
  desk:advance("1d")
  spec.equal(field(desk, id, "sla_state"), "breached")
  spec.equal(desk:get(id).assignee, "ann")
  spec.equal(desk:get(id).team, { "bob" })
  local words = table.concat(desk.log, "\n")
  for _, word in ipairs{ "nobody", "escalation", "carl", "dora" } do
    assert(words:find(word, 1, true), word .. " is not in the log: " .. words)
  end
end)

spec.case("nor by an escalation that is none of the desk's", with({
  targets = { { name = "all", respond = "4h" } },
  breach_set = { escalation = "second_line", priority = "urgent" },
}, { requires = { "support", "actions" } }), function(desk)
  local id = question(desk)
  desk:advance("1d")
  spec.equal(field(desk, id, "sla_state"), "breached")
  spec.equal(desk:get(id).priority, "urgent")
  spec.equal(desk:get(id).fields.escalation, nil)
  assert(table.concat(desk.log, "\n"):find("second_line", 1, true))
end)

spec.case("and one that is the desk's is made", with({
  targets = { { name = "all", respond = "4h" } },
  breach_set = { escalation = "second" },
}, { requires = { "support", "actions" } }), function(desk)
  local id = question(desk)
  desk:advance("1d")
  spec.equal(desk:get(id).fields.escalation, "second")
end)

spec.case("a close in time meets the target, a later one does not", one, function(desk)
  local first, second = question(desk), question(desk)
  at(desk, "2026-01-06 16:59")
  close(desk, "mia", first)
  at(desk, "2026-01-06 17:00")
  close(desk, "mia", second)
  spec.equal(field(desk, first, "sla_state"), "met")
  spec.equal(field(desk, second, "sla_state"), "breached")
end)

spec.case("a reopened ticket goes on with what it has left", one, function(desk)
  local id = question(desk)
  desk:advance("4h")
  close(desk, "mia", id)
  at(desk, "2026-01-07 09:00")
  spec.equal(field(desk, id, "sla_state"), "met")
  desk:act("ann", "reopen", id, {})
  spec.equal(field(desk, id, "sla_state"), "on_track")
  spec.equal(field(desk, id, "resolve_by"), "2026-01-08 13:00")
end)

spec.case("a missed target stays missed while the clock stands, and after", one, function(desk)
  local id = question(desk)
  at(desk, "2026-01-07 10:00")
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  spec.equal(field(desk, id, "sla_state"), "breached")
  spec.equal(field(desk, id, "resolve_by"), "2026-01-06 17:00")
  local count = #told(desk)
  at(desk, "2026-01-08 09:00")
  desk:act("carl", "reply", id, { text = "It is" })
  spec.equal(field(desk, id, "sla_state"), "breached")
  spec.equal(field(desk, id, "resolve_by"), "2026-01-06 17:00")
  spec.equal(#told(desk), count)
end)

spec.case("a discarded ticket is at no risk", one, function(desk)
  local id = question(desk)
  desk:act("ann", "discard", id, { to = "spam" })
  desk:advance("7d")
  spec.equal(field(desk, id, "sla_state"), nil)
  spec.equal(told(desk), {})
  desk:act("ann", "restore", id, {})
  spec.equal(field(desk, id, "sla_state"), "on_track")
end)

spec.case("an undone message is no response", one, function(desk)
  local id = question(desk)
  local said = desk:act("ann", "reply", id, { text = "Is the plug in?" })
  desk:act("mia", "undo", id, { entry = said.seq })
  spec.equal(field(desk, id, "responded"), nil)
  spec.equal(field(desk, id, "respond_by"), "2026-01-05 13:00")
  at(desk, "2026-01-05 13:00")
  spec.equal(field(desk, id, "sla_state"), "breached")
end)

spec.case("nine o'clock is nine o'clock when the clocks are changed", with({
  targets = { { name = "all", respond = "4h" } }, zone = "Europe/Berlin",
}, { at = "2026-03-27 15:00" }), function(desk)
  -- Friday 16:00 in Berlin; on Monday it is summer there.
  spec.equal(field(desk, question(desk), "respond_by"), "2026-03-30 10:00")
  at(desk, "2026-10-23 14:00")
  spec.equal(field(desk, question(desk), "respond_by"), "2026-10-26 11:00")
end)

spec.case("a night is an hour shorter or longer then", with({
  targets = { { name = "all", resolve = "8h", hours = { "mon-sun 22:00-06:00" }, zone = "Europe/Berlin" } },
}, { at = "2026-03-28 12:00" }), function(desk)
  -- The night to the 29th of March has seven hours; the eighth is in the next.
  spec.equal(field(desk, question(desk), "resolve_by"), "2026-03-29 21:00")
  at(desk, "2026-10-24 12:00")
  -- From 22:00 summer time, 20:00 UTC, the eighth hour ends at 05:00 winter time, 04:00 UTC.
  spec.equal(field(desk, question(desk), "resolve_by"), "2026-10-25 04:00")
end)

spec.case("nobody works on holidays", with({
  targets = { { name = "all", respond = "4h" } }, holidays = { "2026-12-24", "12-25", "01-01" },
}, { at = "2026-12-23 15:00" }), function(desk)
  spec.equal(field(desk, question(desk), "respond_by"), "2026-12-28 11:00")
  at(desk, "2027-12-24 15:00")
  -- The 24th is a holiday in one year, the 25th of December and the first of January in all.
  spec.equal(field(desk, question(desk), "respond_by"), "2027-12-27 11:00")
  at(desk, "2027-12-31 16:00")
  spec.equal(field(desk, question(desk), "respond_by"), "2028-01-03 12:00")
end)

spec.case("a target may have hours and a zone of its own", with{
  targets = {
    { name = "night", when = "tag:night", respond = "1h", hours = { "mon-fri 09:00-12:00", "mon-fri 13:00-18:00" }, zone = "America/New_York" },
    { name = "always", respond = "12h", hours = { "always" } },
  },
}, function(desk)
  spec.equal(field(desk, question(desk, { tags = { "night" } }), "respond_by"), "2026-01-05 15:00")
  spec.equal(field(desk, question(desk), "respond_by"), "2026-01-05 21:00")
end)

spec.case("customers see nothing of it, and are told nothing", with{
  targets = { { name = "all", respond = "4h" } }, warn_to = { "requester", "followers" }, breach_to = { "requester" },
}, function(desk)
  local id = question(desk, { followers = { "dora" } })
  desk:advance("1d")
  for _, name in ipairs{ "sla", "sla_state", "respond_by" } do
    spec.equal(field(desk, id, name, "carl"), nil)
  end
  spec.equal(told(desk), {})
end)

spec.case("only the roles that the desk names see it", with{
  targets = { { name = "all", respond = "4h" } }, roles = { "manager" },
}, function(desk)
  local id = question(desk)
  spec.equal(field(desk, id, "sla_state", "ann"), nil)
  spec.equal(field(desk, id, "sla_state", "mia"), "on_track")
end)

spec.case("nobody sets the clock by hand", one, function(desk)
  local id = question(desk)
  spec.refused(desk:try("mia", "update", id, { set = { respond_by = docket.time.parse("2030-01-01") } }), "respond_by")
end)

spec.case("lengths are of working time", one, function()
  local calendar = hours.calendar({ "mon-thu 09:00-17:00", "fri 09:00-13:00" }, {}, "UTC")
  for text, seconds in pairs{ ["30m"] = 1800, ["4h"] = 14400, ["1d"] = 25920, ["1w"] = 129600, ["1d2h30m"] = 34920 } do
    spec.equal(hours.length(text, calendar), seconds)
  end
  for _, text in ipairs{ "", "4", "h", "0h", "4 h", "-1h", "4x", "1.5h", "9999d" } do
    spec.equal(hours.length(text, calendar), nil)
  end
end)

spec.case("what is left is shown in minutes or hours, missed or not", one, function()
  for seconds, shown in pairs{ [59] = 0, [61] = 60, [14319] = 14280, [36000] = 36000, [39599] = 36000, [-61] = -60, [-90061] = -90000 } do
    spec.equal(clock.rounded(seconds), shown)
  end
end)

spec.case("a ticket that came in before the plugin did gets its clock with its next change", with{
  targets = { { name = "high", when = "priority:high..", respond = "2h", resolve = "1d" } },
}, function(desk)
  local id = question(desk)
  close(desk, "mia", id)
  -- What is done with has none.
  desk:act("ann", "update", id, { set = { priority = "high" } })
  spec.equal(field(desk, id, "sla"), nil)
  desk:act("ann", "reopen", id, {})
  spec.equal(field(desk, id, "sla_state"), "on_track")
  spec.equal(field(desk, id, "resolve_by"), "2026-01-05 17:00")
end)

spec.case("a backfill starts the clocks of open tickets that were there before the plugin", with{
  targets = { { name = "high", when = "priority:high..", respond = "2h", resolve = "1d" } },
}, function(desk)
  local function before(priority, stage)
    return desk:create_before{ subject = "Old", requester = "carl", assignee = "ann", priority = priority, stage = stage }
  end
  local fits, waits, other, closed = before("urgent"), before("high", "answered"), before("low"), before("high", "resolved")
  at(desk, "2026-01-05 10:00")
  spec.equal(desk:backfill("start").done, 3)
  spec.equal(field(desk, fits, "sla"), "high")
  spec.equal(field(desk, fits, "sla_state"), "on_track")
  spec.equal(field(desk, fits, "respond_by"), "2026-01-05 12:00")
  spec.equal(field(desk, waits, "sla_state"), "paused")
  spec.equal(field(desk, other, "sla_state"), nil)
  spec.equal(field(desk, closed, "sla_state"), nil)
  spec.equal(told(desk), {})
  -- Its time runs as that of any other.
  at(desk, "2026-01-05 12:00")
  spec.equal(field(desk, fits, "sla_state"), "breached")
end)

spec.case("what is between is what adding gave", one, function()
  local calendar = hours.calendar({ "mon-fri 08:30-12:00", "mon-fri 13:00-17:15", "sat 22:00-04:00" }, { "04-06" }, "Europe/Berlin")
  local start = docket.time.parse("2026-03-20 07:13", "ISO 8601", "UTC")
  for step = 0, 60 do
    local from, seconds = start + step * 17177, 1 + step * 3671
    local till = hours.add(calendar, from, seconds)
    spec.equal(hours.between(calendar, from, till), seconds)
    local middle = from + (till - from) // 2
    spec.equal(hours.between(calendar, from, middle) + hours.between(calendar, middle, till), seconds)
  end
end)

spec.case("hours that are none are refused", one, function()
  for _, text in ipairs{ "", "mon", "mon 9-17", "mon-fri 09:00", "mon-frx 09:00-17:00", "mon 09:00-25:00", "mon 09:00-09:00", "9:00-17:00", "mon 09:61-17:00" } do
    spec.raises(function() hours.calendar({ text }, {}, "UTC") end, "are no hours")
  end
  spec.raises(function() hours.calendar({}, {}, "UTC") end, "there are none")
  spec.raises(function() hours.calendar({ "mon-fri 09:00-17:00", "fri 16:00-20:00" }, {}, "UTC") end, "overlap")
  spec.raises(function() hours.calendar({ "sun 22:00-06:00", "mon 05:00-09:00" }, {}, "UTC") end, "overlap")
  for _, text in ipairs{ "christmas", "2026-13-01", "2026-02-30", "13-01", "02-30", "2026-1-1" } do
    spec.raises(function() hours.calendar({ "always" }, { text }, "UTC") end, "is no day")
  end
end)

spec.case("targets that mean nothing are refused", one, function()
  local function reading(targets)
    return function() read_targets{ targets = targets, hours = { "always" }, holidays = {} } end
  end
  spec.raises(reading{ { name = "a" } }, "say respond, resolve or both")
  spec.raises(reading{ { name = "a", respond = "soon" } }, "a length is")
  spec.raises(reading{ { name = "a", when = "is:open", respond = "1h" }, { name = "a", respond = "1h" } }, "twice")
  spec.raises(reading{ { name = "a", respond = "1h" }, { name = "b", respond = "2h" } }, "would never count")
  reading{}()
end)
