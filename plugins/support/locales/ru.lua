return {
  ["type.question"] = "Вопрос",
  ["stage.new"] = "Новый",
  ["stage.answered"] = "Дан ответ",
  ["stage.open"] = "Открыт",
  ["stage.postponed"] = "Отложен",
  ["stage.resolved"] = "Решён",
  ["stage.spam"] = "Спам",
  ["stage.deleted"] = "Удалён",
  ["role.agent"] = "Сотрудник",
  ["role.manager"] = "Руководитель",
  ["role.customer"] = "Клиент",
}
