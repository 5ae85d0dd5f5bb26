local with_support = { requires = { "support" } }

local function family(desk)
  local parent = desk:create{ subject = "New laptop" }
  return parent, desk:create{ subject = "Order it", parent = parent }, desk:create{ subject = "Account", parent = parent }
end

spec.case("a parent with open children is not closed, and is told which", with_support, function(desk)
  local parent, first, second = family(desk)
  local outcome = desk:try("mia", "close", parent, {})
  spec.refused(outcome)
  assert(outcome.message:find("parts first: " .. first .. ", " .. second, 1, true), outcome.message)
  desk:act("mia", "close", first, {})
  outcome = desk:try("mia", "close", parent, {})
  assert(outcome.message:find("part first: " .. second, 1, true), outcome.message)
end)

spec.case("once all are closed or discarded it closes", with_support, function(desk)
  local parent, first, second = family(desk)
  desk:act("mia", "close", first, {})
  desk:act("mia", "discard", second, { to = "deleted" })
  desk:act("mia", "close", parent, {})
  spec.equal(desk:get(parent).category, "closed")
end)

spec.case("a child closes while its parent is open", with_support, function(desk)
  local parent, first = family(desk)
  desk:act("mia", "close", first, {})
  spec.equal(desk:get(parent).category, "open")
end)

spec.case("a close by an edit of the stage is a close", with_support, function(desk)
  local parent = family(desk)
  spec.refused(desk:try("mia", "update", parent, { set = { stage = "resolved" } }))
end)
