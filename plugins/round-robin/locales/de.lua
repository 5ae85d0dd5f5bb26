return {
  ["field.role"] = "Rolle",
  ["help.role"] = "Die Rolle, deren Personen die Tickets reihum bekommen",
}
