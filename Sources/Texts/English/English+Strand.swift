extension English {
  static let strand = Section(
    "What is left without meaning",
    advice: """
      Say in the plugin what a thing was called (`was`), or map what is stored with \
      `docket doctor --map`.
      """,
    [
      "strand.category":
        "{count} {count|ticket|tickets} of type {type} in the stage {name}, which is not {category}",
      "strand.choice": "{count} {count|ticket|tickets} with {name} in {field}",
      "strand.error": """
      nothing was changed, since this would be left without meaning:
        {places}
      Say in the plugin what it is called by now (was = "OLD NAME"), change it first, or use --yes: \
      then it stays as it is, and docket doctor finds it and can map it.
      """,
      "strand.field": "{count} {count|ticket|tickets} with a value in the field {name}",
      "strand.go_on": "Go on?",
      "strand.goes_on": "left without meaning: {place}",
      "strand.map_form": """
      `{text}` is no mapping: write KIND:OLD=NEW, as field:severity=impact, stage:TYPE.OLD=NEW or \
      choice:FIELD.OLD=NEW; kinds are {kinds}
      """,
      "strand.map_none": "nothing goes by {subject}",
      "strand.map_present": "{subject} is there: rename it where it is declared, with was",
      "strand.map_target": "there is no {kind} `{name}`; {hint}",
      "strand.map_unfit": "{count} {count|value does|values do} not fit {name}",
      "strand.names": "names {name}, which is not there",
      "strand.of_bulk": "unfinished bulk {name}",
      "strand.of_setting": "setting {name}",
      "strand.queue": "{count} {count|ticket|tickets} in the queue {name}",
      "strand.reason": "{count} {count|ticket|tickets} with the close reason {name}",
      "strand.renamed": "{subject} is called {name} now: {count} {count|ticket|tickets}",
      "strand.renamed_people": "{subject} is called {name} now: {count} {count|person|people}",
      "strand.role": "{count} {count|person|people} with the role {name}",
      "strand.stage": "{count} {count|ticket|tickets} of type {type} in the stage {name}",
      "strand.type": "{count} {count|ticket|tickets} of type {name}",
      "strand.values":
        "{count} {count|ticket|tickets} with a value in {field} that does not fit it",
    ])
}
