return {
  ["field.hours"] = "Hours",
  ["field.only"] = "Which tickets",
  ["field.tell"] = "Who is told",
  ["told.subject"] = "Untouched: {subject}",
  ["told.text"] = "Nobody has touched ticket {id} for {hours} {hours|hour|hours}. Its priority is {priority} now.",
}
