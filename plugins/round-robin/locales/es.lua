return {
  ["field.role"] = "Rol",
  ["help.role"] = "El rol cuyas personas reciben los tickets por turno",
}
