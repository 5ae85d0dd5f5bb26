extension English {
  static let completion = Section(
    "Completion in the shell",
    [
      "completion.group": "counts for each value",
      "completion.has": "the field is not empty",
      "completion.limit": "no more than so many",
      "completion.me": "whoever asks",
      "completion.no": "the field is empty",
      "completion.not": "the term does not hold",
      "completion.sort": "the order",
      "completion.text": "the texts contain it",
      "completion.was": "has been so at any time",
    ])
}
