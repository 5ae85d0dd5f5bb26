return {
  name = "{{name}}",
  version = "0.1.0",
  api = 1,
  summary = "{{title}}: a report of open tickets",
  -- A report reads no more than whoever asks for it may see.
  permissions = { "ticket.view" },
}
