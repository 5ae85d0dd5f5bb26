extension English {
  /// Pieces of other texts that say what would be right.
  static let hint = Section(
    "Hints",
    [
      "hint.known": "; there is {names}",
      "hint.nearest": "; did you mean {name}?",
      "hint.nearest_quoted": "; did you mean “{name}”?",
      "hint.permissions": "; one is such as ticket.close, note.view, person.manage",
      "hint.suggestion": "did you mean {name}?",
    ])
}
