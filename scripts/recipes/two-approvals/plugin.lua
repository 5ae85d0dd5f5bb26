return {
  name = "two-approvals",
  version = "1.0.0",
  api = 1,
  summary = "Some tickets are closed only once two people have approved them",
  license = "MIT",
  permissions = {},
  settings = {
    only = { type = "text", default = "tag:change" },
    needed = { type = "integer", between = { 1, 10 }, default = 2 },
  },
}
