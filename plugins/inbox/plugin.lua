return {
  name = "inbox",
  version = "1.2.0",
  api = 1,
  summary = "Tells people what became theirs and what is written to them, in the desk's own inbox",
  license = "MIT",
  permissions = { "ticket.view" },
  settings = {
    messages = { type = "boolean", default = true },
    notes = { type = "boolean", default = true },
    receipts = { type = "boolean", default = true },
  },
}
