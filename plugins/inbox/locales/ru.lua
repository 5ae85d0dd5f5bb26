return {
  ["channel.inbox"] = "Входящие",
  ["notice.assigned"] = "Заявка {id} назначена вам",
  ["notice.assigned_text"] = "Теперь вы работаете над заявкой {id}: {subject}",
}
