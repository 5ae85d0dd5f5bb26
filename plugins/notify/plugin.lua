local hours = { type = "text", pattern = "[0-2]%d:[0-5]%d%-[0-2]%d:[0-5]%d", length = { 11, 11 } }
local clock = { type = "text", pattern = "[0-2]%d:[0-5]%d", length = { 5, 5 } }

local events = { "created", "messages", "notes", "assigned", "stage", "queue", "tags", "attachments" }

return {
  name = "notify",
  version = "1.0.0",
  api = 1,
  summary = "Tells people what changes on their tickets, at the hours that suit them, also many things as one",
  summaries = {
    de = "Meldet Personen, was sich an ihren Tickets ändert, zu den Zeiten, die ihnen passen, auch vieles auf einmal",
    es = "Avisa de lo que cambia en los tickets de cada persona, a las horas que le convienen, también reunidos en un solo aviso",
    nl = "Meldt mensen wat er aan hun tickets verandert, op tijden die hun uitkomen, ook gebundeld",
    ru = "Сообщает людям об изменениях в их заявках в удобные им часы, при желании одной сводкой",
  },
  license = "MIT",
  -- The last two are for `fields`, which may be `escalation` and `sla_state`: they are the staff's.
  permissions = { "ticket.view", "person.view", "note.view", "sla.view" },
  settings = {
    -- What is told to those on a ticket.
    tell = {
      type = "list", of = { type = "choice", choices = events }, default = events,
    },
    -- Fields whose changes are told to the staff on a ticket: "priority", or what plugins declare.
    fields = { type = "list", of = { type = "field", pattern = "[a-z][a-z0-9_]*" }, default = {} },
    -- The channel by which all that is told.
    channel = { type = "text", default = "inbox", length = { 1, 64 } },
    -- By which channel `quiet`, `hourly` and `daily` reach people in the end, and whom by another.
    through = { type = "text", default = "inbox", length = { 1, 64 } },
    ways = { type = "map", of = "text", default = {} },
    -- When nobody is to be disturbed, by each person's own clock: from and till, over midnight too.
    quiet = { type = "text", pattern = hours.pattern, length = hours.length, default = "22:00-07:00" },
    -- Other hours by the person's name.
    quiet_by = { type = "map", of = hours, default = {} },
    quiet_days = {
      type = "list", of = { type = "choice", choices = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" } },
      default = {},
    },
    -- What is told at any hour: a query, or nothing.
    loud = { type = "query", default = "priority:urgent" },
    -- When the channel `daily` tells, and whom at another time.
    daily_at = { type = "text", pattern = clock.pattern, length = clock.length, default = "08:00" },
    daily_by = { type = "map", of = clock, default = {} },
  },
}
