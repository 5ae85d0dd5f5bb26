extension English {
  static let redact = Section(
    "Redacting",
    advice: "Name an entry by its SEQ, as `docket history ID --json` has it.",
    [
      "redact.no_entry": "redact what? give the number of an entry",
      "redact.no_field": "entry {entry} has no words in the field `{field}`{hint}",
      "redact.no_part": "there is no part `{part}`: it is one of {parts}{hint}",
      "redact.nothing": "entry {entry} has nothing to redact in its {part}, or it is gone already",
      "redact.unknown": "ticket {ticket} has no entry {entry}",
    ])
}
