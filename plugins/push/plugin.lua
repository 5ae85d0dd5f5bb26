return {
  name = "push",
  version = "1.0.0",
  api = 1,
  summary = "Tells people on their phones, through a server that understands ntfy",
  summaries = {
    de = "Meldet Personen etwas auf ihrem Telefon, über einen Server, der ntfy versteht",
    es = "Avisa a las personas en su teléfono, por un servidor que entiende ntfy",
    nl = "Stuurt mensen berichten op hun telefoon, via een server die ntfy begrijpt",
    ru = "Сообщает людям на телефон через сервер, который понимает ntfy",
  },
  license = "MIT",
  permissions = { "ticket.view", "note.view", "history.view", "http:@url", "http:@addresses" },
  settings = {
    -- The server, as "https://ntfy.sh"; without it messages wait.
    url = { type = "text", pattern = "https?://%S+", length = { 8, 1000 } },
    -- Addresses within one's own network that may be connected to, as "10.1.2.3" or "127.0.0.1:8080".
    addresses = { type = "list", of = "text", default = {} },
    -- What the server knows the desk by, where it wants to.
    token = { type = "secret" },
    -- The topic that each person's phone listens to, by the person's name.
    topics = { type = "map", of = { type = "text", pattern = "[%w_-]+", length = { 1, 64 } }, default = {} },
    -- Where a tap leads; {id} is the ticket's number.
    link = { type = "text", default = "", length = { 0, 1000 } },
    -- How loud a ticket's messages are, from 1 (min) to 5 (max), by the ticket's priority.
    priorities = {
      type = "record",
      fields = {
        low = { type = "integer", between = { 1, 5 } }, normal = { type = "integer", between = { 1, 5 } },
        high = { type = "integer", between = { 1, 5 } }, urgent = { type = "integer", between = { 1, 5 } },
      },
      default = {},
    },
    -- The sign that a message begins with, by event; those of the server, as "warning".
    tags = {
      type = "map", of = { type = "text", pattern = "[%w_+-]+", length = { 1, 64 } },
      default = {
        ["ticket.create"] = "new", ["ticket.reply"] = "speech_balloon", ["ticket.note"] = "memo",
        ["ticket.close"] = "white_check_mark", ["ticket.reopen"] = "leftwards_arrow_with_hook",
        ["sla.at_risk"] = "hourglass", ["sla.breached"] = "rotating_light", digest = "books",
      },
    },
    -- Which words pass through the server: all that the person may read, the public ones, or none
    -- beside the heading.
    words = { type = "choice", choices = { "all", "public", "none" }, default = "all" },
    -- Seconds.
    timeout = { type = "integer", default = 10, between = { 1, 30 } },
  },
}
