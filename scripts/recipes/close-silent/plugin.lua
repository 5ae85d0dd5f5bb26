return {
  name = "close-silent",
  version = "1.0.0",
  api = 1,
  summary = "Warns a customer who does not answer, and closes the ticket if the silence goes on",
  license = "MIT",
  requires = { ["close-reasons"] = ">=1.0" },
  permissions = { "ticket.view", "notify.public", "ticket.close" },
  settings = {
    warn_after = { type = "duration", default = "10d", between = { "1h", "365d" } },
    close_after = { type = "duration", default = "4d", between = { "1h", "365d" } },
    -- Which waiting tickets.
    only = { type = "text", default = "type:question" },
    reason = { type = "text", default = "no_answer" },
  },
}
