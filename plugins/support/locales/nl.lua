return {
  ["type.question"] = "Vraag",
  ["stage.new"] = "Nieuw",
  ["stage.answered"] = "Beantwoord",
  ["stage.open"] = "Open",
  ["stage.postponed"] = "Uitgesteld",
  ["stage.resolved"] = "Opgelost",
  ["stage.spam"] = "Spam",
  ["stage.deleted"] = "Verwijderd",
  ["role.agent"] = "Medewerker",
  ["role.manager"] = "Leidinggevende",
  ["role.customer"] = "Klant",
}
