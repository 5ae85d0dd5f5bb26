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

-- What is said on a ticket, with the body of each one that stands on it.
local function said(desk, id, person)
  local texts = {}
  for _, entry in ipairs(desk:history(id, person)) do
    for _, edit in ipairs(entry.edits) do
      if edit.field == "body" then texts[#texts + 1] = entry.ticket .. " " .. edit.to end
    end
    if entry.text then texts[#texts + 1] = entry.ticket .. " " .. entry.text end
  end
  return texts
end

spec.case("the staff of the other ticket reads what was asked, and customers nothing of each other", with_support, function(desk)
  local first, second = merged(desk)
  spec.equal(desk:get(first).followers, { "carl" })
  desk:act("ann", "reply", first, { text = "Is the plug in?" })
  spec.equal(said(desk, first), {
    second .. " In room 5", first .. " Ticket " .. second .. " was merged into this one by mia.",
    first .. " Is the plug in?",
  })
  spec.equal(said(desk, first, "dora"), { first .. " Is the plug in?" })
  spec.equal(said(desk, second, "carl"), { second .. " In room 5" })
end)

spec.case("what is merged reopens alone, and is merged again", with_support, function(desk)
  local first, second = merged(desk)
  desk:act("ann", "reopen", second, {})
  spec.equal(desk:get(second).fields.merged_into, nil)
  spec.equal(#said(desk, first), 1)
  desk:act("mia", "merge", second, { into = first })
  spec.equal(desk:get(second).fields.merged_into, first)
end)

spec.case("whom following lets see the other ticket follows it", with_support, function(desk)
  local first = desk:create{ subject = "Dark", requester = "dora" }
  local second = desk:create{ subject = "No light", requester = "bob", followers = { "ann", "dora" } }
  desk:act("mia", "merge", second, { into = first })
  spec.equal(desk:get(first).followers, { "bob", "ann" })
end)

spec.case("a ticket is not merged into itself, nor into a discarded or a merged one", with_support, function(desk)
  local first, second = merged(desk)
  spec.refused(desk:try("mia", "merge", first, { into = first }), "into")
  spec.refused(desk:try("mia", "merge", first, { into = second }), "into")
  spec.refused(desk:try("mia", "merge", question(desk), { into = second }), "into")
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

spec.case("a reply to a merged ticket opens the one that it stands on", with_support, function(desk)
  local first, second = merged(desk)
  local third = desk:create{ subject = "Lamp", requester = "dora" }
  desk:act("mia", "merge", first, { into = third })
  desk:act("ann", "reply", third, { text = "Is the plug in?" })
  spec.equal(desk:get(third).category, "waiting")
  desk:act("carl", "reply", second, { text = "Still dark" })
  local texts = said(desk, third)
  spec.equal(texts[#texts], second .. " Still dark")
  spec.equal(desk:get(third).category, "open")
  spec.equal(desk:get(second).category, "closed")
  spec.equal(desk:get(second).fields.merged_into, first)
end)

spec.case("a reply to a duplicate is read where it is worked on", with_support, function(desk)
  local first, second = question(desk), question(desk)
  desk:act("mia", "close", second, { reason = "duplicate", set = { duplicate_of = first } })
  desk:act("carl", "reply", second, { text = "Still dark" })
  local entries = desk:history(first)
  assert(entries[#entries].text:find("Still dark", 1, true))
  spec.equal(entries[#entries].visibility, "internal")
  spec.equal(desk:get(second).category, "closed")
end)

spec.case("a reopened ticket repeats nothing any more", with_support, function(desk)
  local first, second = merged(desk)
  desk:act("ann", "reopen", second, {})
  spec.equal(desk:get(second).fields.duplicate_of, nil)
  local before = #desk:history(first)
  desk:act("carl", "reply", second, { text = "Again" })
  spec.equal(#desk:history(first), before)
end)
