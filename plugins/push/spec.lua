local url = "https://ntfy.example.org"

-- A case with those settings beside the server and bob's topic.
local function with(settings)
  local given = { url = url, token = "tk_battery_staple", topics = { bob = "bob-x7k2", carl = "carl-q1" } }
  for key, value in pairs(settings or {}) do given[key] = value end
  return { requires = { "support" }, settings = given, at = "2026-01-05 09:00", zone = "UTC" }
end

local function question(desk, more)
  local fields = { subject = "No light", requester = "carl", body = "In room 5", priority = "high" }
  for name, value in pairs(more or {}) do fields[name] = value end
  return desk:create(fields)
end

local function subscribe(desk, name, event)
  desk:subscribe{ to = name, event = event or "ticket.*", channel = "push", own = true }
end

-- What the server got, as it reads it.
local function pushed(desk, place)
  return docket.json.decode(desk.requests[place or #desk.requests].body)
end

local function answering(desk, response)
  desk:http(function() return response end)
end

spec.case("a message is one POST with topic, heading, words, priority and sign", with(), function(desk)
  answering(desk, { status = 200 })
  subscribe(desk, "bob", "create")
  question(desk)
  desk:advance("1m")
  spec.equal(#desk.requests, 1)
  local request = desk.requests[1]
  spec.equal({ request.method, request.url }, { "POST", url .. "/" })
  spec.equal(request.headers.authorization, "Bearer tk_battery_staple")
  spec.equal(pushed(desk), {
    topic = "bob-x7k2", title = "Ticket 1: No light", message = "In room 5", priority = 4, tags = { "new" },
  })
end)

spec.case("a tap leads to the ticket where the desk says how", with{ link = "https://desk.example.org/t/{id}?from=push" },
  function(desk)
    answering(desk, { status = 200 })
    subscribe(desk, "bob", "create")
    question(desk)
    desk:advance("1m")
    spec.equal(pushed(desk).click, "https://desk.example.org/t/1?from=push")
  end)

spec.case("how loud a message is follows the ticket's priority, and the desk's wish",
  with{ priorities = { urgent = 4, low = 1 }, tags = {} }, function(desk)
    answering(desk, { status = 200 })
    subscribe(desk, "bob", "create")
    local wanted = { low = 1, normal = 3, high = 4, urgent = 4 }
    for priority, loudness in pairs(wanted) do
      question(desk, { priority = priority })
      desk:advance("1m")
      spec.equal(pushed(desk).priority, loudness)
      spec.equal(pushed(desk).tags, nil)
    end
  end)

spec.case("without a token none is sent", { requires = { "support" }, settings = { url = url, topics = { bob = "b" } } },
  function(desk)
    answering(desk, { status = 200 })
    subscribe(desk, "bob", "create")
    question(desk)
    desk:advance("1m")
    spec.equal(desk.requests[1].headers.authorization, nil)
  end)

spec.case("customers get no notes", with(), function(desk)
  answering(desk, { status = 200 })
  local id = question(desk)
  subscribe(desk, "carl")
  subscribe(desk, "bob", "note")
  desk:act("ann", "note", id, { text = "He calls every day." })
  desk:act("ann", "reply", id, { text = "Is the plug in?", note = "He shouts." })
  desk:advance("1m")
  local to_carl = 0
  for place = 1, #desk.requests do
    local it = pushed(desk, place)
    if it.topic == "carl-q1" then
      to_carl = to_carl + 1
      assert(not desk.requests[place].body:find("calls") and not desk.requests[place].body:find("shouts"))
    end
  end
  spec.equal(to_carl, 1)
  spec.equal(#desk.requests, 3)
end)

spec.case("internal words stay at home where the desk wants it", with{ words = "public" }, function(desk)
  answering(desk, { status = 200 })
  subscribe(desk, "bob")
  local id = question(desk)
  desk:advance("1m")
  spec.equal(pushed(desk).message, "In room 5")
  desk:act("ann", "note", id, { text = "He calls every day." })
  desk:advance("1m")
  spec.equal(pushed(desk).message, "Ticket 1: No light")
  spec.equal(pushed(desk).title, nil)
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  desk:advance("1m")
  assert(pushed(desk).message:find("Is the plug in?", 1, true))
end)

spec.case("no words at all pass the server where the desk wants it", with{ words = "none" }, function(desk)
  answering(desk, { status = 200 })
  subscribe(desk, "bob", "create")
  question(desk)
  desk:advance("1m")
  spec.equal(pushed(desk).message, "Ticket 1: No light")
end)

spec.case("long words are cut between two characters", with(), function(desk)
  answering(desk, { status = 200 })
  subscribe(desk, "bob", "create")
  question(desk, { body = "a" .. string.rep("я", 3000), subject = string.rep("ж", 400) })
  desk:advance("1m")
  local it = pushed(desk)
  assert(#it.message <= 4000 and #it.message > 3990 and it.message:sub(-3) == "…", #it.message)
  assert(#it.title <= 250 and utf8.len(it.title), #it.title)
  assert(utf8.len(it.message))
end)

for status, tries in pairs{ [500] = 2, [503] = 2, [408] = 2, [401] = 2, [403] = 2 } do
  spec.case("after " .. status .. " it is tried again", with(), function(desk)
    answering(desk, { status = status })
    subscribe(desk, "bob", "create")
    question(desk)
    desk:advance("20s")
    spec.equal(#desk.requests, tries)
    spec.equal(#desk.dead, 0)
  end)
end

for _, status in ipairs{ 400, 404, 413, 304 } do
  spec.case("after " .. status .. " nothing is tried again", with(), function(desk)
    answering(desk, { status = status })
    subscribe(desk, "bob", "create")
    question(desk)
    desk:advance("2d")
    spec.equal(#desk.requests, 1)
    spec.equal(#desk.dead, 1)
  end)
end

spec.case("a server that has had enough is asked when it says, for as long as that takes", with(), function(desk)
  answering(desk, { status = 429, headers = { ["Retry-After"] = "600" } })
  subscribe(desk, "bob", "create")
  question(desk)
  desk:advance("590s")
  spec.equal(#desk.requests, 1)
  desk:advance("5h")
  assert(#desk.requests > 12, #desk.requests)
  spec.equal(#desk.dead, 0)
  answering(desk, { status = 200 })
  desk:advance("10m")
  local count = #desk.requests
  desk:advance("1d")
  spec.equal(#desk.requests, count)
end)

spec.case("who cannot be reached is tried again", with(), function(desk)
  desk:http(function() return nil, { code = "timeout", message = "no answer" } end)
  subscribe(desk, "bob", "create")
  question(desk)
  desk:advance("1m")
  assert(#desk.requests > 1)
  spec.equal(#desk.dead, 0)
end)

spec.case("without a server or a topic it waits, and nothing is sent", with{ topics = { carl = "c" } }, function(desk)
  answering(desk, { status = 200 })
  subscribe(desk, "bob", "create")
  question(desk)
  desk:advance("1m")
  spec.equal(#desk.requests, 0)
  spec.equal(#desk.dead, 0)
  assert(table.concat(desk.log, "\n"):find("bob has no topic", 1, true))
end)

spec.case("neither topics nor the token stand in the desk's log", with(), function(desk)
  answering(desk, { status = 500, body = "tk_battery_staple bob-x7k2" })
  subscribe(desk, "bob", "create")
  question(desk)
  desk:advance("2d")
  spec.equal(#desk.dead, 1)
  local words = table.concat(desk.log, "\n")
  assert(words:find("500", 1, true), words)
  assert(not words:find("tk_battery", 1, true) and not words:find("x7k2", 1, true), words)
end)
