return {
  ["field.role"] = "Rolle",
  ["help.role"] = "Mit wem die Ansichten geteilt werden",
  ["field.views"] = "Ansichten",
  ["help.views"] = "Abfragen nach Namen, neben den fertigen Ansichten oder an ihrer Stelle",
  ["field.leave_out"] = "Weglassen",
  ["help.leave_out"] = "Fertige Ansichten, die nicht gewünscht sind",
  ["field.sla"] = "Ansichten der Uhr",
  ["help.sla"] = "Ob es die Ansichten breaching und breached gibt, die das Plugin sla möglich macht",
}
