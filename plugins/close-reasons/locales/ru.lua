return {
  ["field.duplicate_of"] = "Повторяет",
  ["help.duplicate_of"] = "Заявка, в которой спрашивают о том же",
  ["reason.solved"] = "Решено",
  ["reason.duplicate"] = "Повтор",
  ["reason.declined"] = "Отклонено",
  ["reason.no_answer"] = "Нет ответа",
  ["refusal.no_reason"] = "укажите причину закрытия: solved, duplicate, declined или no_answer",
}
