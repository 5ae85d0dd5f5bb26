local with_support = { requires = { "support" } }

local function question(desk)
  return desk:create{ subject = "No light", requester = "carl" }
end

spec.case("a close without a reason is refused", with_support, function(desk)
  spec.refused(desk:try("mia", "close", question(desk), {}), "close_reason")
end)

local plain = { requires = { "support" }, settings = { required = "when explained" } }

spec.case("where the desk wants it, a plain close is fine", plain, function(desk)
  local id = question(desk)
  desk:act("mia", "close", id, {})
  spec.equal(desk:get(id).category, "closed")
  spec.equal(desk:get(id).close_reason, nil)
end)

spec.case("a reason that is given wants its evidence all the same", plain, function(desk)
  local id = question(desk)
  spec.refused(desk:try("mia", "close", id, { reason = "solved" }), "root_causes")
  desk:act("mia", "close", id, {})
  spec.refused(desk:try("mia", "update", id, { set = { close_reason = "declined" } }), "comment")
end)

spec.case("solved wants a root cause", with_support, function(desk)
  local id = question(desk)
  spec.refused(desk:try("mia", "close", id, { reason = "solved" }), "root_causes")
  desk:act("mia", "close", id, { reason = "solved", root_causes = { "bulb" } })
  spec.equal(desk:get(id).close_reason, "solved")
end)

spec.case("duplicate wants the other ticket", with_support, function(desk)
  local first, second = question(desk), question(desk)
  spec.refused(desk:try("mia", "close", second, { reason = "duplicate" }), "duplicate_of")
  desk:act("mia", "update", second, { set = { duplicate_of = first } })
  desk:act("mia", "close", second, { reason = "duplicate" })
  spec.equal(desk:get(second).fields.duplicate_of, first)
end)

spec.case("declined wants a comment", with_support, function(desk)
  local id = question(desk)
  spec.refused(desk:try("mia", "close", id, { reason = "declined" }), "comment")
  desk:act("mia", "close", id, { reason = "declined", comment = "Not our lamp" })
end)

spec.case("reopening empties the reason and its evidence", with_support, function(desk)
  local first, second = question(desk), question(desk)
  desk:act("mia", "update", second, { set = { duplicate_of = first } })
  desk:act("mia", "close", second, { reason = "duplicate" })
  desk:act("ann", "reopen", second, {})
  local ticket = desk:get(second)
  spec.equal(ticket.close_reason, nil)
  spec.equal(ticket.fields.duplicate_of, nil)
end)

local function merged(desk)
  local first = desk:create{ subject = "Dark", requester = "dora" }
  local second = desk:create{ subject = "No light", requester = "carl", body = "In room 5" }
  return first, second, desk:act("mia", "merge", second, { into = first })
end

spec.case("merging closes a ticket as a duplicate of the other", with_support, function(desk)
  local first, second, result = merged(desk)
  local ticket = desk:get(second)
  spec.equal(ticket.category, "closed")
  spec.equal(ticket.close_reason, "duplicate")
  spec.equal(ticket.fields.duplicate_of, first)
  spec.equal(result.ticket, second)
  local entries = desk:history(second)
  spec.equal(entries[#entries].action, "merge")
  spec.equal(entries[#entries].params.into, first)
end)

spec.case("the staff of the other ticket reads what was asked, and customers nothing of each other", with_support, function(desk)
  local first = merged(desk)
  spec.equal(desk:get(first).followers, {})
  local entries = desk:history(first)
  local note = entries[#entries]
  spec.equal(note.visibility, "internal")
  assert(note.text:find("No light", 1, true) and note.text:find("In room 5", 1, true))
  for _, entry in ipairs(desk:history(first, "dora")) do
    assert(not (entry.text or ""):find("room 5", 1, true), "dora must not read what carl wrote")
  end
end)

spec.case("a ticket is not merged into itself, nor into a discarded or a merged one", with_support, function(desk)
  local first, second = merged(desk)
  spec.refused(desk:try("mia", "merge", first, { into = first }), "into")
  spec.refused(desk:try("mia", "merge", first, { into = second }), "into")
  local spam = question(desk)
  desk:act("mia", "discard", spam, { to = "spam" })
  spec.refused(desk:try("mia", "merge", first, { into = spam }), "into")
  spec.refused(desk:try("mia", "merge", first, { into = 999 }), "into")
  spec.refused(desk:try("mia", "merge", first, {}), "into")
end)

spec.case("a closed ticket is not merged, and an agent does not merge", with_support, function(desk)
  local first, second = merged(desk)
  local third = question(desk)
  spec.equal(desk:try("mia", "merge", second, { into = third }).code, "refused")
  spec.equal(desk:try("ann", "merge", third, { into = first }).code, "denied")
end)

spec.case("a reply to a merged ticket is read where it is worked on", with_support, function(desk)
  local first, second = merged(desk)
  local third = desk:create{ subject = "Lamp", requester = "dora" }
  desk:act("mia", "merge", first, { into = third })
  desk:act("carl", "reply", second, { text = "Still dark" })
  local entries = desk:history(third)
  assert(entries[#entries].text:find("Still dark", 1, true))
  spec.equal(entries[#entries].visibility, "internal")
  spec.equal(desk:get(second).category, "closed")
  spec.equal(desk:get(second).fields.duplicate_of, first)
end)

spec.case("a reopened ticket repeats nothing any more", with_support, function(desk)
  local first, second = merged(desk)
  desk:act("ann", "reopen", second, {})
  spec.equal(desk:get(second).fields.duplicate_of, nil)
  local before = #desk:history(first)
  desk:act("carl", "reply", second, { text = "Again" })
  spec.equal(#desk:history(first), before)
end)
