return {
  ["channel.inbox"] = "Posteingang",
  ["notice.assigned"] = "Ticket {id} gehört dir",
  ["notice.assigned_text"] = "Du bearbeitest jetzt Ticket {id}: {subject}",
}
