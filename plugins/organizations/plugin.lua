return {
  name = "organizations",
  version = "1.0.0",
  api = 1,
  summary = "Customers belong to organizations, and may see their colleagues' tickets",
  summaries = {
    de = "Kunden gehören zu Organisationen und dürfen die Tickets ihrer Kollegen sehen",
    es = "Los clientes pertenecen a organizaciones y pueden ver los tickets de sus compañeros",
    nl = "Klanten horen bij organisaties en mogen de tickets van hun collega's zien",
    ru = "Клиенты состоят в организациях и могут видеть заявки коллег",
  },
  license = "MIT",
  permissions = {},
  settings = {
    -- What customers may do with tickets of their own organization.
    colleagues = { type = "choice", choices = { "nothing", "read", "reply" }, default = "read" },
    -- The only organizations that there are; empty for any name.
    names = { type = "list", of = "text", default = {} },
  },
}
