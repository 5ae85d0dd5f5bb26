return {
  name = "round-robin",
  version = "1.0.0",
  api = 1,
  summary = "Gives new tickets to the people with a role, in turn",
  summaries = {
    de = "Gibt neue Tickets reihum an die Personen mit einer Rolle",
    es = "Da los tickets nuevos por turno a las personas con un rol",
    nl = "Geeft nieuwe tickets om de beurt aan de mensen met een rol",
    ru = "Раздаёт новые заявки по очереди людям с определённой ролью",
  },
  license = "MIT",
  permissions = { "ticket.update", "person.view" },
  settings = {
    role = { type = "role", default = "agent" },
  },
}
