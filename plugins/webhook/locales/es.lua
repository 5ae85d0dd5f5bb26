return {
  ["channel.webhook"] = "Otro programa",
  ["webhook.no_key"] = "docket.lua no dice dónde está el secreto webhook.key",
  ["webhook.no_url"] = "no hay URL para {recipient}: docket plugin set webhook url=…",
  ["webhook.status"] = "el receptor respondió {status}",
}
