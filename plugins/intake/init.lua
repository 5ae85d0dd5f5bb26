-- Forms by which calls, letters, web forms and events of monitoring come in.

local settings = docket.settings
local monitoring = require("monitoring")

for form in pairs(settings.queues) do
  if form ~= "phone" and form ~= "letter" and form ~= "web" and form ~= "monitoring" then
    error(("the setting queues names the form %s; there is phone, letter, web and monitoring"):format(form), 0)
  end
end

docket.field{ name = "phone_number", type = "text", length = { 1, 40 }, group = "phone" }
docket.field{ name = "letter_reference", type = "text", length = { 1, 200 }, group = "letter" }
docket.field{ name = "letter_received", type = "date", group = "letter" }
docket.field{ name = "monitor_key", type = "text", length = { 1, 320 }, view = "note.view", ask = false }

local priority = { type = "choice", choices = { "low", "normal", "high", "urgent" }, default = "normal" }

local function field(name, spec)
  local it = { name = name }
  for key, value in pairs(spec) do it[key] = value end
  return it
end

local subject = field("subject", { type = "text", required = true, length = { 1, 1000 } })
local queue = field("queue", { type = "queue" })

-- Whoever asks, as the desk knows them: by name or by an address; nil and the words of somebody else.
local function asker(words)
  if not words then return nil end
  if words:find("@", 1, true) then return words end
  -- Who may not see people is told of none.
  local done, person = pcall(docket.people.get, words)
  if done and person then return person.name end
  return nil, words
end

local function joined(...)
  local parts = {}
  for index = 1, select("#", ...) do
    local part = select(index, ...)
    if part and part:find("%S") then parts[#parts + 1] = part end
  end
  if #parts > 0 then return table.concat(parts, "\n\n") end
end

local function line(key, value)
  if value then return docket.text(docket.tr(key, { value = value })) end
end

docket.form{
  name = "phone", source = "phone", key = "call",
  fields = {
    subject,
    field("caller", { type = "text", length = { 1, 320 } }),
    field("number", { type = "text", length = { 1, 40 } }),
    field("body", { type = "long_text" }),
    field("priority", priority),
    queue,
    field("callback", { type = "time" }),
    field("call", { type = "text", length = { 1, 200 } }),
  },
  each = function(answers)
    local requester, stranger = asker(answers.caller)
    return {
      action = "create", subject = answers.subject, requester = requester, due = answers.callback,
      body = joined(line("line.caller", stranger), answers.body), priority = answers.priority,
      queue = answers.queue or settings.queues.phone, fields = { phone_number = answers.number },
    }
  end,
}

docket.form{
  name = "letter", source = "letter", key = "number",
  fields = {
    subject,
    field("sender", { type = "text", length = { 1, 320 } }),
    field("received", { type = "date" }),
    field("reference", { type = "text", length = { 1, 200 } }),
    field("body", { type = "long_text" }),
    field("priority", priority),
    queue,
    field("due", { type = "time" }),
    field("number", { type = "text", length = { 1, 200 } }),
  },
  each = function(answers, form)
    local requester, stranger = asker(answers.sender)
    return {
      action = "create", subject = answers.subject, requester = requester, due = answers.due,
      body = joined(line("line.sender", stranger), answers.body), priority = answers.priority,
      queue = answers.queue or settings.queues.letter,
      fields = {
        letter_reference = answers.reference,
        letter_received = answers.received or docket.time.format(form.now, "%Y-%m-%d"),
      },
    }
  end,
}

docket.form{
  name = "web", source = "web", key = "id",
  fields = {
    subject,
    field("email", { type = "text", required = true, length = { 3, 254 }, pattern = "[^%s<>@,;\"]+@[^%s<>@,;\"]+" }),
    field("name", { type = "text", length = { 1, 64 } }),
    field("message", { type = "long_text", required = true }),
    queue,
    field("id", { type = "text", length = { 1, 200 } }),
  },
  each = function(answers)
    -- What a stranger typed is a name, and no second address.
    local name = (answers.name or ""):gsub("[<>\"@,;]", " ")
    local requester = name:find("%S") and ("%s <%s>"):format(name, answers.email) or answers.email
    return {
      action = "create", subject = answers.subject, body = answers.message, requester = requester,
      queue = answers.queue or settings.queues.web,
    }
  end,
}

docket.form{
  name = "monitoring", source = "monitoring", key = "id",
  fields = {
    field("host", { type = "text", required = true, length = { 1, 120 } }),
    field("service", { type = "text", length = { 1, 120 } }),
    field("state", { type = "choice", choices = monitoring.states, required = true }),
    field("summary", { type = "text", length = { 1, 500 } }),
    field("details", { type = "long_text" }),
    field("key", { type = "text", length = { 1, 320 } }),
    queue,
    field("id", { type = "text", length = { 1, 200 } }),
  },
  each = monitoring.take,
}
