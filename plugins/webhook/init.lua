-- A message becomes one POST. The same message has the same Idempotency-Key at every try.

local payload = require("payload")
local answer = require("answer")

local function signed(text)
  return docket.hash(text, { algorithm = "sha256", key = docket.settings.key })
end

local function not_now(key, values)
  return nil, { code = "retry", message = docket.text(docket.tr(key, values)) }
end

local function headers(message, body)
  local time = string.format("%d", docket.time.now() // 1)
  local name = message.id .. " " .. message.recipient .. " " .. message.event
  return {
    ["Content-Type"] = "application/json; charset=utf-8",
    ["User-Agent"] = "docket-webhook/1.1.0",
    ["Idempotency-Key"] = string.sub(signed("message " .. name), 1, 32),
    ["Docket-Event"] = message.event,
    ["Docket-Attempt"] = message.attempt,
    ["Docket-Timestamp"] = time,
    ["Docket-Signature"] = "sha256=" .. signed(time .. "." .. body),
  }
end

docket.channel{
  name = "webhook",
  send = function(message)
    local url = docket.settings.urls[message.recipient] or docket.settings.url
    if url == "" then return not_now("webhook.no_url", { recipient = message.recipient }) end
    if docket.settings.key == nil then return not_now("webhook.no_key") end
    local body = docket.json.encode(payload(message))
    -- A secret that is not to be had for now is no fault of the plugin's: the message waits for it.
    local is_signed, head = pcall(headers, message, body)
    if not is_signed then return nil, { code = "retry", message = head } end
    local response, problem = docket.http.request{
      method = "POST",
      url = url,
      headers = head,
      body = body,
      timeout = docket.settings.timeout,
    }
    return answer(response, problem)
  end,
}
