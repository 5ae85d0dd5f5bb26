return {
  ["channel.push"] = "Teléfono",
  ["push.no_url"] = "no hay servidor: docket plugin set push url=…",
  ["push.no_topic"] = "{recipient} no tiene tema: docket plugin set push topics=…",
  ["push.status"] = "el servidor respondió {status}",
  ["choice.words.all"] = "todo lo que la persona puede leer",
  ["choice.words.public"] = "lo público",
  ["choice.words.none"] = "solo el encabezado",
}
