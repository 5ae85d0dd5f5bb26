extension English {
  static let config = Section(
    "The file of a desk's configuration",
    advice: "Correct the file at the line that the message names; nothing was changed.",
    [
      "config.bad_setting": "give `{setting}` {got}",
      "config.keeping": "is {number}; a whole number from 1 to {most} is wanted",
      "config.no_format": "is missing: write docket = 1",
      "config.other_format": "is {format}, but this version reads 1",
      "config.part": "in {key}: {problem}",
      "config.twice": "stands twice in {key}",
    ])
}
