return {
  ["field.organization"] = "Organización",
  ["help.organization"] = "La organización a la que pertenece la persona",
  ["field.colleagues"] = "Compañeros",
  ["help.colleagues"] = "Qué pueden hacer los clientes con los tickets de su propia organización",
  ["choice.colleagues.nothing"] = "Nada",
  ["choice.colleagues.read"] = "Leerlos",
  ["choice.colleagues.reply"] = "Leerlos y responder",
  ["field.names"] = "Organizaciones",
  ["help.names"] = "Las únicas organizaciones que existen; cualquier nombre si la lista está vacía",
}
