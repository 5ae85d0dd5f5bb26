return {
  ["channel.inbox"] = "Postvak",
  ["notice.assigned"] = "Ticket {id} is van jou",
  ["notice.assigned_text"] = "Je behandelt nu ticket {id}: {subject}",
}
