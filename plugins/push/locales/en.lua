return {
  ["channel.push"] = "Phone",
  ["push.no_url"] = "there is no server: docket plugin set push url=…",
  ["push.no_topic"] = "{recipient} has no topic: docket plugin set push topics=…",
  ["push.status"] = "the server answered {status}",
  ["choice.words.all"] = "all that the person may read",
  ["choice.words.public"] = "public words",
  ["choice.words.none"] = "the heading alone",
}
