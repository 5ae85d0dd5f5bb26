extension English {
  static let redact = Section(
    "Redacting",
    advice: "Name an entry by its SEQ, as `docket history ID --json` has it.",
    [
      "redact.asking": "redacting the {part} of entry {entry} (ticket {ticket}, {action})",
      "redact.asking_all": "redacting all words of entry {entry} (ticket {ticket}, {action})",
      "redact.along":
        "entry {entry} (ticket {ticket}, {action}) repeated the words: they went with them",
      "redact.copy_denied":
        "entry {entry} of ticket {ticket} repeats the words, and you lack {permission} there: "
        + "--only leaves it as it is",
      "redact.goes_along":
        "entry {entry} (ticket {ticket}, {action}) repeats the words and goes with them; --only "
        + "leaves it",
      "redact.no_entry": "redact what? give the number of an entry",
      "redact.no_field": "entry {entry} has no words in the field `{field}`{hint}",
      "redact.no_part": "there is no part `{part}`: it is one of {parts}{hint}",
      "redact.nothing": "entry {entry} has nothing to redact in its {part}, or it is gone already",
      "redact.nothing_at_all": "entry {entry} has nothing to redact, or it is gone already",
      "redact.of_desk": "entry {entry} is the desk's own; only entries of tickets are redacted",
      "redact.unknown": "ticket {ticket} has no entry {entry}",
    ])
}
