extension English {
  static let usage = Section(
    "The command line",
    advice: "`docket COMMAND --help` shows how the command is written.",
    [
      "usage.bare_and_with": "--bare and --with exclude each other",
      "usage.desk_twice": "the directory is given twice: as an argument and as --desk",
      "usage.given_twice": "`{field}` is given twice: say once what it is to be",
      "usage.log_last": "--last is how many lines: 1 or more",
      "usage.no_assignment": "what is to change? give FIELD=VALUE, as in priority=high",
      "usage.no_column": "there is no field `{field}` to show{hint}",
      "usage.no_command": "there is no command `{command}`{hint}",
      "usage.no_function": "the Lua API has no `{name}`{hint}",
      "usage.no_help": "there is no help on `{words}`",
      "usage.nothing_to_set":
        "what is to change? give --role, --email, --login, --language or --zone",
      "usage.past": "`{time}` is past: say until when, as in +2h or a date to come",
      "usage.public_without_comment": "--public is about the comment: give --comment as well",
      "usage.version": "there is no command `version`; did you mean --version?",
    ])
}
