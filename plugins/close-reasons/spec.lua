local function question(desk)
  return desk:create{ subject = "No light", requester = "carl" }
end

spec.case("a close without a reason is refused", {}, function(desk)
  spec.refused(desk:try("mia", "close", question(desk), {}), "close_reason")
end)

spec.case("solved wants a root cause", {}, function(desk)
  local id = question(desk)
  spec.refused(desk:try("mia", "close", id, { reason = "solved" }), "root_causes")
  desk:act("mia", "close", id, { reason = "solved", root_causes = { "bulb" } })
  spec.equal(desk:get(id).close_reason, "solved")
end)

spec.case("duplicate wants the other ticket", {}, function(desk)
  local first, second = question(desk), question(desk)
  spec.refused(desk:try("mia", "close", second, { reason = "duplicate" }), "duplicate_of")
  desk:act("mia", "update", second, { set = { duplicate_of = first } })
  desk:act("mia", "close", second, { reason = "duplicate" })
  spec.equal(desk:get(second).fields.duplicate_of, first)
end)

spec.case("declined wants a comment", {}, function(desk)
  local id = question(desk)
  spec.refused(desk:try("mia", "close", id, { reason = "declined" }), "comment")
  desk:act("mia", "close", id, { reason = "declined", comment = "Not our lamp" })
end)

spec.case("reopening empties the reason and its evidence", {}, function(desk)
  local first, second = question(desk), question(desk)
  desk:act("mia", "update", second, { set = { duplicate_of = first } })
  desk:act("mia", "close", second, { reason = "duplicate" })
  desk:act("ann", "reopen", second, {})
  local ticket = desk:get(second)
  spec.equal(ticket.close_reason, nil)
  spec.equal(ticket.fields.duplicate_of, nil)
end)
