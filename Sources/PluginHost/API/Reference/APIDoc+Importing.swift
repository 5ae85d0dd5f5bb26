extension APIDoc {
  private static let origin = """
    key: text or whole number: which ticket of the source it is
    entry: text or whole number: the source's own number of this change, if it has one
    at: time or text: when it happened; ISO 8601 as a text
    actor: text: who did it; see import:person
    """

  /// What an importer makes of a row.
  static let importing: [Entry] =
    [
      verb("create", "subject = row.title"), verb("update", "set = { priority = \"high\" }"),
      verb("note", "text = row.remark"), verb("reply", "text = row.answer"),
      verb("close", "reason = \"solved\", root_causes = { \"cable\" }"),
      verb("assign", "to = \"ann\""), verb("reopen", ""),
      verb("attach", "path = row.file"), verb("detach", "name = row.file"),
    ] + [
      (
        "import:act",
        APIDoc(
          keys: "action: text: a plugin's action; its parameters stand beside it\n" + origin,
          gives: "nothing; a row that does not go in is reported",
          example: "import:act{ key = row.id, at = row.date, action = \"merge\", into = 7 }")
      ),
      (
        "import:person",
        APIDoc(
          keys: """
            name: text: the person's name
            email: text: an address
            language: text: as en
            roles: list of texts: roles there are
            """, gives: "the name; the person is made where there is none",
          example: "local who = import:person{ name = \"ann\", roles = { \"agent\" } }")
      ),
      (
        "import:seen",
        APIDoc(
          "key: text or whole number: as of import:create",
          gives: "whether a ticket of that key is there",
          example: "if not import:seen(row.id) then docket.log.info(\"a new case\") end")
      ),
    ]

  private static func verb(_ name: String, _ example: String) -> Entry {
    let rest = example.isEmpty ? "" : ", " + example
    return (
      "import:\(name)",
      APIDoc(
        keys: origin
          + "\n…: what docket.tickets.\(name) takes: see docket help api tickets.\(name)",
        gives: "nothing; a row that does not go in is reported",
        example: "import:\(name){ key = row.id, at = row.date\(rest) }")
    )
  }
}
