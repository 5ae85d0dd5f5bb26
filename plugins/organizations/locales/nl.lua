return {
  ["field.organization"] = "Organisatie",
  ["help.organization"] = "De organisatie waar de persoon bij hoort",
  ["field.colleagues"] = "Collega's",
  ["help.colleagues"] = "Wat klanten mogen met de tickets van hun eigen organisatie",
  ["field.names"] = "Organisaties",
  ["help.names"] = "De enige organisaties die er zijn; elke naam als de lijst leeg is",
}
