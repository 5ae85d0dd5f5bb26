return {
  ["channel.push"] = "Телефон",
  ["push.no_url"] = "сервер не указан: docket plugin set push url=…",
  ["push.no_topic"] = "для {recipient} не указана тема: docket plugin set push topics=…",
  ["push.status"] = "сервер ответил {status}",
}
