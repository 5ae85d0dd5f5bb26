return {
  ["channel.push"] = "Телефон",
  ["push.no_url"] = "сервер не указан: docket plugin set push url=…",
  ["push.no_topic"] = "для {recipient} не указана тема: docket plugin set push topics=…",
  ["push.status"] = "сервер ответил {status}",
  ["choice.words.all"] = "всё, что человеку можно читать",
  ["choice.words.public"] = "только открытое",
  ["choice.words.none"] = "только заголовок",
}
