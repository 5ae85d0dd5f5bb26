return {
  name = "{{name}}",
  version = "0.1.0",
  api = 1,
  summary = "{{title}}: a form by which tickets come in",
  permissions = {},
  settings = {
    -- Where the tickets go; the desk's own rules decide, where it is empty.
    queue = { type = "queue" },
  },
}
