extension English {
  static let ticket = Section(
    "Tickets and what is done to them",
    advice: "Check the ticket's number, type and action with `docket list` and `docket show`.",
    [
      "ticket.bad_source": "a source is a word such as email, phone or letter",
      "ticket.changed_since":
        "ticket {ticket} was changed since: you saw version {seen}, it has {version}{later}",
      "ticket.circle": "it leads back to this ticket, in a circle",
      "ticket.long_chain": """
      it leads on over more than {most} tickets, and whether to a circle cannot be told
      """,
      "ticket.later_entries": "; since then {entries}",
      "ticket.later_entry": "{version}: {action} by {actor}",
      "ticket.later_more": "; since then {entries}, and {count} before",
      "ticket.long_subject": "a subject has at most {most} characters",
      "ticket.long_subject_lines": "a subject is one line; the rest belongs into the body",
      "ticket.lost_stage": """
      the ticket is to go back to stage `{stage}`, which the type {type} does not have; take \
      it up first
      """,
      "ticket.missing": "there is no ticket {ticket}",
      "ticket.missing_at": "there is no ticket {ticket} at {time}",
      "ticket.new_queue": "; docket queue add {queue} makes one",
      "ticket.no_action": "there is no action `{action}`{others}",
      "ticket.no_queue": "there is no queue `{queue}`{hint}",
      "ticket.no_subject": "a ticket needs a subject",
      "ticket.no_such_person": "there is no such person on this desk",
      "ticket.no_type": "there is no type `{type}`{hint}",
      "ticket.no_types": "this desk has no ticket types yet: docket plugin enable support",
      "ticket.no_wake": "a postponed ticket needs a time to wake at",
      "ticket.own_parent": "a ticket is not its own parent",
      "ticket.plugin_actions": "; plugins add {actions}",
      "ticket.type_without_plugin": "no enabled plugin has the type `{type}`",
      "ticket.type_without_stage":
        "the type {type} has no stage `{stage}`; give one of {stages} as well",
      "ticket.unknown_type": "there is no type `{type}`; there is {known}",
      "ticket.wake_without_postponing":
        "only a postponed ticket wakes; docket postpone gives it a time",
    ])
}
