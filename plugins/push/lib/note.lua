-- What a message is on a phone: the JSON that ntfy takes.

local settings = docket.settings

local loudness = { low = 2, normal = 3, high = 4, urgent = 5 }

-- A server keeps longer messages as a file.
local most_bytes = 4000

-- The beginning of a text, cut between two characters.
local function cut(text, bytes)
  if #text <= bytes then return text end
  local last = bytes - 3
  -- Bytes 80 to BF go on with a character that began before.
  while last > 0 and string.byte(text, last + 1) & 0xC0 == 0x80 do last = last - 1 end
  return string.sub(text, 1, last) .. "…"
end

-- Whether all that it says is public; what a plugin says in its own words may not be.
local function is_public(message)
  if #message.entries == 0 then return false end
  for _, entry in ipairs(message.entries) do
    if entry.visibility ~= "public" then return false end
  end
  return true
end

local function shows_words(message)
  return settings.words == "all" or settings.words == "public" and is_public(message)
end

return function(message, topic)
  local ticket = message.ticket
  local priority = ticket and ticket.priority or "normal"
  local note = {
    topic = topic, title = cut(message.subject, 250),
    message = shows_words(message) and cut(message.text, most_bytes) or "",
    priority = settings.priorities[priority] or loudness[priority] or 3,
  }
  -- A server puts words of its own where there are none.
  if note.message == "" then note.title, note.message = nil, note.title end
  local tag = settings.tags[message.event]
  if tag then note.tags = docket.json.array{ tag } end
  if ticket and settings.link ~= "" then
    note.click = (string.gsub(settings.link, "{id}", string.format("%d", ticket.id)))
  end
  return note
end
