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

spec.case("tickets of exempt types are closed without a reason, and a reason wants its evidence", {
  requires = { "support" }, settings = { exempt_types = { "question" } },
}, function(desk)
  local first, second = question(desk), question(desk)
  desk:act("mia", "close", first, {})
  spec.equal(desk:get(first).category, "closed")
  spec.refused(desk:try("mia", "close", second, { reason = "solved" }), "root_causes")
end)

spec.case("solved wants a root cause", with_support, function(desk)
  local id = question(desk)
  spec.refused(desk:try("mia", "close", id, { reason = "solved" }), "root_causes")
  desk:act("mia", "close", id, { reason = "solved", root_causes = { "hardware" } })
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

spec.case("whom a merge let follow reads no more of the other ticket once theirs stands by itself", with_support, function(desk)
  local first, second = merged(desk)
  desk:act("mia", "update", first, { set = { followers = { add = { "bob" } } } })
  desk:act("ann", "reopen", second, {})
  desk:act("ann", "reply", first, { text = "For dora only" })
  spec.equal(desk:get(first).followers, { "bob" })
  spec.equal(said(desk, first, "carl"), {})
  desk:act("mia", "merge", second, { into = first })
  spec.equal(desk:get(first).followers, { "bob", "carl" })
end)

spec.case("who followed the other ticket before a merge follows it after", with_support, function(desk)
  local first = desk:create{ subject = "Dark", requester = "dora", followers = { "carl" } }
  local second = question(desk)
  desk:act("mia", "merge", second, { into = first })
  desk:act("ann", "reopen", second, {})
  spec.equal(desk:get(first).followers, { "carl" })
end)

spec.case("a ticket opens by itself where the one that it stands on is discarded", with_support, function(desk)
  local first, second = merged(desk)
  desk:act("mia", "discard", first, { to = "spam" })
  desk:act("carl", "reply", second, { text = "Still dark" })
  spec.equal(desk:get(second).fields.merged_into, nil)
  spec.equal(desk:get(first).followers, {})
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

-- The last entry of a ticket that has that action.
local function last(desk, id, action)
  local found
  for _, entry in ipairs(desk:history(id)) do
    if entry.action == action then found = entry end
  end
  return found
end

-- The ticket that was taken out of another one.
local function split(desk, id)
  local found = desk:find("split_from:" .. id)
  spec.equal(#found, 1)
  return found[1]
end

spec.case("a customer's message becomes a ticket of theirs, with its files", with_support, function(desk)
  local id = question(desk)
  desk:act("carl", "reply", id, {
    text = "And the door is stuck", attachments = { { name = "door.txt", base64 = docket.base64.encode("stuck") } },
  })
  desk:act("ann", "split", id, { entry = last(desk, id, "reply").seq, subject = "Door" })
  local made = split(desk, id)
  spec.equal(made.subject, "Door")
  spec.equal(made.body, "And the door is stuck")
  spec.equal(made.requester, "carl")
  spec.equal(made.attachments[1].name, "door.txt")
  assert(last(desk, id, "note").text:find("ticket " .. made.id, 1, true), "it says where it went")
  assert(last(desk, made.id, "note").text:find("ticket " .. id, 1, true), "it says where it came from")
  spec.equal(#desk:history(id, "carl"), 2)
  assert(desk:get(made.id, "carl"), "it is carl's own")
end)

spec.case("a note stays internal, and its ticket is nobody's", with_support, function(desk)
  local id = question(desk)
  desk:act("ann", "note", id, { text = "He calls every day" })
  desk:act("ann", "split", id, { entry = last(desk, id, "note").seq })
  local made = split(desk, id)
  spec.equal(made.requester, nil)
  spec.equal(made.body, nil)
  assert(not made.subject:find("calls", 1, true), "a subject is not internal")
  assert(last(desk, made.id, "note").text:find("He calls every day", 1, true))
  spec.equal(desk:get(made.id, "carl"), nil)
end)

spec.case("only what was said on the ticket is split, and by whom it may be read", with_support, function(desk)
  local id, other = question(desk), question(desk)
  desk:act("ann", "note", other, { text = "Elsewhere" })
  for _, entry in ipairs{ desk:history(id)[1].seq, last(desk, other, "note").seq, 999 } do
    spec.refused(desk:try("ann", "split", id, { entry = entry }), "entry")
  end
  spec.equal(desk:try("carl", "split", id, { entry = 1 }).code, "denied")
end)
