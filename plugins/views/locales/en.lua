return {
  ["field.role"] = "Role",
  ["help.role"] = "Who the views are shared with",
  ["field.views"] = "Views",
  ["help.views"] = "Queries by name, beside the ready views or in place of them",
  ["field.leave_out"] = "Leave out",
  ["help.leave_out"] = "Ready views that are not wanted",
  ["field.sla"] = "Views of the clock",
  ["help.sla"] = "Whether the views breaching and breached are there, which the plugin sla makes possible",
}
