extension English {
  static let script = Section(
    "What scripts would do",
    [
      "script.and_refused": ", {count} refused",
      "script.before_it": "; {count} {count|change|changes} before it stay",
      "script.nothing_changed":
        "nothing is changed; it would make {count} {count|change|changes}{refused}",
      "script.refused": "refused: {problem}",
      "script.state_moved": """
      others changed its state `{key}` while it ran: nothing that it left in its state is kept, nor \
      what it would tell and schedule; its changes of tickets stay
      """,
      "script.would": "would {action}{ticket}  {words}",
    ])
}
