local function with(settings) return { requires = { "support" }, settings = settings } end

local function notes(desk, id, person)
  local texts = {}
  for _, entry in ipairs(desk:history(id, person)) do
    if entry.action == "note" then texts[#texts + 1] = entry.text end
  end
  return texts
end

local function twice(desk, second)
  local first = desk:create{ subject = "No light", requester = "carl" }
  second.subject = second.subject or "No light"
  second.requester = second.requester or "carl"
  return first, desk:create(second)
end

spec.case("the second ticket has a note and a tag, which the customer does not see", with{}, function(desk)
  local first, second = twice(desk, {})
  spec.equal(desk:get(second).tags, { "same-again" })
  spec.equal(notes(desk, second, "ann"), { "Perhaps the same as ticket " .. first .. "." })
  spec.equal(notes(desk, second, "carl"), {})
  spec.equal(desk:get(first).tags, {})
end)

spec.case("another subject, or somebody else's ticket, is another one", with{}, function(desk)
  local _, other = twice(desk, { subject = "No light in room 5" })
  spec.equal(desk:get(other).tags, {})
  local _, doras = twice(desk, { requester = "dora" })
  spec.equal(desk:get(doras).tags, {})
end)

spec.case("what is closed or too long ago does not count", with{}, function(desk)
  local first = desk:create{ subject = "No light", requester = "carl" }
  desk:act("mia", "close", first, {})
  local second = desk:create{ subject = "No light", requester = "carl" }
  spec.equal(desk:get(second).tags, {})
  desk:advance("15d")
  local third = desk:create{ subject = "No light", requester = "carl" }
  spec.equal(desk:get(third).tags, {})
end)

spec.case("where the desk refuses, the customer is told where to go on", with{ act = "refuse" }, function(desk)
  local first = desk:create{ subject = "No light", requester = "carl" }
  local outcome = desk:try("carl", "create", nil, { subject = "No light" })
  spec.refused(outcome, "subject")
  assert(outcome.message:find("in ticket " .. first, 1, true), outcome.message)
  desk:act("carl", "create", nil, { subject = "No heating" })
  -- The staff take in what they are told on the phone.
  desk:act("ann", "create", nil, { subject = "No light", requester = "carl" })
end)
