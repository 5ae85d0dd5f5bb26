return {
  ["field.organization"] = "Organisation",
  ["help.organization"] = "Die Organisation, zu der die Person gehört",
  ["field.colleagues"] = "Kollegen",
  ["help.colleagues"] = "Was Kunden mit den Tickets ihrer eigenen Organisation dürfen",
  ["choice.colleagues.nothing"] = "Nichts",
  ["choice.colleagues.read"] = "Sie lesen",
  ["choice.colleagues.reply"] = "Sie lesen und antworten",
  ["field.names"] = "Organisationen",
  ["help.names"] = "Die möglichen Organisationen; jeder Name, wenn die Liste leer ist",
}
