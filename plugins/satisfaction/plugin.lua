return {
  name = "satisfaction",
  version = "1.0.0",
  api = 1,
  summary = "Asks the requester of a closed ticket how it went, and tells of low ratings",
  summaries = {
    de = "Fragt die anfragende Person eines geschlossenen Tickets, wie es war, und meldet schlechte Bewertungen",
    es = "Pregunta al solicitante de un ticket cerrado qué le ha parecido, y avisa de las valoraciones bajas",
    nl = "Vraagt de aanvrager van een gesloten ticket hoe het ging, en meldt lage cijfers",
    ru = "Спрашивает заявителя закрытой заявки, всё ли хорошо, и сообщает о низких оценках",
  },
  license = "MIT",
  -- Nothing of the tickets themselves is read or changed but the fields below.
  permissions = { "ticket.view", "notify.public", "satisfaction.view" },
  settings = {
    -- For how long after a close it can be rated.
    within = { type = "duration", between = { "1d", "365d" }, default = "14d" },
    changeable = { type = "boolean", default = true },
    -- Up to this score a rating is low.
    low = { type = "integer", between = { 0, 5 }, default = 2 },
    tell = { type = "list", of = { type = "recipient" }, default = { "assignee", "role:manager" } },
    -- Close reasons after which nobody is asked.
    not_asked = { type = "list", of = { type = "close_reason" }, default = { "duplicate" } },
  },
}
