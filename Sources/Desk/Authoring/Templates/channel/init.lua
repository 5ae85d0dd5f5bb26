-- A channel carries messages out of the desk. They wait in the outbox until the change is committed,
-- and are tried again while the server is not there. Who is told is a person with a role: a message
-- holds what that role may see.

local settings = docket.settings

docket.role{ name = "{{word}}", grants = { "ticket.view", "history.view" } }

local function body(message)
  return docket.json.encode{
    id = message.id,
    event = message.event,
    ticket = message.ticket.id,
    subject = message.ticket.subject,
    text = message.text,
  }
end

docket.channel{
  name = "{{word}}",
  send = function(message)
    if settings.url == nil then return nil, { code = "retry", message = "docket.lua names no url" } end
    local answer, problem = docket.http.request{
      method = "POST",
      url = settings.url,
      -- The same for every attempt: the server can tell a repetition.
      headers = { ["Content-Type"] = "application/json", ["Idempotency-Key"] = tostring(message.id) },
      body = body(message),
    }
    if answer == nil then return nil, { code = "retry", message = problem.message } end
    if answer.status < 300 then return true end
    local passes = answer.status == 429 or answer.status >= 500
    return nil, { code = passes and "retry" or "drop", message = "the server answers " .. answer.status }
  end,
}

docket.subscription{ name = "replies", to = "role:{{word}}", event = "ticket.reply", channel = "{{word}}" }
