extension English {
  static let preview = Section(
    "What a dry run would write",
    [
      "preview.entry": "  #{number} {action}: {parts}",
      "preview.erased": "deleted for good: the words of {count} {count|entry|entries}",
      "preview.file": "  the file {name} ({size})",
      "preview.forward": "forwarded to {people}",
      "preview.message": "{action}, public: {words}",
      "preview.note": "{action}, internal: {words}",
      "preview.words": "“{words}”",
    ])
}
