return {
  ["channel.webhook"] = "Anderes Programm",
  ["webhook.no_key"] = "docket.lua sagt nicht, wo das Geheimnis webhook.key steht",
  ["webhook.no_url"] = "für {recipient} ist keine URL gesetzt: docket plugin set webhook url=…",
  ["webhook.status"] = "der Empfänger antwortete mit {status}",
}
