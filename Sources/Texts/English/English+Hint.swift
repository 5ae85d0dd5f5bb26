extension English {
  /// Pieces of other texts that say what would be right.
  static let hint = Section(
    "Hints",
    [
      "hint.api_list": "; docket help api lists them all",
      "hint.known": "; there is {names}",
      "hint.known_keys": "known: {names}",
      "hint.maybe": "did you mean {name}?",
      "hint.maybe_code": "did you mean `{name}`?",
      "hint.nearest": "; did you mean {name}?",
      "hint.nearest_code": "; did you mean `{name}`?",
      "hint.nearest_quoted": "; did you mean “{name}”?",
      "hint.one_of": "it is one of: {names}",
      "hint.permissions": "; one is such as ticket.close, note.view, person.manage",
      "hint.queue_list": "; docket queue list shows them",
      "hint.role_list": "; docket role list shows them",
      "hint.suggestion": "did you mean {name}? ",
      "hint.view_list": "; docket view list shows them",
    ])
}
