-- A room is a person with a role: the message holds what that role may see, it waits in the outbox
-- until the change is committed, and it is tried again when the server is not there.

local settings = docket.settings

docket.role{ name = "room", grants = { "ticket.view", "history.view" } }

-- Chats read these as markup, so that a subject could otherwise call everybody: `<!channel>` in one,
-- `@all` in another, which a character of no width behind the @ keeps apart.
local signs = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ["@"] = "@\u{200B}" }
local function plain(text) return (text:gsub("[&<>@]", signs)) end

local function words(message)
  local ticket, last = message.ticket, message.entries[#message.entries]
  return docket.text(docket.tr("closed", {
    id = ticket.id, subject = plain(ticket.subject), reason = ticket.close_reason or "–",
    by = last and last.actor and plain(last.actor) or "–",
  }), message.language)
end

docket.channel{
  name = "chat",
  send = function(message)
    if settings.url == nil then return nil, { code = "retry", message = "docket.lua names no url" } end
    local response, problem = docket.http.request{
      method = "POST", url = settings.url, headers = { ["Content-Type"] = "application/json" },
      body = docket.json.encode{ text = words(message) },
    }
    if response == nil then return nil, { code = "retry", message = problem.message } end
    if response.status < 300 then return true end
    local passes = response.status == 429 or response.status >= 500
    return nil, { code = passes and "retry" or "drop", message = "the chat answers " .. response.status }
  end,
}

docket.subscription{
  name = "closed", to = "role:room", event = "ticket.close", channel = "chat",
  when = settings.only ~= "" and settings.only or nil,
}
