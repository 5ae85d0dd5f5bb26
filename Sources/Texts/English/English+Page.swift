extension English {
  static let page = Section(
    "Pages of tickets and histories",
    [
      "page.all_parts": "all words",
      "page.because": "because of entry {entry}",
      "page.by_hook": "by {hook}",
      "page.by_person": " by {person}",
      "page.by_source": "by {source}",
      "page.entry": "entry {entry}",
      "page.entry_of": "entry {entry} of {request}",
      "page.fault": "(fault: {problem})",
      "page.hook_by": "  by {hook}",
      "page.hook_through": "  through {hook}",
      "page.internal": "internal",
      "page.internal_action": "{action}, internal",
      "page.note": "internal note",
      "page.numbered": "entry {entry}, {place}",
      "page.part_fields": "{part} ({fields})",
      "page.part_of": "{part} of entry {entry}",
      "page.scripts": " (may hold scripts)",
      "page.show_more": "; docket show {ticket}",
      "page.through": "through {hook}",
      "page.told_ticket": "Ticket {ticket}",
    ])
}
