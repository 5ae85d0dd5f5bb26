extension English {
  static let page = Section(
    "Pages of tickets and histories",
    [
      "page.because": "because of entry {entry}",
      "page.by_hook": "by {hook}",
      "page.by_source": "by {source}",
      "page.entry": "entry {entry}",
      "page.entry_of": "entry {entry} of {request}",
      "page.fault": "(fault: {problem})",
      "page.internal": "internal",
      "page.note": "internal note",
      "page.through": "through {hook}",
    ])
}
