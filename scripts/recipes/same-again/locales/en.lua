return {
  ["field.act"] = "What is done",
  ["field.within"] = "Within",
  ["field.tag"] = "Tag",
  ["note.again"] = "Perhaps the same as {n|ticket|tickets} {ids}.",
  ["refusal.again"] = "you have asked that in ticket {first}: please write there",
}
