local with_support = { requires = { "support" } }

local function asked(desk)
  return desk:create{ subject = "New switch", tags = { "change" }, requester = "carl", assignee = "ann" }
end

spec.case("with two approvals it closes, with fewer it does not", with_support, function(desk)
  local id = asked(desk)
  spec.refused(desk:try("mia", "close", id, {}), "approved_by")
  local result = desk:act("bob", "approve", id, {})
  spec.equal(docket.text(result.answer, "en"), "Approved; 1 more is needed.")
  spec.refused(desk:try("mia", "close", id, {}), "approved_by")
  desk:act("mia", "approve", id, {})
  spec.equal(desk:get(id).fields.approved_by, { "bob", "mia" })
  desk:act("mia", "close", id, {})
  spec.equal(desk:get(id).category, "closed")
end)

spec.case("nobody counts twice", with_support, function(desk)
  local id = asked(desk)
  desk:act("bob", "approve", id, {})
  spec.refused(desk:try("bob", "approve", id, {}))
  spec.equal(desk:get(id).fields.approved_by, { "bob" })
end)

spec.case("neither who works on it nor who asked approves, and no customer", with_support, function(desk)
  local id = asked(desk)
  spec.refused(desk:try("ann", "approve", id, {}))
  spec.equal(desk:try("carl", "approve", id, {}).code, "denied")
  local bobs = desk:create{ subject = "Mine", tags = { "change" }, requester = "bob" }
  spec.refused(desk:try("bob", "approve", bobs, {}))
end)

spec.case("who approved and then takes it over counts no more", with_support, function(desk)
  local id = asked(desk)
  desk:act("bob", "approve", id, {})
  desk:act("mia", "approve", id, {})
  desk:act("mia", "update", id, { set = { assignee = "bob" } })
  spec.refused(desk:try("mia", "close", id, {}), "approved_by")
end)

spec.case("nobody writes approvals by hand", with_support, function(desk)
  spec.refused(desk:try("mia", "update", asked(desk), { set = { approved_by = { "bob", "mia" } } }))
end)

spec.case("what is written anew, or opened again, is approved anew", with_support, function(desk)
  local id = asked(desk)
  desk:act("bob", "approve", id, {})
  desk:act("ann", "update", id, { set = { priority = "high" } })
  spec.equal(desk:get(id).fields.approved_by, { "bob" })
  desk:act("ann", "update", id, { set = { body = "Two switches" } })
  spec.equal(desk:get(id).fields.approved_by, {})
  desk:act("bob", "approve", id, {})
  desk:act("mia", "approve", id, {})
  desk:act("mia", "close", id, {})
  desk:act("ann", "reopen", id, {})
  spec.equal(desk:get(id).fields.approved_by, {})
end)

spec.case("other tickets close as ever", with_support, function(desk)
  local id = desk:create{ subject = "Question" }
  desk:act("mia", "close", id, {})
  spec.equal(desk:get(id).category, "closed")
end)
