extension English {
  static let why = Section(
    "Why somebody may, or may not",
    [
      "why.act": "{verb} ticket {ticket} (permission {permission})",
      "why.act_ever": "{verb} tickets (permission {permission})",
      "why.by_plugin": "plugin {plugin}",
      "why.denied": "{owner} denies it",
      "why.depends": "not for everything; it depends on the ticket",
      "why.fails": " — does not hold",
      "why.grants": "{owners} {count|grants|grant} it{fields}",
      "why.holds": " — holds",
      "why.idle": " — means nothing: {problem}",
      "why.line": "{owner} ({giver}): {grant}{holds}",
      "why.no_condition": "no grant's condition holds",
      "why.no_grant": "nothing grants it",
      "why.nothing":
        "  no role of {person}'s grants it, and nothing is allowed that is not granted",
      "why.on_ticket": " on ticket {ticket}",
      "why.some_fields": ", for some fields only",
      "why.ticket_verdict": "{person} may {what}: {reason}",
      "why.ticket_verdict_not": "{person} may not {what}: {reason}",
      "why.unsure": " — depends on the ticket",
      "why.verdict": "{person} has the permission {permission}{target}: {reason}",
      "why.verdict_not": "{person} lacks the permission {permission}{target}: {reason}",
    ])
}
