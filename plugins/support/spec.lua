-- Each case is a fresh desk on which ann and bob are agents, mia is a manager, carl and dora are customers.

spec.case("an agent's reply answers a new question", {}, function(desk)
  local id = desk:create{ subject = "No light", requester = "carl" }
  spec.equal(desk:get(id).stage, "new")
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  spec.equal(desk:get(id).stage, "answered")
end)

spec.case("the customer's reply opens an answered question", {}, function(desk)
  local id = desk:create{ subject = "No light", requester = "carl" }
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  desk:act("carl", "reply", id, { text = "It is." })
  spec.equal(desk:get(id).stage, "open")
end)

spec.case("an agent may not close, a manager may", {}, function(desk)
  local id = desk:create{ subject = "No light", requester = "carl" }
  spec.refused(desk:try("ann", "close", id, {}))
  desk:act("mia", "close", id, {})
  spec.equal(desk:get(id).category, "closed")
end)

spec.case("the customer's reply opens a resolved question again", {}, function(desk)
  local id = desk:create{ subject = "No light", requester = "carl" }
  desk:act("mia", "close", id, {})
  desk:act("carl", "reply", id, { text = "Dark again." })
  spec.equal(desk:get(id).stage, "open")
end)

spec.case("where the desk wants it, a resolved question stays resolved", {
  settings = { reopen_on_reply = false },
}, function(desk)
  local id = desk:create{ subject = "No light", requester = "carl" }
  desk:act("mia", "close", id, {})
  desk:act("carl", "reply", id, { text = "Thanks!" })
  spec.equal(desk:get(id).stage, "resolved")
end)

spec.case("a question cannot go from resolved to answered", {}, function(desk)
  local id = desk:create{ subject = "No light", requester = "carl" }
  desk:act("mia", "close", id, {})
  spec.refused(desk:try("mia", "update", id, { set = { stage = "answered" } }), "stage")
end)

spec.case("spam that is then deleted goes back step by step", {}, function(desk)
  local id = desk:create{ subject = "Win a car", requester = "carl" }
  desk:act("ann", "discard", id, { to = "spam" })
  desk:act("ann", "discard", id, { to = "deleted" })
  desk:act("ann", "restore", id, {})
  spec.equal(desk:get(id).stage, "spam")
  desk:act("ann", "restore", id, {})
  spec.equal(desk:get(id).stage, "new")
end)

spec.case("a customer does not see another's question", {}, function(desk)
  local id = desk:create{ subject = "No light", requester = "carl" }
  spec.equal(desk:get(id, "dora"), nil)
  spec.equal(desk:get(id, "carl").subject, "No light")
  spec.refused(desk:try("dora", "reply", id, { text = "Mine too" }))
end)
