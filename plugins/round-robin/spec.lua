local with_support = { requires = { "support" } }

spec.case("new tickets go round", with_support, function(desk)
  local given = {}
  for turn = 1, 4 do
    local id = desk:create{ subject = "Question " .. turn, requester = "carl" }
    given[turn] = desk:get(id).assignee
  end
  spec.equal(given, { "ann", "bob", "ann", "bob" })
end)

spec.case("who comes with an assignee keeps it", with_support, function(desk)
  local id = desk:create{ subject = "For mia", requester = "carl", assignee = "mia" }
  spec.equal(desk:get(id).assignee, "mia")
end)

spec.case("a newcomer gets a turn", with_support, function(desk)
  local first = desk:create{ subject = "One", requester = "carl" }
  desk:person{ name = "anton", roles = { "agent" } }
  local second = desk:create{ subject = "Two", requester = "carl" }
  spec.equal(desk:get(first).assignee, "ann")
  spec.equal(desk:get(second).assignee, "anton")
end)

spec.case("another role may take the turns", { requires = { "support" }, settings = { role = "manager" } }, function(desk)
  local id = desk:create{ subject = "One", requester = "carl" }
  spec.equal(desk:get(id).assignee, "mia")
end)
