return {
  ["channel.webhook"] = "Ander programma",
  ["webhook.no_key"] = "docket.lua zegt niet waar het geheim webhook.key staat",
  ["webhook.no_url"] = "voor {recipient} is geen URL ingesteld: docket plugin set webhook url=…",
  ["webhook.status"] = "de ontvanger antwoordde met {status}",
}
