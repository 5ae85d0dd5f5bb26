extension English {
  static let audit = Section(
    "What an audit finds",
    advice: "Keep the file as it is, and compare it with a backup.",
    [
      "audit.before_last": "it happened before the entry before it",
      "audit.block": "block {number}",
      "audit.content": "its content does not have its digest: it was changed",
      "audit.counted": "up to entry {entry} there were {sealed} entries, and there are {found}",
      "audit.counters": "the desk's counters are behind its history: numbers would be given twice",
      "audit.cut_off": """
      entries were cut off: the seal of {time} goes up to entry {sealed}, and the desk ends at \
      entry {end}
      """,
      "audit.desk_itself": "the desk itself",
      "audit.desk_or": "the desk or tickets 1 to {last}",
      "audit.desk_or_one": "the desk or ticket 1",
      "audit.file": "the file is damaged: {problem}",
      "audit.link": "it does not follow from the entry before: one was changed or is missing",
      "audit.named_content":
        "ticket {ticket}: its entries name the content {content}, which it does not keep",
      "audit.no_content": "ticket {ticket}: the content {content} of an attachment is missing",
      "audit.no_entry": "ticket {ticket}: it has no entry",
      "audit.no_row": "ticket {ticket}: its row is missing",
      "audit.no_seal": "it is no seal that `docket audit seal` made",
      "audit.not_sealed": "the history is not the one that was sealed",
      "audit.number": "its number is {number}, but {expected} comes next",
      "audit.order": "its number is out of the desk's order",
      "audit.part": "its {part} does not have its digest: it was changed",
      "audit.purged_row": "ticket {ticket}: it was purged, but its row is there",
      "audit.recorded": "it happened after it was recorded",
      "audit.row": "ticket {ticket}: its {name} is not what its history makes",
      "audit.seal_part": "a part of it is missing or damaged",
      "audit.stopped": "{error}; what comes after was not checked",
      "audit.stray_content": "the content {content} belongs to no ticket",
      "audit.the_seal": "the seal",
      "audit.ticket": "ticket {ticket}",
      "audit.tickets": "tickets {first} to {last}",
      "audit.values_without_row": "ticket {ticket}: it has values but no row",
      "audit.words_without_entry": "entry {entry}: it has words, but is missing",
    ])
}
