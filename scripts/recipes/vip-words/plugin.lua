return {
  name = "vip-words",
  version = "1.0.0",
  api = 1,
  summary = "Raises the priority of what important customers write with certain words",
  license = "MIT",
  permissions = { { permission = "ticket.update", fields = { "priority" } } },
  settings = {
    -- Words and phrases, whatever their case and accents; a quotation mark would end the phrase.
    words = {
      type = "list", of = { type = "text", pattern = '[^"]+', length = { 2, 80 } },
      default = { "down", "outage", "cannot work" },
    },
    priority = { type = "choice", choices = { "normal", "high", "urgent" }, default = "urgent" },
  },
}
