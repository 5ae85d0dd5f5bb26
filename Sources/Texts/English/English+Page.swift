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
      "page.limit": "{limit}: at most {most}{used}",
      "page.note": "internal note",
      "page.through": "through {hook}",
      "page.used_each": "; {count} a call, in {calls} {calls|call|calls}",
      "page.used_most": "; {count} at most so far",
      "page.used_now": "; {count} now",
      "page.used_time": "; 99 of 100 calls within {time}",
    ])
}
