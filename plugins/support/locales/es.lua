return {
  ["type.question"] = "Pregunta",
  ["stage.new"] = "Nuevo",
  ["stage.answered"] = "Respondido",
  ["stage.open"] = "Abierto",
  ["stage.postponed"] = "Pospuesto",
  ["stage.resolved"] = "Resuelto",
  ["stage.spam"] = "Spam",
  ["stage.deleted"] = "Eliminado",
  ["role.agent"] = "Agente",
  ["role.manager"] = "Supervisor",
  ["role.customer"] = "Cliente",
}
