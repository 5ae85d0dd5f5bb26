-- The inbox is the delivered rows of this channel; there is nothing else to send.

docket.channel{
  name = "inbox",
  send = function() return true end,
}

-- Who is told where nobody says otherwise; who wants none of it mutes these. One change is told to
-- nobody twice: the first of these that tells somebody gives the heading.
local function tell(name, event, parts, own)
  for _, part in ipairs(parts) do
    docket.subscription{ name = name .. "-" .. part, to = part, event = event, own = own }
  end
end

if docket.settings.receipts then
  -- Also who takes the ticket in themselves is told that it came in.
  tell("received", "ticket.create", { "requester" }, true)
  tell("closed", "ticket.close", { "requester", "followers" })
  tell("reopened", "ticket.reopen", { "requester", "followers" })
end

tell("assigned", "field.assignee", { "assignee", "former_assignee", "team" })
tell("joined", "field.team", { "team" })

if docket.settings.messages then
  tell("messages", "ticket.reply", { "requester", "followers", "assignee", "team" })
  -- A message that would reach nobody who works here.
  tell("messages", "ticket.reply", { "queue" })
end

-- Notes exist for the staff alone, whoever follows the ticket.
if docket.settings.notes then
  tell("notes", "ticket.note", { "assignee", "team", "followers" })
end
