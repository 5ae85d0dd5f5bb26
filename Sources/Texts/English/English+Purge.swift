extension English {
  static let purge = Section(
    "Purging",
    advice: "Discard the ticket first; what is purged cannot be had back.",
    [
      "purge.asking": "purging ticket {ticket}, {subject}",
      "purge.done": "ticket {ticket} was purged on {time} by {person}",
      "purge.no_words": "a purge leaves no words, and so takes no note",
      "purge.not_discarded": "only what is discarded can be purged: docket discard {ticket}, first",
    ])
}
