return {
  ["field.role"] = "Role",
  ["help.role"] = "The role whose people take turns",
}
