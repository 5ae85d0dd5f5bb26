extension English {
  static let audit = Section(
    "What an audit finds",
    advice: "Keep the file as it is, and compare it with a backup.",
    [
      "audit.all_as_written": "all as written",
      "audit.as_sealed": ", as sealed",
      "audit.bad_public_key": "--public-key is 64 hexadecimal digits, as `docket audit key` prints",
      "audit.baseline_again":
        "it takes the desk as it was found although its history was known: Docket did not write it",
      "audit.before_last": "it happened before the entry before it",
      "audit.block": "block {number}",
      "audit.by_nobody": "by nobody",
      "audit.by_other_key": "by another key, {key}",
      "audit.content": "its content does not have its digest: it was changed",
      "audit.counted": "up to entry {entry} there were {sealed} entries, and there are {found}",
      "audit.counters": "the desk's counters are behind its history: numbers would be given twice",
      "audit.counters_ahead":
        "the desk's counters are ahead of its history: numbers would be left out",
      "audit.cut_off": """
      entries were cut off: the seal of {time} goes up to entry {sealed}, and the desk ends at \
      entry {end}
      """,
      "audit.desk_itself": "the desk itself",
      "audit.desk_or": "the desk or tickets 1 to {last}",
      "audit.desk_or_one": "the desk or ticket 1",
      "audit.desk_place": "the desk: ",
      "audit.desk_row": "{row}: its {name} is not what the desk's history makes",
      "audit.desk_row_before": "{row} was changed, but was not what the history had made before",
      "audit.desk_row_missing": "{row} is missing, and no entry of the desk's history removed it",
      "audit.desk_row_unreadable": "what it says of {row} cannot be read",
      "audit.desk_row_untold": "{row} is there, and no entry of the desk's history made it",
      "audit.desk_since": ", the desk itself since entry {entry}",
      "audit.entry_place": "entry {entry}: ",
      "audit.epoch": "the registry that decides is not the one that the desk's history names last",
      "audit.file": "the file is damaged: {problem}",
      "audit.files": "the plugin files {digest} do not have their digest: they were changed",
      "audit.files_missing": "the plugin files {digest} are missing",
      "audit.files_untold": "the plugin files {digest} are there, and no entry names them",
      "audit.forged": "{path}: its signature is not of its content: it was changed",
      "audit.from_next_change":
        "the desk itself (people, roles, plugins …) is checked from its next change on",
      "audit.imported":
        "it names {import} as the import that wrote it, and the desk's history has none there",
      "audit.link": "it does not follow from the entry before: one was changed or is missing",
      "audit.named_content":
        "ticket {ticket}: its entries name the content {content}, which it does not keep",
      "audit.no_content": "ticket {ticket}: the content {content} of an attachment is missing",
      "audit.no_entry": "ticket {ticket}: it has no entry",
      "audit.no_key": "{path} is no key; docket audit key FILE makes one",
      "audit.no_row": "ticket {ticket}: its row is missing",
      "audit.no_seal": "it is no seal that `docket audit seal` made",
      "audit.not_covered": """
      not covered, as no entry tells of it: {tables}; keys of requests that were removed; files \
      beside docket.db
      """,
      "audit.not_sealed": "the history is not the one that was sealed",
      "audit.not_signed": "not signed",
      "audit.number": "its number is {number}, but {expected} comes next",
      "audit.open_key": "others can read the key {path}: chmod 600 {path}",
      "audit.order": "its number is out of the desk's order",
      "audit.part": "its {part} does not have its digest: it was changed",
      "audit.part_gone": "its {part} is missing, and no redaction or purge took it",
      "audit.person_name":
        "person.{person}: how the name compares is not what the name makes",
      "audit.person_role":
        "person.{person}: the list of who is {role} is not what people's roles make",
      "audit.problems": "{count} {count|problem|problems}",
      "audit.purged_row": "ticket {ticket}: it was purged, but its row is there",
      "audit.recorded": "it happened after it was recorded",
      "audit.redacted": ", {count} redacted",
      "audit.registry": "the registry {epoch} does not have its digest: it was changed",
      "audit.registry_missing": "the registry {epoch} is missing",
      "audit.registry_untold": "the registry {epoch} is there, and no entry names it",
      "audit.request_key": "the key {key} is of a request that its entry is not of",
      "audit.row": "ticket {ticket}: its {name} is not what its history makes",
      "audit.schema_changed": "the {part} is not what Docket makes: it was changed",
      "audit.schema_missing": "the {part} is missing",
      "audit.schema_unknown": "the {part} is not Docket's: {sql}",
      "audit.scope": "{entries} {entries|entry|entries} of {tickets} {tickets|ticket|tickets}: ",
      "audit.seal_part": "a part of it is missing or damaged",
      "audit.sealed": "{file}: {count} {count|entry|entries} sealed, {signed}",
      "audit.search": "search finds it by other words than it says",
      "audit.self_signed":
        "the seal is signed by itself only: --public-key says by whom it must be",
      "audit.signed": "signed",
      "audit.signed_by": "{path} was signed {signer}",
      "audit.stopped": "{error}; what comes after was not checked",
      "audit.stray_content": "the content {content} belongs to no ticket",
      "audit.the_seal": "the seal",
      "audit.ticket": "ticket {ticket}",
      "audit.ticket_place": "ticket {ticket}: ",
      "audit.tickets": "tickets {first} to {last}",
      "audit.unsigned": "the seal is not signed: it proves as much as the place it was kept in",
      "audit.untold_content":
        "ticket {ticket}: it keeps the content {content}, which no entry names",
      "audit.values_without_row": "ticket {ticket}: it has values but no row",
      "audit.words_without_entry": "entry {entry}: it has words, but is missing",
    ])
}
