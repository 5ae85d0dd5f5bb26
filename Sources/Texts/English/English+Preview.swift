extension English {
  static let preview = Section(
    "What a dry run would write",
    [
      "preview.along":
        "with them, since they repeat the words: {count} {count|entry|entries} of other tickets "
        + "(--only leaves them)",
      "preview.entry": "  #{number} {action}: {parts}",
      "preview.erased": "deleted for good: the words of {count} {count|entry|entries}",
      "preview.file": "  the file {name} ({size})",
      "preview.forward": "forwarded to {people}",
      "preview.message": "{action}, public: {words}",
      "preview.note": "{action}, internal: {words}",
      "preview.on_ticket": "  ticket {ticket}",
      "preview.words": "“{words}”",
    ])
}
