return {
  name = "views",
  version = "1.0.0",
  api = 1,
  summary = "Ready views of a support team: mine, to assign, overdue, due soon, waiting, by the clock of sla",
  summaries = {
    de = "Fertige Ansichten eines Support-Teams: meine, zuzuweisen, überfällig, bald fällig, wartend, nach der Uhr von sla",
    es = "Vistas predefinidas de un equipo de soporte: míos, por asignar, vencidos, vencen pronto, en espera, según los objetivos de sla",
    nl = "Kant-en-klare weergaven van een supportteam: mijn tickets, toe te wijzen, te laat, binnenkort te doen, wachtend, volgens de klok van sla",
    ru = "Готовые представления команды поддержки: мои, без исполнителя, просроченные, скоро срок, в ожидании, по нормативам sla",
  },
  license = "MIT",
  -- To ask for the fields of the plugin `sla`, where it is there.
  permissions = { "sla.view" },
  settings = {
    -- Whose views they are; everybody makes more with `docket view save`.
    role = { type = "role", default = "agent", length = { 1, 64 } },
    -- Queries by name, beside the ready ones or in place of them.
    views = { type = "map", of = "query", default = {} },
    -- Ready views that are not wanted.
    leave_out = { type = "list", of = "text", default = {} },
    -- Whether there are views of the fields of the plugin `sla`, too.
    sla = { type = "boolean", default = false },
  },
}
