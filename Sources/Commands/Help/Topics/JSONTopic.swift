import Display

extension HelpTopic {
  /// What programs can rely on.
  static let json = HelpTopic("json", "what programs read and can rely on") {
    [
      .text(
        "With --json a command prints exactly one JSON document on standard output, also where it"
          + " fails; everything else goes to standard error. Names stay names whatever the language:"
          + " fields, stages, types and people stand as they are typed. Times are ISO 8601 in UTC"
          + " with milliseconds; an empty field is null, an empty list []. Lists come oldest first"
          + " unless the query sorts."),
      .text(
        "What each command prints is written down in a JSON Schema, share/docket/json-schema.json"
          + " (scripts/json-schema.json in the sources). Members may be added; those that are there"
          + " keep their meaning."),
      .heading("Examples"),
      .examples([
        "docket list is:open --json", "docket show 7 --json",
        "docket update 7 priority=high --dry-run --json",
      ]),
    ]
  }
}
