return {
  ["field.organization"] = "Organisatie",
  ["help.organization"] = "De organisatie waar de persoon bij hoort",
  ["field.colleagues"] = "Collega's",
  ["help.colleagues"] = "Wat klanten mogen met de tickets van hun eigen organisatie",
  ["choice.colleagues.nothing"] = "Niets",
  ["choice.colleagues.read"] = "Ze lezen",
  ["choice.colleagues.reply"] = "Ze lezen en antwoorden",
  ["field.names"] = "Organisaties",
  ["help.names"] = "De enige organisaties die er zijn; elke naam als de lijst leeg is",
}
