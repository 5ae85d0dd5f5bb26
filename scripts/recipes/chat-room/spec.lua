local url = "https://chat.example.org/hooks/abc"

local function with(settings)
  settings.url = url
  return { requires = { "support", "close-reasons" }, settings = settings }
end

-- A closed ticket, and what the chat was asked.
local function close(desk, subject, answer)
  desk:person{ name = "lobby", roles = { "room" } }
  desk:http(function() return answer or { status = 200 } end)
  local id = desk:create{ subject = subject, requester = "carl" }
  desk:act("ann", "note", id, { text = "He calls every day" })
  desk:act("mia", "close", id, { reason = "no_answer", comment = "Gave up" })
  return id
end

spec.case("the room hears of a close, in one line", with{}, function(desk)
  local id = close(desk, "No light")
  desk:advance("1m")
  spec.equal(#desk.requests, 1)
  local request = desk.requests[1]
  spec.equal({ request.method, request.url }, { "POST", url })
  spec.equal(docket.json.decode(request.body), { text = "Ticket " .. id .. " is closed (no_answer, by mia): No light" })
end)

spec.case("it hears of nothing else, and of no note", with{}, function(desk)
  desk:person{ name = "lobby", roles = { "room" } }
  local id = desk:create{ subject = "No light", requester = "carl" }
  desk:act("ann", "note", id, { text = "He calls every day" })
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  desk:advance("1h")
  spec.equal(#desk.requests, 0)
end)

spec.case("neither a note nor a comment goes out with the close", with{}, function(desk)
  close(desk, "No light")
  desk:advance("1m")
  for _, secret in ipairs{ "calls every day", "Gave up" } do
    spec.equal(desk.requests[1].body:find(secret, 1, true), nil)
  end
end)

spec.case("a subject is no markup", with{}, function(desk)
  close(desk, "<!channel> free lamps & more")
  desk:advance("1m")
  assert(docket.json.decode(desk.requests[1].body).text:find("&lt;!channel&gt; free lamps &amp; more", 1, true))
  close(desk, "@all free lamps")
  desk:advance("1m")
  assert(not docket.json.decode(desk.requests[2].body).text:find("@all", 1, true))
end)

spec.case("a server that is not there is asked again, one that refuses is not", with{}, function(desk)
  close(desk, "No light", { status = 503 })
  desk:advance("1h")
  assert(#desk.requests > 1, "it is tried again")
  local tries = #desk.requests
  desk:http(function() return { status = 404 } end)
  desk:advance("1d")
  spec.equal(#desk.requests, tries + 1)
  spec.equal(#desk.dead, 1)
end)

spec.case("the desk says which tickets", with{ only = "priority:high.." }, function(desk)
  close(desk, "No light")
  desk:advance("1h")
  spec.equal(#desk.requests, 0)
end)
