-- Plugins that go well together, for `docket init --with NAME`; settings are those of the new desk.

return {
  {
    name = "support-desk",
    summary = "A support team: queues, types, rules, answers to choose from, conversations, forms for calls, letters and monitoring, plain and explained closes, reports, views",
    summaries = {
      de = "Ein Support-Team: Warteschlangen, Ticketarten, Regeln, Antworten zur Auswahl, Konversationen, Formulare für Anrufe, Briefe und Überwachung, schlichte und erklärte Abschlüsse, Berichte, Ansichten",
      es = "Un equipo de soporte: colas, tipos, reglas, respuestas para elegir, conversaciones, formularios para llamadas, cartas y supervisión, cierres sencillos y con explicación, informes, vistas",
      nl = "Een supportteam: wachtrijen, soorten, regels, antwoorden om uit te kiezen, gesprekken, formulieren voor telefoontjes, brieven en monitoring, sluiten met of zonder toelichting, rapporten, weergaven",
      ru = "Команда поддержки: очереди, типы, правила, готовые ответы, беседы, формы для звонков, писем и мониторинга, закрытие простое и с объяснением, отчёты, представления",
    },
    plugins = {
      -- `routing` gives new tickets to agents in turn as `round-robin` does, by a rule that can be changed.
      "support", "close-reasons", "inbox", "routing", "actions", "templates", "conversations", "intake",
      "reports", "views",
    },
    settings = {
      -- Beside `explain`, which wants a reason, a comment and a root cause, there is a plain close.
      ["close-reasons"] = { required = "when explained" },
      -- `actions` has such a view, `unassigned`.
      views = { leave_out = { "to_assign" } },
    },
  },
}
