return {
  ["field.duplicate_of"] = "Doppelt zu",
  ["help.duplicate_of"] = "Das Ticket, in dem schon danach gefragt wird",
  ["reason.solved"] = "Gelöst",
  ["reason.duplicate"] = "Doppelt",
  ["reason.declined"] = "Abgelehnt",
  ["reason.no_answer"] = "Keine Antwort",
  ["refusal.no_reason"] = "es fehlt, warum geschlossen wird: solved, duplicate, declined oder no_answer",
}
