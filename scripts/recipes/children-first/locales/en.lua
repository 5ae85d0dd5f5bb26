return {
  ["refusal.open"] = "close its {n|part|parts} first: {ids}",
}
