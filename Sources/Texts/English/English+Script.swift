extension English {
  static let script = Section(
    "What scripts would do",
    [
      "script.and_refused": ", {count} refused",
      "script.before_it": "; {count} {count|change|changes} before it stay",
      "script.nothing_changed":
        "nothing is changed; it would make {count} {count|change|changes}{refused}",
      "script.refused": "refused: {problem}",
      "script.would": "would {action}{ticket}  {words}",
    ])
}
