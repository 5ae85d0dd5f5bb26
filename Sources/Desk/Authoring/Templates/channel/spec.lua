local url = "https://example.org/hook"
local with_support = { requires = { "support" }, settings = { url = url } }

-- A ticket with a note and a reply, where the server answers so.
local function replied(desk, answer)
  desk:person{ name = "robot", roles = { "{{word}}" } }
  desk:http(function() return answer end)
  local id = desk:create{ subject = "No light", requester = "carl" }
  desk:act("ann", "note", id, { text = "He calls every day" })
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  desk:advance("1m")
  return id
end

spec.case("a reply is told to the server", with_support, function(desk)
  local id = replied(desk, { status = 200 })
  spec.equal(#desk.requests, 1)
  local request = desk.requests[1]
  spec.equal({ request.method, request.url }, { "POST", url })
  local said = docket.json.decode(request.body)
  spec.equal({ said.event, said.ticket, said.subject }, { "ticket.reply", id, "No light" })
end)

spec.case("a note is not", with_support, function(desk)
  replied(desk, { status = 200 })
  for _, request in ipairs(desk.requests) do
    spec.equal(request.body:find("every day", 1, true), nil)
  end
end)

spec.case("a server that is not there is asked again", with_support, function(desk)
  replied(desk, { status = 503 })
  spec.equal(#desk.dead, 0)
  desk:http(function() return { status = 200 } end)
  desk:advance("1h")
  local tries = #desk.requests
  assert(tries > 1, "it was tried again")
  desk:advance("1d")
  spec.equal(#desk.requests, tries)
end)

spec.case("one that refuses is not", with_support, function(desk)
  replied(desk, { status = 404 })
  desk:advance("1d")
  spec.equal(#desk.requests, 1)
  spec.equal(#desk.dead, 1)
end)
