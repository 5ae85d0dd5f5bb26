-- A message becomes one POST to the server, with the person's topic in its body.

local note = require("note")
local answer = require("answer")

local function not_now(key, values)
  return nil, { code = "retry", message = docket.text(docket.tr(key, values)) }
end

local function headers()
  local found = { ["Content-Type"] = "application/json; charset=utf-8", ["User-Agent"] = "docket-push/1.0.0" }
  if docket.settings.token ~= nil then found.Authorization = "Bearer " .. docket.settings.token end
  return found
end

docket.channel{
  name = "push",
  send = function(message)
    local settings = docket.settings
    if settings.url == nil then return not_now("push.no_url") end
    local topic = settings.topics[message.recipient]
    if topic == nil then return not_now("push.no_topic", { recipient = message.recipient }) end
    -- A secret that is not to be had for now is no fault of the plugin's: the message waits for it.
    local is_read, head = pcall(headers)
    if not is_read then return nil, { code = "retry", message = head } end
    local response, problem = docket.http.request{
      method = "POST", url = settings.url, headers = head, body = docket.json.encode(note(message, topic)),
      timeout = settings.timeout,
    }
    return answer(response, problem)
  end,
}
