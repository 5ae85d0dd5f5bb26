return {
  ["channel.push"] = "Telefon",
  ["push.no_url"] = "es gibt keinen Server: docket plugin set push url=…",
  ["push.no_topic"] = "{recipient} hat kein Topic: docket plugin set push topics=…",
  ["push.status"] = "der Server antwortete mit {status}",
  ["choice.words.all"] = "alles, was die Person lesen darf",
  ["choice.words.public"] = "nur öffentliche Texte",
  ["choice.words.none"] = "nur die Überschrift",
}
