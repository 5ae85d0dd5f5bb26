return {
  name = "webhook",
  version = "1.1.0",
  api = 1,
  summary = "Tells other programs: posts messages as signed JSON to a URL",
  summaries = {
    de = "Meldet an andere Programme: sendet Nachrichten als unterschriebenes JSON an eine URL",
    es = "Avisa a otros programas: envía mensajes como JSON firmado a una URL",
    nl = "Brengt andere programma's op de hoogte: stuurt berichten als ondertekende JSON naar een URL",
    ru = "Сообщает другим программам: отправляет сообщения как подписанный JSON на URL",
  },
  license = "MIT",
  permissions = { "ticket.view", "note.view", "history.view", "http:@url", "http:@urls", "http:@addresses" },
  settings = {
    -- Where messages go, unless the recipient has a URL of their own.
    url = { type = "text", default = "" },
    -- URLs by the recipient's name: a room, or another program, is a person with a role.
    urls = { type = "map", of = "text", default = {} },
    -- Addresses within one's own network that may be connected to, as "10.1.2.3" or "127.0.0.1:8080".
    addresses = { type = "list", of = "text", default = {} },
    -- What the receiver checks the signature with.
    key = { type = "secret", required = true },
    -- Seconds.
    timeout = { type = "integer", default = 10 },
  },
}
