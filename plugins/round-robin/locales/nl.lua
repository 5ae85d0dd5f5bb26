return {
  ["field.role"] = "Rol",
  ["help.role"] = "De rol waarvan de mensen om de beurt een ticket krijgen",
}
