return {
  name = "same-again",
  version = "1.0.0",
  api = 1,
  summary = "Warns of a ticket that its requester has opened already",
  license = "MIT",
  permissions = { "ticket.view", "note.add", { permission = "ticket.update", fields = { "tags" } } },
  settings = {
    -- note: a note and a tag; refuse: customers are told to go on with the other one.
    act = { type = "choice", choices = { "note", "refuse" }, default = "note" },
    within = { type = "duration", default = "14d", between = { "1h", "365d" } },
    tag = { type = "tag", default = "same-again" },
  },
}
