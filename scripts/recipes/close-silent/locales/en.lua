return {
  ["field.warn_after"] = "Warn after",
  ["field.close_after"] = "Close after the warning",
  ["field.only"] = "Which tickets",
  ["field.reason"] = "Close reason",
  ["warning.subject"] = "Do you still need help with ticket {id}?",
  ["warning.text"] = "We have not heard from you about “{subject}”. It will be closed on {day} unless you answer.",
}
