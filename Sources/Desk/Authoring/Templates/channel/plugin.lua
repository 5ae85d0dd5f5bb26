return {
  name = "{{name}}",
  version = "0.1.0",
  api = 1,
  summary = "{{title}}: tells a server of replies",
  -- What a message may hold, and the one server that may be asked.
  permissions = { "ticket.view", "history.view", "http:@url" },
  settings = {
    -- Whoever knows the address may write there, so it is a secret: it stands in docket.lua.
    url = { type = "secret", required = true },
  },
}
