return {
  ["type.question"] = "Consulta",
  ["stage.new"] = "Nuevo",
  ["stage.answered"] = "Respondido",
  ["stage.open"] = "Abierto",
  ["stage.postponed"] = "Aplazado",
  ["stage.resolved"] = "Resuelto",
  ["stage.spam"] = "Spam",
  ["stage.deleted"] = "Eliminado",
  ["role.agent"] = "Agente",
  ["role.manager"] = "Responsable",
  ["role.customer"] = "Cliente",
}
