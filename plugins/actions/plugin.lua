return {
  name = "actions",
  version = "1.0.0",
  api = 1,
  summary = "Queues, root causes, types and levels of escalation, and the actions escalate, deescalate, route and explain",
  summaries = {
    de = "Warteschlangen, Ursachen, Ticketarten und Eskalationsstufen, dazu Aktionen zum Eskalieren, Deeskalieren, Umleiten und Erklären",
    es = "Colas, causas raíz, tipos y niveles de escalado, con las acciones para escalar, desescalar, asignar una cola y explicar",
    nl = "Wachtrijen, oorzaken, soorten en escalatieniveaus, en de acties escaleren, de-escaleren, wachtrij toewijzen en toelichten",
    ru = "Очереди, коренные причины, типы и уровни эскалации, а также действия: эскалация, передача и объяснение",
  },
  license = "MIT",
  requires = { support = ">=1.0", inbox = ">=1.0" },
  permissions = { "ticket.view", "ticket.update", "ticket.close", "ticket.reply", "note.add", "note.view" },
  settings = {
    queues = { type = "list", of = "text", default = { "first_line", "second_line", "billing" } },
    -- Kinds of ticket besides `question`, with its life cycle.
    types = { type = "list", of = "text", default = { "incident", "request", "problem" } },
    -- The root causes that there are; any, where the list is empty.
    root_causes = {
      type = "list", of = "root_cause",
      default = { "hardware", "software", "network", "account", "instructions", "third_party" },
    },
    -- From the lowest to the highest.
    levels = { type = "list", of = "text", default = { "second", "third", "management" } },
    -- Where a ticket goes that reaches a level.
    level_queues = { type = "map", of = "queue", default = { second = "second_line" } },
    -- Whether people are told of escalations where they do not say otherwise.
    tell = { type = "boolean", default = true },
    -- Whether a ticket that is given to another queue loses its assignee.
    unassign = { type = "boolean", default = true },
  },
}
