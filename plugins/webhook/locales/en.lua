return {
  ["channel.webhook"] = "Another program",
  ["webhook.no_key"] = "docket.lua does not say where the secret webhook.key is",
  ["webhook.no_url"] = "no URL is set for {recipient}: docket plugin set webhook url=…",
  ["webhook.status"] = "the receiver answered {status}",
}
