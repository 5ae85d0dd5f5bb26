return {
  ["field.role"] = "Rol",
  ["help.role"] = "Met wie de weergaven gedeeld zijn",
  ["field.views"] = "Weergaven",
  ["help.views"] = "Zoekvragen op naam, naast de kant-en-klare weergaven of in plaats daarvan",
  ["field.leave_out"] = "Weglaten",
  ["help.leave_out"] = "Kant-en-klare weergaven die niet gewenst zijn",
  ["field.sla"] = "Weergaven van de klok",
  ["help.sla"] = "Of de weergaven breaching en breached er zijn, die de plug-in sla mogelijk maakt",
}
