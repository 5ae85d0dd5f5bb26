extension English {
  static let config = Section(
    "The file of a desk's configuration",
    advice: "Correct the file at the line that the message names; nothing was changed.",
    [
      "config.ask": "make {count} {count|change|changes}?",
      "config.bad_setting": "give `{setting}` {got}",
      "config.head": """
      -- The configuration of a desk: docket config apply FILE makes another one like it.
      -- Secrets are not in it: docket.lua says where they are.
      """,
      "config.keeping": "is {number}; a whole number from 1 to {most} is wanted",
      "config.lock_wait": "is a time from 0 to {seconds} s, as 30 or \"2m\"",
      "config.made": "made {count} {count|change|changes}",
      "config.no_format": "is missing: write docket = 1",
      "config.no_script": "there is no script `{name}` in the desk's folder scripts{hint}",
      "config.not_by_line":
        "it is not of a form that can be changed line by line; write there yourself: {lines}",
      "config.other_format": "is {format}, but this version reads 1",
      "config.other_version": "{plugin} is {versions} here, but the file wants {version}",
      "config.part": "in {key}: {problem}",
      "config.same": "the desk is as {file} says already",
      "config.too_many_people": """
      a configuration with {count} people is more than config apply reads ({problem}); leave out \
      --people, and move people with docket export and docket import
      """,
      "config.twice": "stands twice in {key}",
    ])
}
