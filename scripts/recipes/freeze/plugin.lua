return {
  name = "freeze",
  version = "1.0.0",
  api = 1,
  summary = "Forbids moves on certain weekdays and in frozen weeks, unless a manager gives a reason",
  license = "MIT",
  permissions = {},
  settings = {
    -- Which tickets, and into which stages they do not come meanwhile.
    only = { type = "text", default = "tag:change" },
    stages = { type = "list", of = "text", default = { "resolved" } },
    days = {
      type = "list", default = { "fri" },
      of = { type = "choice", choices = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" } },
    },
    -- Both days included, by the desk's clock.
    weeks = {
      type = "list", default = {},
      of = { type = "record", fields = {
        from = { type = "date", required = true }, till = { type = "date", required = true },
      } },
    },
  },
}
