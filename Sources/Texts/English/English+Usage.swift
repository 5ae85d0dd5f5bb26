extension English {
  static let usage = Section(
    "The command line",
    advice: "`docket COMMAND --help` shows how the command is written.",
    [
      "usage.alone": "{option} stands alone: what is to change is known already",
      "usage.bare_and_with": "--bare and --with exclude each other",
      "usage.columns": "--columns wants names of fields, as id,subject,due",
      "usage.columns_group": "--columns and --group exclude each other: groups are counted",
      "usage.columns_group_term": "--columns and group: exclude each other: groups are counted",
      "usage.desk_twice": "the directory is given twice: as an argument and as --desk",
      "usage.exclude": "{options} exclude each other",
      "usage.give": "give {option}",
      "usage.given_twice": "`{field}` is given twice: say once what it is to be",
      "usage.grace": "--grace is a number of seconds from 0 to 86400, a day",
      "usage.group": "--group: {problem}",
      "usage.half_numbers":
        "`{words}` is half numbers, half a query: write id:{number} to ask for a ticket in a query",
      "usage.inbox_limit": "--limit is a number from 1 to 100000",
      "usage.json_csv": "--json and --format csv exclude each other",
      "usage.json_format": "--json and --format {format} exclude each other",
      "usage.lang": "`{lang}` is no language; a language is such as en, nl or de",
      "usage.lease": "--lease is a number of seconds from 1 to 86400, a day",
      "usage.list_limit": "--limit is a number from 1 to 1000000",
      "usage.outbox_limit": "--limit is how many rows: 1 or more",
      "usage.log_last": "--last is how many lines: 1 or more",
      "usage.megabytes": "--least-free and --most-journal are numbers of megabytes",
      "usage.no_assignment": "what is to change? give FIELD=VALUE, as in priority=high",
      "usage.no_column": "there is no field `{field}` to show{hint}",
      "usage.no_command": "there is no command `{command}`{hint}",
      "usage.no_entry_number": """
      `{value}` is no entry's number: a number is wanted, such as 214; docket history ID shows \
      them
      """,
      "usage.no_function": "the Lua API has no `{name}`{hint}",
      "usage.no_help": "there is no help on `{words}`",
      "usage.no_subcommand": "docket {command} is followed by one of: {names}",
      "usage.no_setting": "`{text}` is no SETTING=VALUE",
      "usage.no_ticket_number":
        "`{value}` is no ticket's number: a number is wanted, such as 7; docket list shows them",
      "usage.not_utf8": "argument {number} is not UTF-8; type it, or convert it, as UTF-8",
      "usage.nothing_to_set":
        "what is to change? give --role, --email, --login, --language or --zone",
      "usage.parser": "{problem}",
      "usage.past": "`{time}` is past: say until when, as in +2h or a date to come",
      "usage.public_key": "--public-key goes with --seal",
      "usage.public_without_comment": "--public is about the comment: give --comment as well",
      "usage.map": "`{pair}` does not name a column: write FIELD=COLUMN, as subject=Title",
      "usage.raw": "--raw is for --format csv",
      "usage.redact_field": "--field is about edits: --part edits",
      "usage.separator": "`{text}` is no separator: give one character, as `;`, or the word tab",
      "usage.small_letters": "`{word}` is no assignment: fields have small letters; write {right}",
      "usage.idle_without": """
      without {name} {count} {count|condition or query|conditions and queries} would mean nothing: \
      {places}; change {count|it|them} first, or use --yes
      """,
      "usage.undo_desk":
        "an undo of what plugins were takes neither --to, nor --note, nor --dry-run",
      "usage.undo_target": """
      `{target}` is neither an entry's number, as 214, nor a request, as r12; docket history ID \
      --numbers has both
      """,
      "usage.undo_version": "--version is not for an undo: it is held against what came since",
      "usage.unknown_lang": "nobody has words in the language `{lang}`; {hint}there is {known}",
      "usage.update_export":
        "--update is for rows; what an export tells is history, and goes in as it was",
      "usage.update_what":
        "which ticket? docket update ID FIELD=VALUE…, or a query such as queue:support",
      "usage.version": "there is no command `version`; did you mean --version?",
      "usage.version_of_one":
        "--version is about one ticket; of several, each is held against its own",
      "usage.with_map": "--with and --map exclude each other: the script says what columns mean",
    ])
}
