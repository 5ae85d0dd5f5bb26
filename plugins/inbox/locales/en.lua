return {
  ["channel.inbox"] = "Inbox",
  ["notice.assigned"] = "Ticket {id} is yours",
  ["notice.assigned_text"] = "You work on ticket {id} now: {subject}",
}
