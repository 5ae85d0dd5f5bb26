local with_support = { requires = { "support" } }

local function asked(desk, requester)
  return desk:create{ type = "{{word}}", subject = "A new chair", requester = requester or "carl" }
end

spec.case("it begins with the question", with_support, function(desk)
  local ticket = desk:get(asked(desk))
  spec.equal({ ticket.type, ticket.stage, ticket.category }, { "{{word}}", "asked", "open" })
end)

spec.case("a manager approves it, and it is done", with_support, function(desk)
  local id = asked(desk)
  desk:act("mia", "approve_{{word}}", id)
  spec.equal(desk:get(id).stage, "approved")
  desk:act("mia", "close", id)
  spec.equal(desk:get(id).stage, "done")
end)

spec.case("without approval a close is a rejection", with_support, function(desk)
  local id = asked(desk)
  desk:act("mia", "close", id)
  spec.equal(desk:get(id).stage, "rejected")
  desk:act("ann", "reopen", id)
  spec.equal(desk:get(id).stage, "asked")
end)

spec.case("others approve nothing, neither by the action nor by hand", with_support, function(desk)
  local id = asked(desk)
  spec.equal(desk:try("ann", "approve_{{word}}", id).code, "denied")
  spec.equal(desk:try("ann", "update", id, { set = { stage = "approved" } }).code, "denied")
  spec.equal(desk:get(id).stage, "asked")
end)

spec.case("nobody approves what they asked for, neither way", with_support, function(desk)
  local id = asked(desk, "mia")
  spec.refused(desk:try("mia", "approve_{{word}}", id), "stage")
  spec.refused(desk:try("mia", "update", id, { set = { stage = "approved" } }), "stage")
  spec.equal(desk:get(id).stage, "asked")
end)

spec.case("it is approved once", with_support, function(desk)
  local id = asked(desk)
  desk:act("mia", "approve_{{word}}", id)
  spec.refused(desk:try("mia", "approve_{{word}}", id))
end)
