return {
  name = "{{name}}",
  version = "0.1.0",
  api = 1,
  summary = "{{title}}: a type of ticket that somebody approves",
  -- The action moves the ticket, in the plugin's name.
  permissions = { { permission = "ticket.update", fields = { "stage" } } },
}
