-- The inbox is the delivered rows of this channel; there is nothing else to send.

docket.channel{
  name = "inbox",
  send = function() return true end,
}

docket.before("field.assignee", function(change)
  if change.source == "import" then return end
  local assignee = change.after.assignee
  if assignee == nil or assignee == change.actor.name then return end
  change:notify{
    to = "assignee",
    channel = "inbox",
    subject = docket.tr("notice.assigned", { id = change.id }),
    text = docket.tr("notice.assigned_text", { id = change.id, subject = change.after.subject }),
  }
end, { name = "tell-assignee" })

-- Messages reach those who take part, whoever wrote them; who wants none mutes these.
if docket.settings.messages then
  for _, part in ipairs{ "requester", "followers", "assignee" } do
    docket.subscription{ name = "messages-" .. part, to = part, event = "ticket.reply" }
  end
  -- A message that would reach nobody who works here.
  docket.subscription{ name = "messages-queue", to = "queue", event = "ticket.reply" }
end
