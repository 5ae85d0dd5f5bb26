local asked = { requires = { "support" }, at = "2026-03-02 09:00" }

-- Closes; where the desk wants a reason of every close, with one that wants nothing more.
local function close(desk, person, id, args)
  local outcome = desk:try(person, "close", id, args or {})
  if not outcome.code then return outcome end
  return desk:act(person, "close", id, { reason = "no_answer" })
end

local function with(settings, more)
  return { requires = more or { "support" }, at = asked.at, settings = settings }
end

-- A ticket of carl's that ann works on and mia has closed.
local function closed(desk, args)
  local id = desk:create{ subject = "No light", requester = "carl", assignee = "ann" }
  close(desk, "mia", id, args)
  return id
end

local function reopened_and_closed(desk, id)
  desk:act("ann", "reopen", id, {})
  close(desk, "mia", id)
end

-- Who was told of an event of this plugin, with the words; in order of names.
local function told(desk, words)
  local names = {}
  for _, row in ipairs(desk.outbox) do
    if row.kind == "notify" and row.subject and row.subject:find(words, 1, true) then
      names[#names + 1] = row.recipient
    end
  end
  table.sort(names)
  return names
end

spec.case("the requester is asked when the ticket closes, and nobody else", asked, function(desk)
  local id = closed(desk)
  spec.equal(told(desk, "How was it?"), { "carl" })
  spec.equal(docket.time.format(desk:get(id).fields.rating_until, "%Y-%m-%d"), "2026-03-16")
end)

spec.case("the requester is asked in their language", asked, function(desk)
  desk:person{ name = "gerda", roles = { "customer" }, language = "de" }
  local id = desk:create{ subject = "Kein Licht", requester = "gerda" }
  close(desk, "mia", id)
  spec.equal(told(desk, "Wie zufrieden sind Sie?"), { "gerda" })
  for _, row in ipairs(desk.outbox) do
    if row.recipient == "gerda" and row.event == "satisfaction.ask" then
      spec.equal(row.text:find("16.03.2026", 1, true) ~= nil, true)
    end
  end
end)

spec.case("the requester rates with a score and words, which are asked for", asked, function(desk)
  local id = closed(desk)
  local result = desk:act("carl", "rate", id, { score = 4, words = "Quick" })
  spec.equal(docket.text(result.answer, "en"), "Thank you for your rating.")
  local fields = desk:get(id, "ann").fields
  spec.equal({ fields.rating, fields.rating_words }, { 4, "Quick" })
  spec.equal(#desk:find("rating:4..", "ann"), 1)
  spec.equal(#desk:find("rating:..2", "ann"), 0)
  spec.equal(desk:get(id).category, "closed")
end)

spec.case("only the requester rates, be they a colleague", asked, function(desk)
  local id = closed(desk)
  for _, name in ipairs{ "ann", "mia", "dora" } do
    spec.refused(desk:try(name, "rate", id, { score = 5 }))
  end
  local own = desk:create{ subject = "No chair", requester = "bob" }
  close(desk, "mia", own)
  desk:act("bob", "rate", own, { score = 5 })
  spec.equal(desk:get(own).fields.rating, 5)
end)

spec.case("nobody sets a rating by hand", asked, function(desk)
  local id = closed(desk)
  spec.refused(desk:try("mia", "update", id, { set = { rating = 5 } }))
end)

spec.case("a score is a whole number from 1 to 5", asked, function(desk)
  local id = closed(desk)
  for _, score in ipairs{ 0, 6, 2.5, "good" } do
    spec.refused(desk:try("carl", "rate", id, { score = score }), "score")
  end
  spec.refused(desk:try("carl", "rate", id, {}), "score")
end)

spec.case("what is not closed, or closed too long, is not rated", with{ within = "3d" }, function(desk)
  local open = desk:create{ subject = "No light", requester = "carl" }
  spec.refused(desk:try("carl", "rate", open, { score = 5 }))
  local id = closed(desk)
  desk:advance("3d")
  desk:act("carl", "rate", id, { score = 5 })
  desk:advance("1m")
  local outcome = desk:try("carl", "rate", id, { score = 1 })
  spec.equal(outcome.message:find("until 2026-03-05", 1, true) ~= nil, true)
  spec.equal(desk:get(id).fields.rating, 5)
end)

spec.case("a rating can be changed", asked, function(desk)
  local id = closed(desk)
  desk:act("carl", "rate", id, { score = 2, words = "Slow" })
  desk:act("carl", "rate", id, { score = 5 })
  spec.equal({ desk:get(id).fields.rating, desk:get(id).fields.rating_words }, { 5 })
  local count = 0
  for _, entry in ipairs(desk:history(id)) do
    if entry.action == "rate" then count = count + 1 end
  end
  spec.equal(count, 2)
end)

spec.case("where the desk wants it, a rating stays until the ticket closes again", with{ changeable = false }, function(desk)
  local id = closed(desk)
  desk:act("carl", "rate", id, { score = 2 })
  local outcome = desk:try("carl", "rate", id, { score = 5 })
  spec.equal(outcome.message:find("rated already", 1, true) ~= nil, true)
  reopened_and_closed(desk, id)
  desk:act("carl", "rate", id, { score = 5 })
  spec.equal(desk:get(id).fields.rating, 5)
end)

spec.case("a reopened ticket is not rated until it closes again", asked, function(desk)
  local id = closed(desk)
  desk:act("ann", "reopen", id, {})
  spec.refused(desk:try("carl", "rate", id, { score = 5 }))
  close(desk, "mia", id)
  spec.equal(told(desk, "How was it?"), { "carl", "carl" })
  desk:act("carl", "rate", id, { score = 5 })
end)

spec.case("assignee and managers are told of a low rating", asked, function(desk)
  local id = closed(desk)
  desk:act("carl", "rate", id, { score = 3 })
  spec.equal(told(desk, "was rated"), {})
  desk:act("carl", "rate", id, { score = 2, words = "Still dark" })
  spec.equal(told(desk, "was rated 2 of 5"), { "ann", "mia" })
end)

spec.case("the desk says what is low and who is told", with{ low = 3, tell = { "bob" } }, function(desk)
  local id = closed(desk)
  desk:act("carl", "rate", id, { score = 3 })
  spec.equal(told(desk, "was rated 3 of 5"), { "bob" })
end)

spec.case("who is assignee and manager is told once", asked, function(desk)
  local id = desk:create{ subject = "No light", requester = "carl", assignee = "mia" }
  close(desk, "mia", id)
  desk:act("carl", "rate", id, { score = 1 })
  spec.equal(told(desk, "was rated"), { "mia" })
end)

spec.case("who is to be told and is gone keeps nobody from rating", with{ tell = { "nobody", "assignee", "role:manager" } }, function(desk)
  local id = desk:create{ subject = "No light", requester = "carl", assignee = "ann" }
  close(desk, "mia", id)
  desk:act("carl", "rate", id, { score = 1 })
  spec.equal(told(desk, "was rated 1 of 5"), { "ann", "mia" })
  spec.equal(desk.log[1]:find("nobody", 1, true) ~= nil, true)
end)

spec.case("where nothing is low, nobody is told", with{ low = 0 }, function(desk)
  desk:act("carl", "rate", closed(desk), { score = 1 })
  spec.equal(told(desk, "was rated"), {})
end)

spec.case("nobody is asked of a duplicate, nor of what nobody asked for", with({}, { "support", "close-reasons" }), function(desk)
  local first, second = desk:create{ subject = "Dark" }, desk:create{ subject = "No light", requester = "carl" }
  desk:act("mia", "merge", second, { into = first })
  desk:act("mia", "close", first, { reason = "no_answer" })
  spec.equal(told(desk, "How was it?"), {})
  spec.refused(desk:try("carl", "rate", second, { score = 1 }))
end)

spec.case("the desk says after which reasons nobody is asked", with({ not_asked = { "no_answer" } }, { "support", "close-reasons" }), function(desk)
  closed(desk, { reason = "no_answer" })
  spec.equal(told(desk, "How was it?"), {})
  closed(desk, { reason = "declined", comment = "Not our lamp" })
  spec.equal(told(desk, "How was it?"), { "carl" })
end)

spec.case("a customer who follows the ticket sees no rating", asked, function(desk)
  local id = desk:create{ subject = "No light", requester = "carl", followers = { "dora" } }
  close(desk, "mia", id)
  desk:act("carl", "rate", id, { score = 1, words = "Slow" })
  spec.equal(desk:get(id, "carl").fields.rating, 1)
  spec.equal(desk:get(id, "dora").fields.rating, nil)
  for _, entry in ipairs(desk:history(id, "dora")) do spec.equal(entry.action == "rate", false) end
end)

spec.case("an undone close asks for nothing any more, an undone rating is none", asked, function(desk)
  local id = desk:create{ subject = "No light", requester = "carl" }
  local closing = close(desk, "mia", id)
  local rating = desk:act("carl", "rate", id, { score = 1 })
  desk:act("mia", "undo", id, { entry = rating.seq })
  spec.equal(desk:get(id).fields.rating, nil)
  desk:act("mia", "undo", id, { entry = closing.seq })
  spec.equal(desk:get(id).fields.rating_until, nil)
  spec.refused(desk:try("carl", "rate", id, { score = 1 }))
end)
