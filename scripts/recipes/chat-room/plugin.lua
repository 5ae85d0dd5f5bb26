return {
  name = "chat-room",
  version = "1.0.0",
  api = 1,
  summary = "Tells a chat room when a ticket is closed",
  license = "MIT",
  permissions = { "ticket.view", "history.view", "http:@url" },
  settings = {
    -- The incoming webhook of Mattermost, Rocket.Chat, Slack and others: whoever has the URL may write.
    url = { type = "secret", required = true },
    only = { type = "text", default = "" },
  },
}
