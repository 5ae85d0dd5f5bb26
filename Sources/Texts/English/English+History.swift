extension English {
  static let history = Section(
    "The history",
    advice: "Check the desk with `docket audit verify`; restore a backup where it is damaged.",
    [
      "history.bad_column": "entry {seq}: its {column} is not what Docket writes",
      "history.bad_part": "entry {seq}: its {part} is not what Docket writes",
    ])
}
