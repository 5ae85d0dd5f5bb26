return {
  ["field.vip"] = "Important customer",
  ["field.words"] = "Words",
  ["field.priority"] = "Priority",
}
