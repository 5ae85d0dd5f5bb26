return {
  ["channel.push"] = "Телефон",
  ["push.no_url"] = "сервер не указан: docket plugin set push url=…",
  ["push.no_topic"] = "у {recipient} нет темы: docket plugin set push topics=…",
  ["push.status"] = "сервер ответил {status}",
}
