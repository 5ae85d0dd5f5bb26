extension English {
  static let history = Section(
    "Histories and what they explain",
    advice: "See with `docket history` which entries there are; `docket audit verify` checks them.",
    [
      "history.bad_column": "entry {seq}: its {column} is not what Docket writes",
      "history.bad_part": "entry {seq}: its {part} is not what Docket writes",
      "history.because": "because of",
      "history.began_desk": "begun by the desk itself",
      "history.began_import": "begun by an import",
      "history.began_person": "begun by {person}, {source}",
      "history.began_plugin": "begun by the plugin {plugin} by itself",
      "history.began_timer": "begun by a timer, when its time had come",
      "history.computed_field": "the field {field} is worked out when a ticket is shown",
      "history.goes_on_hidden": "because of something that you may not see",
      "history.many": "the last {shown} entries of many; a limit: shows more, --json all",
      "history.more": "the last {shown} of {count} entries; limit:{count} shows all",
      "history.never_set": "{field} of ticket {ticket} was never set",
      "history.no_entry": "there is no entry {seq}",
      "history.no_field": "there is no field `{field}`{hint}",
      "history.none": "no entry matches",
    ])
}
