return {
  name = "from-requester",
  version = "1.0.0",
  api = 1,
  summary = "A ticket takes the site of its requester",
  license = "MIT",
  permissions = { "person.view" },
}
