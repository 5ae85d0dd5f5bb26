return {
  name = "time-tracking",
  version = "1.0.0",
  api = 1,
  summary = "Timers and logged time, billable or not, with sums that can be asked for",
  summaries = {
    de = "Zeiterfassung, laufend oder nachträglich, abrechenbar oder nicht, mit abfragbaren Summen",
    es = "Cronómetros y tiempo registrado, facturable o no, con totales que se pueden consultar",
    nl = "Tijdopnames en geschreven tijd, declarabel of niet, met totalen die op te vragen zijn",
    ru = "Таймеры и учтённое время, оплачиваемое или нет, с суммами, которые можно запросить",
  },
  license = "MIT",
  -- The number of an entry, which a correction names, is for those who see notes.
  permissions = {
    "ticket.view", "history.view", "note.view", "person.view", "time-tracking.view", "time-tracking.view_sums",
    "time-tracking.stop_work", "time-tracking.others",
  },
  settings = {
    -- What becomes of a timer that runs when its person starts another.
    on_start = { type = "choice", choices = { "stop the first", "refuse" }, default = "stop the first" },
    billable = { type = "boolean", default = true },
    -- Timed work counts in whole steps of this.
    step = { type = "duration", between = { "1s", "1h" }, default = "1m" },
    -- A timer that ran for longer was forgotten.
    longest = { type = "duration", between = { "1m", "7d" }, default = "12h" },
    customers_see = { type = "choice", choices = { "nothing", "sums" }, default = "nothing" },
  },
}
