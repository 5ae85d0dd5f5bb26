return {
  name = "intake",
  version = "1.0.0",
  api = 1,
  summary = "Forms for calls, letters, web forms and events of monitoring, as tickets with their source",
  summaries = {
    de = "Formulare für Anrufe, Briefe, Webformulare und Ereignisse der Überwachung, als Tickets mit ihrer Herkunft",
    es = "Formularios para llamadas, cartas, formularios web y eventos de supervisión, como tickets con su procedencia",
    nl = "Formulieren voor telefoontjes, brieven, webformulieren en gebeurtenissen uit de monitoring, als tickets met hun herkomst",
    ru = "Формы для звонков, писем, веб-форм и событий мониторинга: из них получаются заявки с указанием источника",
  },
  license = "MIT",
  -- For what the forms look up, within what those may see who answer them.
  permissions = { "ticket.view", "note.view", "history.view", "person.view" },
  settings = {
    -- The queue of each form's tickets, where the answers name none.
    queues = { type = "map", of = "queue", default = {} },
    -- What a recovery does with the open ticket of an event: a note alone, a tag besides, or a close.
    recovery = { type = "choice", choices = { "note", "mark", "close" }, default = "mark" },
    recovery_tag = { type = "tag", default = "recovered" },
    -- With what the ticket is closed, where the desk wants reasons.
    recovery_reason = { type = "close_reason" },
    recovery_root_cause = { type = "root_cause" },
    priorities = {
      type = "map", of = { type = "choice", choices = { "low", "normal", "high", "urgent" } },
      default = { critical = "high", warning = "normal", unknown = "normal" },
    },
    -- Within the window: the notes of events on one ticket, and the new tickets of monitoring.
    flood_window = { type = "duration", default = "1h", between = { "1m", "30d" } },
    flood_notes = { type = "integer", default = 10, between = { 1, 10000 } },
    flood_tickets = { type = "integer", default = 30, between = { 1, 10000 } },
  },
}
