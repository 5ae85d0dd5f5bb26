local monday = "2026-03-02 09:00"
local with_support = { requires = { "support" }, at = monday }

-- Closes; where the desk wants a reason of every close, with one that wants nothing more.
local function close(desk, person, id)
  local outcome = desk:try(person, "close", id, {})
  if not outcome.code then return outcome end
  return desk:act(person, "close", id, { reason = "no_answer" })
end

local function with(settings, more)
  local options = { requires = more or { "support" }, at = monday, settings = settings }
  return options
end

local function question(desk, more)
  local fields = { subject = "No light", requester = "carl" }
  for name, value in pairs(more or {}) do fields[name] = value end
  return desk:create(fields)
end

-- What is logged on a ticket, and the billable part of it, in minutes.
local function sums(desk, id, person)
  local fields = desk:get(id, person).fields
  return { (fields.time_spent or 0) // 60, (fields.time_billable or 0) // 60 }
end

-- Has ann work on it for so long.
local function work(desk, id, span)
  desk:act("ann", "start_work", id, {})
  desk:advance(span)
  return desk:act("ann", "stop_work", id, {})
end

spec.case("a timer logs what it ran, in whole steps", with_support, function(desk)
  local id = question(desk)
  desk:act("ann", "start_work", id, {})
  spec.equal(desk:get(id).fields.working, { "ann" })
  desk:advance("90m")
  desk:advance(20)
  local result = desk:act("ann", "stop_work", id, { what = "On site" })
  spec.equal(result.data, {
    worker = "ann", day = "2026-03-02", spent = 91 * 60, billable = true, what = "On site",
  })
  spec.equal(docket.text(result.answer, "en"), "1h31m by ann on 2026-03-02; 1h31m on this ticket")
  spec.equal(desk:get(id).fields.working, {})
  spec.equal(sums(desk, id), { 91, 91 })
end)

spec.case("the desk says how long a step is", with{ step = "15m" }, function(desk)
  local id = question(desk)
  work(desk, id, "16m")
  spec.equal(sums(desk, id), { 30, 30 })
end)

spec.case("who stops says how long it was, if the timer does not know", with_support, function(desk)
  local id = question(desk)
  desk:act("ann", "start_work", id, {})
  desk:advance("3h")
  desk:act("ann", "stop_work", id, { spent = "20m", billable = false })
  spec.equal(sums(desk, id), { 20, 0 })
end)

spec.case("who starts another stops the first", with_support, function(desk)
  local first, second = question(desk), question(desk)
  desk:act("ann", "start_work", first, {})
  desk:advance("10m")
  desk:act("ann", "start_work", second, {})
  spec.equal(sums(desk, first), { 10, 10 })
  spec.equal(desk:find("working:ann")[1].id, second)
  spec.equal(#desk:find("has:working"), 1)
end)

spec.case("where the desk wants it, another start is refused", with{ on_start = "refuse" }, function(desk)
  local first, second = question(desk), question(desk)
  desk:act("ann", "start_work", first, {})
  local outcome = desk:try("ann", "start_work", second, {})
  spec.refused(outcome)
  spec.equal(outcome.message:find("runs on ticket " .. first, 1, true) ~= nil, true)
  spec.equal(desk:get(first).fields.working, { "ann" })
end)

spec.case("two people work on one ticket, each with a timer", with_support, function(desk)
  local id = question(desk)
  desk:act("ann", "start_work", id, {})
  desk:advance("10m")
  desk:act("bob", "start_work", id, {})
  desk:advance("10m")
  desk:act("bob", "stop_work", id, {})
  desk:act("ann", "stop_work", id, {})
  spec.equal(sums(desk, id), { 30, 30 })
end)

spec.case("a timer is not started twice, nor stopped where none runs", with_support, function(desk)
  local id = question(desk)
  spec.refused(desk:try("ann", "stop_work", id, {}))
  desk:act("ann", "start_work", id, {})
  spec.refused(desk:try("ann", "start_work", id, {}))
  spec.refused(desk:try("bob", "stop_work", id, {}), "worker")
end)

spec.case("a timer starts earlier where somebody says so, within limits", with_support, function(desk)
  local id = question(desk)
  local now = docket.time.parse("2026-03-02T09:00:00Z")
  spec.refused(desk:try("ann", "start_work", id, { since = now + 60 }), "since")
  spec.refused(desk:try("ann", "start_work", id, { since = now - 13 * 3600 }), "since")
  desk:act("ann", "start_work", id, { since = now - 1800 })
  desk:act("ann", "stop_work", id, {})
  spec.equal(sums(desk, id), { 30, 30 })
end)

spec.case("a forgotten timer asks how long it was", with{ longest = "8h" }, function(desk)
  local id = question(desk)
  desk:act("ann", "start_work", id, {})
  desk:advance("9h")
  spec.refused(desk:try("ann", "stop_work", id, {}), "spent")
  desk:act("ann", "stop_work", id, { spent = "7h" })
  spec.equal(sums(desk, id), { 420, 420 })
end)

spec.case("a close and a discard stop all timers, forgotten ones at the longest", with{ longest = "8h" }, function(desk)
  local first, second = question(desk), question(desk)
  desk:act("ann", "start_work", first, {})
  desk:act("bob", "start_work", second, {})
  desk:advance("9h")
  desk:act("mia", "start_work", first, {})
  desk:advance("10m")
  close(desk, "mia", first)
  desk:act("mia", "discard", second, { to = "spam" })
  spec.equal(desk:get(first).fields.working, {})
  spec.equal(sums(desk, first), { 490, 490 })
  spec.equal(sums(desk, second), { 480, 480 })
end)

spec.case("nobody starts on what is closed", with_support, function(desk)
  local id = question(desk)
  close(desk, "mia", id)
  spec.refused(desk:try("ann", "start_work", id, {}))
  desk:act("ann", "log_time", id, { spent = "5m" })
  spec.equal(sums(desk, id), { 5, 5 })
end)

spec.case("time is logged for a day that was, not for one to come", with_support, function(desk)
  local id = question(desk)
  local result = desk:act("ann", "log_time", id, { spent = "2h10m", on = "2026-02-27", what = "Wiring", billable = false })
  spec.equal(result.data, { worker = "ann", day = "2026-02-27", spent = 7800, billable = false, what = "Wiring" })
  spec.equal(sums(desk, id), { 130, 0 })
  spec.refused(desk:try("ann", "log_time", id, { spent = "1h", on = "2026-03-03" }), "on")
  spec.refused(desk:try("ann", "log_time", id, {}), "spent")
  spec.refused(desk:try("ann", "log_time", id, { spent = "8d" }), "spent")
  spec.refused(desk:try("ann", "log_time", id, { spent = "0s" }), "spent")
end)

spec.case("the day is that of whoever works", with_support, function(desk)
  desk:person{ name = "aiko", roles = { "agent" }, zone = "Asia/Tokyo" }
  local id = question(desk)
  desk:advance("11h")
  spec.equal(desk:act("aiko", "log_time", id, { spent = "1h" }).data.day, "2026-03-03")
  spec.equal(desk:act("ann", "log_time", id, { spent = "1h" }).data.day, "2026-03-02")
end)

spec.case("the desk says whether time is billable by itself", with{ billable = false }, function(desk)
  local id = question(desk)
  desk:act("ann", "log_time", id, { spent = "1h" })
  desk:act("ann", "log_time", id, { spent = "30m", billable = true })
  spec.equal(sums(desk, id), { 90, 30 })
end)

spec.case("sums are asked for, sorted and grouped by", with_support, function(desk)
  local little, much = question(desk), question(desk)
  desk:act("ann", "log_time", little, { spent = "1h" })
  desk:act("ann", "log_time", much, { spent = "5h" })
  spec.equal(#desk:find("time_spent:4h.."), 1)
  spec.equal(desk:find("has:time_spent sort:-time_spent")[1].id, much)
end)

spec.case("agents log their own time, managers that of others as well", with_support, function(desk)
  local id = question(desk)
  spec.equal(desk:try("ann", "log_time", id, { spent = "1h", worker = "bob" }).code, "denied")
  spec.equal(desk:act("mia", "log_time", id, { spent = "1h", worker = "bob" }).data.worker, "bob")
  spec.refused(desk:try("mia", "log_time", id, { spent = "1h", worker = "carl" }), "worker")
  desk:act("ann", "start_work", id, {})
  spec.equal(desk:try("bob", "stop_work", id, { worker = "ann" }).code, "denied")
  desk:act("mia", "stop_work", id, { worker = "ann", spent = "5m" })
  spec.equal(sums(desk, id), { 65, 65 })
end)

spec.case("a correction counts in place of what it corrects, which stays", with_support, function(desk)
  local id = question(desk)
  local seq = desk:act("ann", "log_time", id, { spent = "1h", what = "Wiring" }).seq
  local first = desk:act("ann", "correct_time", id, { entry = seq, spent = "2h", billable = false })
  spec.equal(first.data, {
    corrects = seq, worker = "ann", day = "2026-03-02", spent = 7200, billable = false, what = "Wiring",
  })
  spec.equal(sums(desk, id), { 120, 0 })
  local second = desk:act("ann", "correct_time", id, { entry = first.seq, on = "2026-03-01" })
  spec.equal(second.data.corrects, seq)
  spec.equal(second.data.spent, 7200)
  spec.equal(sums(desk, id), { 120, 0 })
  spec.equal(desk:history(id)[2].data.spent, 3600)
  desk:act("ann", "correct_time", id, { entry = seq, spent = "0s" })
  spec.equal(desk:get(id).fields.time_spent, nil)
end)

spec.case("others' time is corrected by managers", with_support, function(desk)
  local id = question(desk)
  local seq = desk:act("ann", "log_time", id, { spent = "1h" }).seq
  spec.refused(desk:try("bob", "correct_time", id, { entry = seq, spent = "2h" }), "entry")
  desk:act("mia", "correct_time", id, { entry = seq, worker = "bob" })
  spec.refused(desk:try("ann", "correct_time", id, { entry = seq, spent = "2h" }), "entry")
  desk:act("bob", "correct_time", id, { entry = seq, spent = "2h" })
  spec.equal(sums(desk, id), { 120, 120 })
end)

spec.case("what logs no time is not corrected, nor that of another ticket", with_support, function(desk)
  local id, another = question(desk), question(desk)
  local note = desk:act("ann", "note", id, { text = "Called" }).seq
  local seq = desk:act("ann", "log_time", another, { spent = "1h" }).seq
  for _, entry in ipairs{ note, seq, 99999 } do
    spec.refused(desk:try("ann", "correct_time", id, { entry = entry, spent = "2h" }), "entry")
  end
  spec.refused(desk:try("ann", "correct_time", another, { entry = seq }))
  spec.refused(desk:try("ann", "correct_time", another, { entry = seq, spent = "1h" }))
  spec.refused(desk:try("ann", "correct_time", another, { entry = seq, on = "2026-03-09" }), "on")
end)

spec.case("customers see nothing of it", with_support, function(desk)
  local id = question(desk)
  local before = #desk:history(id, "carl")
  work(desk, id, "10m")
  desk:act("ann", "log_time", id, { spent = "1h", what = "Waiting for him" })
  desk:act("ann", "start_work", id, {})
  spec.equal(#desk:history(id, "carl"), before)
  spec.equal(desk:get(id, "carl").fields.time_spent, nil)
  spec.equal(desk:try("carl", "log_time", id, { spent = "1h" }).code, "denied")
end)

spec.case("where the desk wants it, customers see the sums and no more", with{ customers_see = "sums" }, function(desk)
  local id = question(desk)
  desk:act("ann", "log_time", id, { spent = "1h", what = "Waiting for him" })
  desk:act("ann", "start_work", id, {})
  spec.equal(sums(desk, id, "carl"), { 60, 60 })
  spec.equal(#(desk:get(id, "carl").fields.working or {}), 0)
  for _, entry in ipairs(desk:history(id, "carl")) do
    spec.equal(entry.data.what, nil)
    spec.equal(entry.params.what, nil)
  end
  spec.equal(desk:get(id, "dora"), nil)
end)

spec.case("an undo takes the time back, and its undo gives it again", with_support, function(desk)
  local id = question(desk)
  local seq = desk:act("ann", "log_time", id, { spent = "1h" }).seq
  local undo = desk:act("ann", "undo", id, { entry = seq })
  spec.equal(sums(desk, id), { 0, 0 })
  spec.refused(desk:try("ann", "correct_time", id, { entry = seq, spent = "2h" }), "entry")
  desk:act("ann", "undo", id, { entry = undo.seq })
  spec.equal(sums(desk, id), { 60, 60 })
  desk:act("ann", "correct_time", id, { entry = seq, spent = "2h" })
  spec.equal(sums(desk, id), { 120, 120 })
end)

spec.case("an undone stop lets the timer run on from its start", with_support, function(desk)
  local id = question(desk)
  local stop = work(desk, id, "10m")
  desk:act("ann", "undo", id, { entry = stop.seq })
  spec.equal(desk:get(id).fields.working, { "ann" })
  desk:advance("20m")
  desk:act("ann", "stop_work", id, {})
  spec.equal(sums(desk, id), { 30, 30 })
end)

spec.case("an undo takes back an hour that others logged after", with_support, function(desk)
  local id = question(desk)
  local seq = desk:act("ann", "log_time", id, { spent = "1h" }).seq
  desk:act("bob", "log_time", id, { spent = "30m" })
  desk:act("ann", "undo", id, { entry = seq })
  spec.equal(sums(desk, id), { 30, 30 })
end)

spec.case("a merge stops the timer and leaves the time where it was spent", with({}, { "support", "close-reasons" }), function(desk)
  local first, second = question(desk), question(desk)
  desk:act("ann", "log_time", first, { spent = "1h" })
  desk:act("ann", "start_work", second, {})
  desk:advance("10m")
  desk:act("mia", "merge", second, { into = first })
  spec.equal(sums(desk, first), { 60, 60 })
  spec.equal(sums(desk, second), { 10, 10 })
  spec.equal(#desk:find("has:working"), 0)
end)
