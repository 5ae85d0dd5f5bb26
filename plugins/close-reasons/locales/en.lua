return {
  ["field.duplicate_of"] = "Duplicate of",
  ["help.duplicate_of"] = "The ticket that already asks the same",
  ["reason.solved"] = "Solved",
  ["reason.duplicate"] = "Duplicate",
  ["reason.declined"] = "Declined",
  ["reason.no_answer"] = "No answer",
  ["refusal.no_reason"] = "say why it is closed: solved, duplicate, declined or no_answer",
}
