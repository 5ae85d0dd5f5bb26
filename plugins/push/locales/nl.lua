return {
  ["channel.push"] = "Telefoon",
  ["push.no_url"] = "er is geen server: docket plugin set push url=…",
  ["push.no_topic"] = "{recipient} heeft geen topic: docket plugin set push topics=…",
  ["push.status"] = "de server antwoordde met {status}",
  ["choice.words.all"] = "alles wat de persoon mag lezen",
  ["choice.words.public"] = "openbare woorden",
  ["choice.words.none"] = "alleen het kopje",
}
