local with_support = { requires = { "support" } }

local url = "https://hooks.example.org/docket"
local given = { url = url, key = "correct horse" }
local with_url = { requires = { "support" }, settings = given }

local function tell(desk, event)
  desk:subscribe{ to = "bob", event = event or "ticket.*", channel = "webhook", own = true }
  return desk:create{ subject = "No light", requester = "carl" }
end

spec.case("a message is one signed POST of JSON", with_url, function(desk)
  desk:http(function() return { status = 204 } end)
  local id = tell(desk, "create")
  desk:advance("1m")
  spec.equal(#desk.requests, 1)
  local request = desk.requests[1]
  spec.equal(request.method, "POST")
  spec.equal(request.url, url)
  local sent = docket.json.decode(request.body)
  spec.equal(sent.recipient, "bob")
  spec.equal(sent.event, "ticket.create")
  spec.equal(sent.ticket.id, id)
  spec.equal(sent.ticket.subject, "No light")
  local head = request.headers
  local text = head["docket-timestamp"] .. "." .. request.body
  local hash = docket.hash(text, { algorithm = "sha256", key = given.key })
  spec.equal(head["docket-signature"], "sha256=" .. hash)
end)

spec.case("a try after a failure has the same key and another attempt", with_url,
  function(desk)
    local status = 503
    desk:http(function() return { status = status, headers = { ["Retry-After"] = "120" } } end)
    tell(desk, "create")
    desk:advance(119)
    spec.equal(#desk.requests, 1)
    status = 200
    desk:advance(5)
    spec.equal(#desk.requests, 2)
    local first, second = desk.requests[1].headers, desk.requests[2].headers
    spec.equal(first["idempotency-key"], second["idempotency-key"])
    spec.equal({ first["docket-attempt"], second["docket-attempt"] }, { "1", "2" })
    spec.equal(first["docket-signature"] == second["docket-signature"], false)
    spec.equal(#desk.dead, 0)
  end)

spec.case("a date in Retry-After counts too", {
  requires = { "support" }, settings = given, at = "2026-01-05 09:00",
}, function(desk)
  desk:http(function()
    return { status = 429, headers = { ["Retry-After"] = "Mon, 05 Jan 2026 09:30:00 GMT" } }
  end)
  tell(desk, "create")
  desk:advance("29m")
  spec.equal(#desk.requests, 1)
  desk:advance(61)
  spec.equal(#desk.requests, 2)
  -- The date is past by then: the next try comes by the desk's own reckoning.
  desk:advance(5)
  spec.equal(#desk.requests, 2)
end)

for _, status in ipairs{ 400, 404, 410, 304 } do
  spec.case("after " .. status .. " nothing is tried again", with_url, function(desk)
    desk:http(function() return { status = status } end)
    tell(desk, "create")
    desk:advance("2d")
    spec.equal(#desk.requests, 1)
    spec.equal(#desk.dead, 1)
  end)
end

spec.case("who cannot be reached is tried again", with_url, function(desk)
  desk:http(function() return nil, { code = "timeout", message = "no answer" } end)
  tell(desk, "create")
  desk:advance("1m")
  spec.equal(#desk.requests > 1, true)
  spec.equal(#desk.dead, 0)
end)

spec.case("a recipient may have a URL of their own", {
  requires = { "support" }, settings = { url = url, urls = { bob = "https://room.example.net/bob" }, key = "correct horse" },
}, function(desk)
  desk:http(function() return { status = 200 } end)
  tell(desk, "create")
  desk:advance("1m")
  spec.equal(desk.requests[1].url, "https://room.example.net/bob")
end)

spec.case("without URL or key nothing is sent, and it is tried later", with_support, function(desk)
  desk:http(function() return { status = 200 } end)
  tell(desk, "create")
  desk:advance("1m")
  spec.equal(#desk.requests, 0)
  spec.equal(#desk.dead, 0)
end)

spec.case("customers get no notes", with_url, function(desk)
  desk:http(function() return { status = 200 } end)
  local id = desk:create{ subject = "No light", requester = "carl" }
  desk:subscribe{ to = "carl", event = "ticket.*", channel = "webhook" }
  desk:subscribe{ to = "bob", event = "note", channel = "webhook" }
  desk:act("ann", "note", id, { text = "He calls every day." })
  desk:act("ann", "reply", id, { text = "Is the plug in?", note = "He shouts." })
  desk:advance("1m")
  local seen = { bob = "", carl = "" }
  for _, request in ipairs(desk.requests) do
    local to = docket.json.decode(request.body).recipient
    seen[to] = seen[to] .. request.body
  end
  spec.equal(string.find(seen.bob, "He calls every day.", 1, true) ~= nil, true)
  spec.equal(string.find(seen.carl, "Is the plug in?", 1, true) ~= nil, true)
  spec.equal(string.find(seen.carl, "He calls", 1, true), nil)
  spec.equal(string.find(seen.carl, "He shouts", 1, true), nil)
end)
