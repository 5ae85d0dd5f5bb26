return {
  name = "helpdesk-log",
  version = "1.0.0",
  api = 1,
  summary = "Cases of a help desk's process log: their life cycle and fields",
  summaries = {
    de = "Fälle aus dem Prozessprotokoll eines Helpdesks: ihr Lebenszyklus und ihre Felder",
    es = "Casos del registro de procesos de una mesa de ayuda: su ciclo de vida y sus campos",
    nl = "Zaken uit het proceslogboek van een helpdesk: hun levenscyclus en velden",
    ru = "Обращения из журнала процессов службы поддержки: их жизненный цикл и поля",
  },
  license = "MIT",
  permissions = {},
}
