extension English {
  static let bulk = Section(
    "Many tickets at once",
    advice: "See what is unfinished with `docket update --list`, or ask for fewer tickets.",
    [
      "bulk.abandoned": "{name} was given up; what it had done stays",
      "bulk.ask": "Change {count} {count|ticket|tickets}? [y/N] ",
      "bulk.denied": "{who} may not change several tickets at once: it needs bulk",
      "bulk.ended": "{name} has ended already; to take it back: docket undo {name}",
      "bulk.no_such_ticket": "no such ticket",
      "bulk.no_ticket": "no ticket {ticket}",
      "bulk.none": "there is no bulk `{name}`{others}",
      "bulk.stale": "it was changed since it was looked at",
      "bulk.the_ticket": "the ticket",
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
    ])
}
