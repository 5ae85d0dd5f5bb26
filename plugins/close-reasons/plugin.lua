return {
  name = "close-reasons",
  version = "1.0.0",
  api = 1,
  summary = "Four reasons for closing, each with the evidence that it wants, and merging",
  license = "MIT",
  permissions = { "ticket.view", "ticket.update", "ticket.close", "note.add", "person.view" },
}
