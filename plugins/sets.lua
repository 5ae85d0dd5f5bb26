-- Plugins that go well together, for `docket init --with NAME`; settings are those of the new desk.

return {
  {
    name = "support-desk",
    summary = "A support team: queues, types, answers to choose from, conversations, forms for calls, letters and monitoring, plain and explained closes",
    summaries = {
      de = "Ein Support-Team: Warteschlangen, Ticketarten, Antworten zur Auswahl, Konversationen, Formulare für Anrufe, Briefe und Überwachung, schlichte und erklärte Abschlüsse",
      es = "Un equipo de soporte: colas, tipos, respuestas para elegir, conversaciones, formularios para llamadas, cartas y supervisión, cierres simples y explicados",
      nl = "Een supportteam: wachtrijen, soorten, antwoorden om uit te kiezen, gesprekken, formulieren voor telefoontjes, brieven en bewaking, gewone en uitgelegde sluitingen",
      ru = "Команда поддержки: очереди, типы, готовые ответы, разговоры, формы для звонков, писем и мониторинга, простые и объяснённые закрытия",
    },
    plugins = {
      "support", "close-reasons", "inbox", "round-robin", "actions", "templates", "conversations", "intake",
    },
    settings = {
      -- Beside `explain`, which wants a reason, a comment and a root cause, there is a plain close.
      ["close-reasons"] = { required = "when explained" },
    },
  },
}
