return {
  ["field.duplicate_of"] = "Dubbel van",
  ["help.duplicate_of"] = "Het ticket waarin hetzelfde al gevraagd wordt",
  ["reason.solved"] = "Opgelost",
  ["reason.duplicate"] = "Dubbel",
  ["reason.declined"] = "Afgewezen",
  ["reason.no_answer"] = "Geen antwoord",
  ["refusal.no_reason"] = "geef aan waarom het gesloten wordt: solved, duplicate, declined of no_answer",
}
