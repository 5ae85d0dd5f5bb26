return {
  ["field.organization"] = "Organization",
  ["help.organization"] = "The organization that the person is of",
  ["field.colleagues"] = "Colleagues",
  ["help.colleagues"] = "What customers may do with the tickets of their own organization",
  ["choice.colleagues.nothing"] = "Nothing",
  ["choice.colleagues.read"] = "Read them",
  ["choice.colleagues.reply"] = "Read them and reply",
  ["field.names"] = "Organizations",
  ["help.names"] = "The only organizations that there are; any name where the list is empty",
}
