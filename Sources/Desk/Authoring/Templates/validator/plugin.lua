return {
  name = "{{name}}",
  version = "0.1.0",
  api = 1,
  summary = "{{title}}: a rule that tickets keep when they are closed",
  permissions = {},
  settings = {
    -- A query: the rule is for these tickets; for all, where it is empty.
    only = { type = "text", default = "" },
  },
}
