return {
  name = "needed-at-close",
  version = "1.0.0",
  api = 1,
  summary = "Tickets of some kind are closed only with their product and version",
  license = "MIT",
  permissions = {},
  settings = {
    products = { type = "list", of = { type = "text", pattern = "[%l%d_-]+" }, default = { "desk", "lamp", "chair" } },
    -- Which tickets need it.
    only = { type = "text", default = "type:question" },
  },
}
