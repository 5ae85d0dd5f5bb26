return {
  name = "{{name}}",
  version = "0.1.0",
  api = 1,
  summary = "{{title}}: fields of tickets",
  -- What it may do on a desk that enables it: its own fields need no permission.
  permissions = {},
}
