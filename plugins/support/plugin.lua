return {
  name = "support",
  version = "1.1.0",
  api = 1,
  summary = "Questions from customers: their life cycle, and the roles agent, manager and customer",
  summaries = {
    de = "Fragen von Kunden: ihr Lebenszyklus und die Rollen agent, manager und customer",
    es = "Preguntas de clientes: su ciclo de vida y los roles agent, manager y customer",
    nl = "Vragen van klanten: hun levenscyclus, en de rollen agent, manager en customer",
    ru = "Вопросы клиентов: их жизненный цикл и роли agent, manager и customer",
  },
  license = "MIT",
  permissions = {},
  settings = {
    reopen_on_reply = { type = "boolean", default = true },
    -- The highest priority that customers give a ticket of their own.
    customer_priority = { type = "choice", choices = { "low", "normal", "high", "urgent" }, default = "normal" },
  },
}
