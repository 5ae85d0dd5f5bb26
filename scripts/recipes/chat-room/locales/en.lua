return {
  ["role.room"] = "Chat room",
  ["channel.chat"] = "Chat",
  ["field.url"] = "URL",
  ["field.only"] = "Which tickets",
  ["subscription.chat-room:closed"] = "Ticket {id} is closed: {subject}",
  closed = "Ticket {id} is closed ({reason}, by {by}): {subject}",
}
