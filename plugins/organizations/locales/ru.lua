return {
  ["field.organization"] = "Организация",
  ["help.organization"] = "Организация, к которой относится человек",
  ["field.colleagues"] = "Коллеги",
  ["help.colleagues"] = "Что клиенты могут делать с заявками своей организации",
  ["choice.colleagues.nothing"] = "Ничего",
  ["choice.colleagues.read"] = "Читать их",
  ["choice.colleagues.reply"] = "Читать их и отвечать",
  ["field.names"] = "Организации",
  ["help.names"] = "Какие организации бывают; любые, если список пуст",
}
