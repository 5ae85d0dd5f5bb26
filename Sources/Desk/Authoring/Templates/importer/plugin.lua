return {
  name = "{{name}}",
  version = "0.1.0",
  api = 1,
  summary = "{{title}}: what tickets have that come from a table",
  permissions = {},
}
