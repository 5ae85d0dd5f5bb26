return {
  name = "children-first",
  version = "1.0.0",
  api = 1,
  summary = "A ticket is not closed while a part of it is open",
  license = "MIT",
  permissions = { "ticket.view" },
}
