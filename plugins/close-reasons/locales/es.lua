return {
  ["field.duplicate_of"] = "Duplicado de",
  ["help.duplicate_of"] = "El ticket que ya pregunta lo mismo",
  ["reason.solved"] = "Resuelto",
  ["reason.duplicate"] = "Duplicado",
  ["reason.declined"] = "Rechazado",
  ["reason.no_answer"] = "Sin respuesta",
  ["refusal.no_reason"] = "indique por qué se cierra: solved, duplicate, declined o no_answer",
}
