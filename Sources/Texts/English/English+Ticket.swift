extension English {
  static let ticket = Section(
    "Tickets and what is done to them",
    advice: "Check the ticket's number, type and action with `docket list` and `docket show`.",
    [
      "ticket.no_action": "there is no action `{action}`{others}",
      "ticket.plugin_actions": "; plugins add {actions}",
      "ticket.type_without_plugin": "no enabled plugin has the type `{type}`",
    ])
}
