return {
  name = "round-robin",
  version = "1.0.0",
  api = 1,
  summary = "Gives new tickets to the people with a role, in turn",
  license = "MIT",
  permissions = { "ticket.update", "person.view" },
  settings = {
    role = { type = "role", default = "agent" },
  },
}
