return {
  ["channel.inbox"] = "Buzón",
  ["notice.assigned"] = "El ticket {id} es suyo",
  ["notice.assigned_text"] = "Ahora se ocupa del ticket {id}: {subject}",
}
