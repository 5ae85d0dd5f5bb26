local with_support = { requires = { "support" } }

local function open(desk)
  desk:create{ subject = "No light", assignee = "ann", requester = "carl" }
  desk:create{ subject = "No heat", assignee = "ann", priority = "urgent" }
  desk:create{ subject = "A second key" }
  local done = desk:create{ subject = "A chair", assignee = "bob" }
  desk:act("mia", "close", done)
end

spec.case("open tickets are counted, the most first", with_support, function(desk)
  open(desk)
  spec.equal(desk:report("{{word}}"), {
    { group = "ann", tickets = 2, urgent = 1 },
    { group = "–", tickets = 1, urgent = 0 },
  })
end)

spec.case("whoever asks says by what, and how many at least", with_support, function(desk)
  open(desk)
  spec.equal(desk:report("{{word}}", { by = "priority", least = 2 }), {
    { group = "normal", tickets = 2, urgent = 0 },
  })
end)

spec.case("a query narrows it", with_support, function(desk)
  open(desk)
  spec.equal(desk:report("{{word}}", { query = "requester:carl" }), {
    { group = "ann", tickets = 1, urgent = 0 },
  })
end)
