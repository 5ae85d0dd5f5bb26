return {
  name = "untouched",
  version = "1.0.0",
  api = 1,
  summary = "Raises open tickets that nobody has touched for hours, step by step, and tells managers",
  license = "MIT",
  permissions = { "ticket.view", { permission = "ticket.update", fields = { "priority" } } },
  settings = {
    hours = { type = "integer", between = { 1, 1000 }, default = 8 },
    only = { type = "text", default = "is:open" },
    tell = { type = "list", of = "text", default = { "assignee", "role:manager" } },
  },
}
