extension English {
  static let forward = Section(
    "Forwarding",
    advice: "Name people of the desk, roles as `role:NAME`, or e-mail addresses.",
    [
      "forward.bad_address": "`{address}` is no e-mail address such as name@example.com",
      "forward.bad_subject": "a subject is one line of at most 1000 characters, without controls",
      "forward.empty_role": "nobody with the role {role} may see ticket {ticket}",
      "forward.no_mail": """
      the plugin's manifest does not ask for the permission mail, which {address} needs
      """,
      "forward.no_notes": "notes can be included only by who may read them",
      "forward.no_part": "there is no part `{part}` to include: it is one of {parts}{hint}",
      "forward.no_role": "there is no role `{role}`{hint}",
      "forward.nobody": "forward to whom? give names, role:NAME, or e-mail addresses",
      "forward.not_theirs": """
      {person} may not see ticket {ticket}, so there is nothing to forward to them
      """,
      "forward.notes_to": "these may not read notes: {names}; leave the notes out",
      "forward.too_many": "a ticket is forwarded to at most {limit} people and addresses at once",
      "forward.unknown": """
      there is no person `{name}`{hint}; an e-mail address has an @, a role begins with role:
      """,
    ])

  /// What stands in a forwarded ticket.
  static let forwarded = Section(
    "Forwarded tickets",
    [
      "forwarded.body": "Ticket {ticket}: {subject}",
      "forwarded.history": "History",
      "forwarded.notes": "Notes",
      "forwarded.subject": "Fwd: ticket {ticket}: {subject}",
    ])
}
