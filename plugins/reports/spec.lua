local support = { requires = { "support" }, at = "2026-01-05T09:00:00Z" }

-- Closes; where the desk wants a reason of every close, with one that wants nothing more.
local function close(desk, person, id)
  local outcome = desk:try(person, "close", id, {})
  if not outcome.code then return outcome end
  return desk:act(person, "close", id, { reason = "no_answer" })
end

-- Three questions in January: one answered in an hour and closed in a day, one handed on and reopened, one open.
local function january(desk)
  -- All have an assignee from the first, as beside a plugin that gives them one.
  local first = desk:create{ subject = "One", requester = "carl", queue = "", priority = "high", assignee = "ann" }
  desk:advance("1h")
  desk:act("ann", "reply", first, { text = "Is it on?" })
  desk:advance("23h")
  close(desk, "mia", first)
  local second = desk:create{ subject = "Two", requester = "carl", assignee = "ann" }
  desk:advance("4h")
  desk:act("ann", "assign", second, { to = "bob" })
  desk:act("bob", "reply", second, { text = "Try this" })
  close(desk, "mia", second)
  desk:advance("30d")
  desk:act("mia", "reopen", second)
  local third = desk:create{ subject = "Three", requester = "dora", assignee = "bob" }
  return first, second, third
end

spec.case("volume counts by any field", support, function(desk)
  january(desk)
  spec.equal(desk:report("volume"), { { group = "question", tickets = 3, share = 100 } })
  spec.equal(desk:report("volume", { by = "requester" }, "mia"), {
    { group = "carl", tickets = 2, share = 200 / 3 },
    { group = "dora", tickets = 1, share = 100 / 3 },
  })
  spec.equal(desk:report("volume", { by = "created.month" }), {
    { group = "2026-01", tickets = 2, share = 200 / 3 },
    { group = "2026-02", tickets = 1, share = 100 / 3 },
  })
  spec.equal(desk:report("volume", { by = "tags" }), { { group = "–", tickets = 3, share = 100 } })
end)

spec.case("a period and a query narrow it", support, function(desk)
  january(desk)
  spec.equal(desk:report("volume", { till = "2026-01-31" })[1].tickets, 2)
  spec.equal(desk:report("volume", { since = "2026-02" })[1].tickets, 1)
  spec.equal(desk:report("volume", { query = "requester:dora" })[1].tickets, 1)
  spec.equal(desk:report("volume", { since = "2025", till = "2025" }), {})
end)

spec.case("the first response is the staff's first message", support, function(desk)
  january(desk)
  spec.equal(desk:report("response"), { { group = "question", tickets = 2, median = 3600, p90 = 14400 } })
  local within = desk:report("response", { target = "2h" })[1].within
  spec.equal(within, 50)
end)

spec.case("what answers are is a setting", {
  requires = { "support" }, at = "2026-01-05T09:00:00Z", settings = { answered = "edited:tags" },
}, function(desk)
  local _, _, third = january(desk)
  desk:advance("1h")
  desk:act("ann", "update", third, { set = { tags = { "seen" } } })
  spec.equal(desk:report("response"), { { group = "question", tickets = 1, median = 3600, p90 = 3600 } })
end)

spec.case("targets are settings too", {
  requires = { "support" }, at = "2026-01-05T09:00:00Z",
  settings = { respond_within = "2h", resolve_within = "2d" },
}, function(desk)
  january(desk)
  spec.equal(desk:report("response")[1].within, 50)
  spec.equal(desk:report("resolution")[1].within, 100)
end)

spec.case("resolution is from creation to the last close", support, function(desk)
  january(desk)
  -- The second is open again.
  spec.equal(desk:report("resolution"), { { group = "question", tickets = 1, median = 86400, p90 = 86400 } })
  spec.equal(desk:report("resolution", { since = "2026-02" }), {})
end)

spec.case("reopened tickets are told from closes", support, function(desk)
  january(desk)
  spec.equal(desk:report("reopened"), { { group = "question", closed = 2, reopened = 1, times = 1, rate = 50 } })
end)

spec.case("effort counts touches and hand-overs", support, function(desk)
  january(desk)
  local row = desk:report("effort", { query = "subject:Two" })[1]
  -- The create is the admin's; then assign, reply, close, reopen.
  spec.equal(row.touches, 5)
  spec.equal(row.handovers, 1)
end)

spec.case("the backlog is what came less what went", support, function(desk)
  january(desk)
  spec.equal(desk:report("backlog"), {
    { period = "2026-01", came = 2, went = 2, open = 0 },
    { period = "2026-02", came = 2, went = 0, open = 2 },
  })
  spec.equal(desk:report("backlog", { since = "2026-02" }), { { period = "2026-02", came = 2, went = 0, open = 2 } })
  local weeks = desk:report("backlog", { every = "week" })
  spec.equal(weeks[1], { period = "2026-W02", came = 2, went = 2, open = 0 })
  spec.equal(#weeks, 5)
end)

spec.case("workload is per person", support, function(desk)
  january(desk)
  local rows = desk:report("workload")
  spec.equal(rows[1], { person = "bob", open = 2, overdue = 0, answered = 1, closed = 0 })
  for _, row in ipairs(rows) do
    if row.person == "mia" then spec.equal(row.closed, 2) end
    if row.person == "ann" then spec.equal(row.answered, 1) end
  end
end)

spec.case("a report counts only what the asker may see", support, function(desk)
  january(desk)
  spec.raises(function() desk:report("volume", {}, "carl") end, "permission report")
end)

spec.case("what is wrong with a question is said", support, function(desk)
  spec.raises(function() desk:report("volumes") end, "did you mean volume")
  spec.raises(function() desk:report("volume", { bye = "type" }) end, "did you mean by")
  spec.raises(function() desk:report("volume", { by = "quue" }) end, "did you mean “queue”")
  spec.raises(function() desk:report("backlog", { every = "weak" }) end, "did you mean week")
  spec.raises(function() desk:report("response", { target = "soon" }) end, "duration")
  spec.raises(function() desk:report("volume", { query = "sort:id" }) end, "without sort:")
  spec.raises(function() desk:report("volume", { since = "2026-02", till = "2026-01" }) end, "empty")
end)

spec.case("fields of working time take the place of the clock", {
  requires = { "support" }, settings = { worked = "no_such_field" },
}, function(desk)
  desk:create{ subject = "One", requester = "carl" }
  spec.raises(function() desk:report("resolution") end, "no_such_field")
end)
