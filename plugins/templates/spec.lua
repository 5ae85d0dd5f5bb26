local answers = {
  reset = {
    text = { en = "Hello {requester}, your password for {subject} is reset. {agent}", nl = "Dag {requester}, nieuw wachtwoord." },
    set = { tags = "+password", priority = "low" },
    when = "subject:login",
  },
  dated = { text = { en = "We fix it by {due:date}, that is {due}.", de = "Am {due:date}, also {due}." } },
  closing = { text = { en = "Done, {requester}." }, set = { stage = "resolved" } },
  inside = { note = "{assignee} told {requester} by phone", set = { tags = "-password,+called" } },
  odd = { text = { en = "{{not a place}} {id}" } },
  unknown = { text = { en = "Your {conract}" } },
  wrong_set = { text = { en = "x" }, set = { priority = "hihg" } },
  wrong_when = { text = { en = "x" }, when = "nonsense:1" },
}

local plain = { requires = { "support" }, settings = { answers = answers }, zone = "UTC" }

local function login(desk, more)
  local fields = { subject = "login", requester = "carl" }
  for name, value in pairs(more or {}) do fields[name] = value end
  return desk:create(fields)
end

local function last(desk, id, person)
  local entries = desk:history(id, person)
  return entries[#entries]
end

spec.case("an answer is the reply of who gives it, and edits with it", plain, function(desk)
  local id = login(desk)
  desk:act("ann", "answer", id, { template = "reset" })
  local ticket = desk:get(id)
  spec.equal(ticket.stage, "answered")
  spec.equal(ticket.tags, { "password" })
  spec.equal(ticket.priority, "low")
  local entry = last(desk, id, "carl")
  spec.equal(entry.text, "Hello carl, your password for login is reset. ann")
  spec.equal(entry.actor, "ann")
  spec.equal(#desk:history(id), 2)
end)

spec.case("the requester is not told which template it was", plain, function(desk)
  local id = login(desk)
  desk:act("ann", "answer", id, { template = "reset" })
  spec.equal(last(desk, id, "carl").params.template, nil)
  spec.equal(last(desk, id, "carl").data.template, nil)
  spec.equal(last(desk, id).data.template, "reset")
end)

spec.case("it is in the requester's language, else in the desk's, else in English", plain, function(desk)
  desk:person{ name = "jan", roles = { "customer" }, language = "nl" }
  desk:person{ name = "olga", roles = { "customer" }, language = "ru" }
  for name, beginning in pairs{ jan = "Dag jan", olga = "Hello olga" } do
    local id = login(desk, { requester = name })
    desk:act("ann", "answer", id, { template = "reset" })
    spec.equal(last(desk, id).text:sub(1, #beginning), beginning)
  end
  local id = login(desk)
  desk:act("ann", "answer", id, { template = "reset", language = "nl" })
  spec.equal(last(desk, id).text, "Dag carl, nieuw wachtwoord.")
  spec.refused(desk:try("ann", "answer", login(desk), { template = "reset", language = "de" }), "language")
end)

spec.case("the desk's language comes before English", {
  requires = { "support" }, settings = { answers = answers }, language = "nl",
}, function(desk)
  local id = login(desk)
  desk:act("ann", "answer", id, { template = "reset" })
  spec.equal(last(desk, id).text, "Dag carl, nieuw wachtwoord.")
end)

spec.case("a place that nothing fills stops it before anything is said", plain, function(desk)
  local id = login(desk)
  spec.refused(desk:try("ann", "answer", id, { template = "dated" }), "template")
  spec.refused(desk:try("ann", "answer", id, { template = "unknown" }), "template")
  spec.refused(desk:try("ann", "answer", login(desk, { requester = docket.none }), { template = "closing" }), "template")
  spec.equal(#desk:history(id), 1)
end)

spec.case("moments are written as one wants them", plain, function(desk)
  local id = login(desk, { due = docket.time.parse("2026-03-01T12:30:00Z") })
  desk:act("ann", "answer", id, { template = "dated" })
  spec.equal(last(desk, id).text, "We fix it by 2026-03-01, that is 2026-03-01 12:30.")
end)

spec.case("moments stand as the answer's language writes them", plain, function(desk)
  desk:person{ name = "gerda", roles = { "customer" }, language = "de" }
  local id = login(desk, { requester = "gerda", due = docket.time.parse("2026-03-01T12:30:00Z") })
  desk:act("ann", "answer", id, { template = "dated" })
  spec.equal(last(desk, id).text, "Am 01.03.2026, also 01.03.2026 12:30.")
end)

spec.case("two braces are one", plain, function(desk)
  local id = login(desk)
  desk:act("ann", "answer", id, { template = "odd" })
  spec.equal(last(desk, id).text, "{not a place} " .. id)
end)

spec.case("the text and the fields may be adapted", plain, function(desk)
  local id = login(desk)
  desk:act("ann", "answer", id, {
    template = "reset", text = "Dear {requester}: see {id}", set = { priority = "high" },
  })
  spec.equal(last(desk, id).text, "Dear carl: see " .. id)
  spec.equal(desk:get(id).priority, "high")
  spec.equal(desk:get(id).tags, { "password" })
  spec.refused(desk:try("ann", "answer", id, { template = "reset", text = "Dear {requestor}" }), "text")
  spec.refused(desk:try("ann", "answer", id, { template = "reset", text = "Dear {" }), "text")
end)

spec.case("what stands in a place is not looked at for places", plain, function(desk)
  local id = login(desk, { subject = "login {due} of {agent}" })
  desk:act("ann", "answer", id, { template = "reset" })
  assert(last(desk, id).text:find("for login {due} of {agent} is", 1, true), last(desk, id).text)
end)

spec.case("an answer is for the tickets of its query", plain, function(desk)
  local id = login(desk, { subject = "No light" })
  local outcome = desk:try("ann", "answer", id, { template = "reset" })
  spec.refused(outcome, "template")
  assert(outcome.message:find("subject:login", 1, true), outcome.message)
  spec.refused(desk:try("ann", "answer", id, { template = "wrong_when" }), "template")
end)

spec.case("those that fit are offered where none is chosen", plain, function(desk)
  local id, other = login(desk), login(desk, { subject = "No light" })
  for ticket, wanted in pairs{ [id] = "inside, odd, reset, unknown", [other] = "inside, odd, unknown" } do
    local outcome = desk:try("ann", "answer", ticket, {})
    spec.refused(outcome, "template")
    assert(outcome.message:find(wanted, 1, true), outcome.message)
  end
end)

spec.case("a name that is none is told with the nearest", plain, function(desk)
  local outcome = desk:try("ann", "answer", login(desk), { template = "rest" })
  spec.refused(outcome, "template")
  assert(outcome.message:find("reset", 1, true), outcome.message)
end)

spec.case("what it sets must be right", plain, function(desk)
  spec.refused(desk:try("ann", "answer", login(desk), { template = "wrong_set" }), "template")
end)

spec.case("one that closes wants the permission to close", plain, function(desk)
  local id = login(desk)
  spec.equal(desk:try("ann", "answer", id, { template = "closing" }).code, "denied")
  desk:act("mia", "answer", id, { template = "closing" })
  spec.equal(desk:get(id).stage, "resolved")
end)

spec.case("a note with it is internal, and its places are filled as well", plain, function(desk)
  local id = login(desk, { tags = { "password", "vip" } })
  desk:act("admin", "assign", id, { to = docket.none })
  local entries = #desk:history(id)
  spec.refused(desk:try("ann", "answer", id, { template = "inside" }), "template")
  spec.equal(#desk:history(id), entries)
  desk:act("ann", "answer", id, { template = "inside", set = { assignee = "bob" } })
  spec.equal(last(desk, id).text, "bob told carl by phone")
  spec.equal(last(desk, id).visibility, "internal")
  spec.equal(desk:get(id).tags, { "vip", "called" })
  spec.equal(desk:get(id).stage, "new")
  for _, entry in ipairs(desk:history(id, "carl")) do spec.equal(entry.text, nil) end
end)

spec.case("who may not answer does not", plain, function(desk)
  local id = login(desk)
  spec.equal(desk:try("carl", "answer", id, { template = "reset" }).code, "denied")
end)

spec.case("the answers that come with it work in every language", { requires = { "support" } }, function(desk)
  for _, language in ipairs{ "en", "nl", "es", "ru", "de" } do
    desk:person{ name = "c" .. language, roles = { "customer" }, language = language }
    for _, template in ipairs{ "more_details", "still_working" } do
      local id = login(desk, { requester = "c" .. language })
      desk:act("ann", "answer", id, { template = template })
      assert(last(desk, id).text:find("c" .. language, 1, true), "it names the requester")
    end
  end
end)

spec.case("without answers there is nothing to choose", { requires = { "support" }, settings = { answers = {} } }, function(desk)
  local id = login(desk)
  spec.refused(desk:try("ann", "answer", id, {}), "template")
  spec.refused(desk:try("ann", "answer", id, { template = "reset" }), "template")
end)
