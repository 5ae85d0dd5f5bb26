return {
  ["field.only"] = "Which tickets",
  ["help.only"] = "a query; all tickets, where it is empty",
  ["refusal.nobody"] = "somebody has to be responsible for a ticket that is closed",
}
