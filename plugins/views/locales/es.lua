return {
  ["field.role"] = "Rol",
  ["help.role"] = "Con quién se comparten las vistas",
  ["field.views"] = "Vistas",
  ["help.views"] = "Consultas por nombre, junto a las vistas preparadas o en su lugar",
  ["field.leave_out"] = "Omitir",
  ["help.leave_out"] = "Vistas preparadas que no se desean",
  ["field.sla"] = "Vistas del reloj",
  ["help.sla"] = "Si existen las vistas breaching y breached, que el complemento sla hace posibles",
}
