return {
  ["channel.webhook"] = "Другая программа",
  ["webhook.no_key"] = "в docket.lua не сказано, где находится секрет webhook.key",
  ["webhook.no_url"] = "для {recipient} не задан URL: docket plugin set webhook url=…",
  ["webhook.status"] = "получатель ответил {status}",
}
