-- What a ticket gets when it is at risk, or when a target is missed.
local escalation = {
  type = "record",
  fields = {
    priority = { type = "choice", choices = { "low", "normal", "high", "urgent" } },
    queue = { type = "queue" },
    assignee = { type = "person" },
    team = { type = "list", of = "person" },
    followers = { type = "list", of = "person" },
    tags = { type = "list", of = "tag" },
    -- The field of that name, where a plugin of the desk declares it.
    escalation = { type = "text" },
  },
  default = {},
}

return {
  name = "sla",
  version = "1.0.0",
  api = 1,
  summary = "Targets for the first response and the resolution, in working time, with warnings",
  summaries = {
    de = "Ziele für die erste Antwort und die Lösung, in Arbeitszeit, mit Warnungen",
    es = "Objetivos para la primera respuesta y la resolución, en horario laboral, con advertencias",
    nl = "Doelen voor het eerste antwoord en de oplossing, in werktijd, met waarschuwingen",
    ru = "Нормативы первого ответа и решения в рабочем времени, с предупреждениями",
  },
  license = "MIT",
  permissions = {
    "ticket.view", "history.view", "person.view", "note.view",
    -- Its own state when time has come, and what `warn_set` and `breach_set` may change.
    {
      permission = "ticket.update",
      fields = { "sla_state", "priority", "queue", "assignee", "team", "followers", "tags", "escalation" },
    },
  },
  settings = {
    -- The first one whose query fits a ticket counts; without a query it fits all.
    targets = {
      type = "list",
      of = {
        type = "record",
        fields = {
          name = { type = "text", required = true, pattern = "[%w_-]+", length = { 1, 64 } },
          when = { type = "query" },
          -- Of working time, as "30m", "4h", "2d" or "1d4h": a day has as many hours as are worked on one.
          respond = { type = "text" },
          resolve = { type = "text" },
          -- In place of the setting `hours`.
          hours = { type = "list", of = "text" },
          zone = { type = "zone" },
        },
      },
      default = {},
    },
    hours = { type = "list", of = "text", default = { "mon-fri 09:00-17:00" } },
    -- Days on which nothing counts: "2026-12-24", or "12-25" for each year.
    holidays = { type = "list", of = "text", default = {} },
    -- Of the hours; the desk's, where it is left out.
    zone = { type = "zone" },
    -- The categories in which the time stands still.
    pause = {
      type = "list", of = { type = "choice", choices = { "waiting", "postponed" } },
      default = { "waiting", "postponed" },
    },
    -- The part of a target, in percent, after which a ticket is at risk; 0 for never.
    warn_at = { type = "integer", between = { 0, 99 }, default = 75 },
    warn_to = { type = "list", of = "recipient", default = { "assignee", "team" } },
    breach_to = { type = "list", of = "recipient", default = { "assignee", "team", "role:manager" } },
    warn_set = escalation,
    breach_set = escalation,
    -- The roles that see all this.
    roles = { type = "list", of = "role", default = { "agent", "manager" } },
  },
}
