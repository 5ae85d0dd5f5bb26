return {
  name = "inbox",
  version = "1.0.0",
  api = 1,
  summary = "Tells people what became theirs, in the desk's own inbox",
  license = "MIT",
  permissions = { "ticket.view" },
}
