return {
  ["type.question"] = "Frage",
  ["stage.new"] = "Neu",
  ["stage.answered"] = "Beantwortet",
  ["stage.open"] = "Offen",
  ["stage.postponed"] = "Zurückgestellt",
  ["stage.resolved"] = "Gelöst",
  ["stage.spam"] = "Spam",
  ["stage.deleted"] = "Gelöscht",
  ["role.agent"] = "Bearbeiter",
  ["role.manager"] = "Leitung",
  ["role.customer"] = "Kunde",
}
