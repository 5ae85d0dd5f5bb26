extension English {
  static let bulk = Section(
    "Many tickets at once",
    advice: "See what is unfinished with `docket update --list`, or ask for fewer tickets.",
    [
      "bulk.abandoned": "{name} was given up; what it had done stays",
      "bulk.all_refused":
        "nothing was changed: {refused} {refused|ticket|tickets} of {count} refused it",
      "bulk.ask": "Change {count} {count|ticket|tickets}? [y/N] ",
      "bulk.changed": "{count} {count|ticket|tickets} changed",
      "bulk.denied": "{who} may not change several tickets at once: it needs bulk",
      "bulk.ended": "{name} has ended already; to take it back: docket undo {name}",
      "bulk.given_up": "gave up {name} after {done} of {count} {count|ticket|tickets}",
      "bulk.no_such_ticket": "no such ticket",
      "bulk.no_ticket": "no ticket {ticket}",
      "bulk.none": "there is no bulk `{name}`{others}",
      "bulk.outbox": "outbox: {rows}",
      "bulk.refused": "{count} refused",
      "bulk.so_already": "{count} so already",
      "bulk.stale": "it was changed since it was looked at",
      "bulk.stopped":
        "stopped with {count} {count|ticket|tickets} left; to go on: docket update --resume {name}",
      "bulk.stopped_planning": "stopped while planning; nothing was changed",
      "bulk.the_ticket": "the ticket",
      "bulk.tickets": "{count} {count|ticket|tickets}",
      "bulk.too_many_at_once": """
      all or nothing is for at most {most} tickets, and these are {count}: narrow the query, or \
      leave --atomic out
      """,
      "bulk.unfinished": "; unfinished: {names}",
      "bulk.unreadable": "what it asks cannot be read",
      "bulk.wants_yes": """
      this would change {count} {count|ticket|tickets}: --yes does it, --dry-run shows all of it
      """,
      "bulk.what": "the bulk {name}",
      "bulk.would_be_refused": "{count} would be refused",
      "bulk.would_give_up": "would give up {name} after {done} of {count} {count|ticket|tickets}",
      "bulk.would_change": "{count} would change",
    ])
}
