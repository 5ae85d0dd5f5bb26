return {
  name = "organizations",
  version = "1.0.0",
  api = 1,
  summary = "Customers belong to organizations, and may see their colleagues' tickets",
  license = "MIT",
  permissions = {},
  settings = {
    -- What customers may do with tickets of their own organization.
    colleagues = { type = "choice", choices = { "nothing", "read", "reply" }, default = "read" },
    -- The only organizations that there are; empty for any name.
    names = { type = "list", of = "text", default = {} },
  },
}
