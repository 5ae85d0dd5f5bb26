return {
  ["field.role"] = "Rolle",
  ["help.role"] = "Die Rolle, deren Leute die Tickets reihum bekommen",
}
