extension APIDoc {
  /// What every action on a ticket takes.
  private static let common = """
    set: table: fields to edit with it, { name = value }
    note: text: an internal note besides
    version: whole number: refuse with conflict where the ticket has another one
    attachments: list: of { name, base64 }
    once: text: done once ever under this key; again it gives the first result
    notify: boolean: false tells nobody
    dry_run: boolean: change nothing, give what would be
    as: text: the person in whose name; needs the permission as
    """

  /// What asks the desk for changes.
  static let writing: [Entry] =
    [("docket.tickets.create", create)]
    + [
      verb("update", "", "{ set = { priority = \"high\" } }"),
      verb("note", "text: text: the note", "{ text = \"Called back\" }"),
      verb("reply", "text: text: the message", "{ text = \"It is on its way\" }"),
      verb(
        "close",
        """
        reason: text: the close reason
        root_causes: list of texts: why it came about
        comment: text: a last word, internal
        public: boolean: whether the comment is a message
        """, "{ reason = \"solved\", root_causes = { \"cable\" } }"),
      verb("reopen", "", "{ note = \"It broke again\" }"),
      verb(
        "postpone",
        """
        till: time: until when
        by: text: or for how long, as "3d" or "1mo"
        """, "{ by = \"3d\" }"),
      verb("wake", "", "{}"),
      verb("assign", "to: text: the person's name; docket.none for nobody", "{ to = \"ann\" }"),
      verb(
        "forward",
        """
        to: text or list: names, role:NAME and addresses
        subject: text: its heading; the ticket's, where it is left out
        message: text: your words
        include: list of texts: body, history, notes
        """, "{ to = \"role:manager\", message = \"Please decide\" }"),
      verb(
        "attach",
        """
        name: text: the file's name
        base64: text: its content
        """, "{ name = \"log.txt\", base64 = docket.base64.encode(\"all is well\") }"),
      verb("detach", "name: text: the file's name", "{ name = \"log.txt\" }"),
      verb("discard", "to: text: which way, as spam", "{ to = \"spam\" }"),
      verb("restore", "", "{}"),
      verb("purge", "only: boolean: leave entries of others that repeat the words", "{}"),
      verb(
        "redact",
        """
        entry: whole number: the entry's number on the desk
        part: text: text, edits, data, params or all
        fields: list of texts: only these fields of its edits
        only: boolean: leave other entries that repeat the words
        """, "{ entry = 214, part = \"text\" }"),
      verb("undo", "", "{}"),
      (
        "docket.tickets.apply",
        APIDoc(
          target,
          keys: """
            action: text: as update or close
            args: table: as of docket.tickets.ACTION
            values: table: what $name in the query stands for
            atomic: boolean: all in one transaction, or none
            """, gives: bulk,
          example: """
            docket.tickets.apply("is:open tag:old", { action = "update",
              args = { set = { priority = "low" } } })
            """)
      ),
      (
        "docket.plan",
        APIDoc(
          "action: text: as update or close\n" + target
            + "\nargs: table: as of docket.tickets.ACTION",
          keys: """
            values: table: what $name in the query stands for
            atomic: boolean: all in one transaction, or none
            """, gives: "a plan { count, changed, unchanged, sample, refused, outbox }",
          example: """
            local plan = docket.plan("update", "is:open", { set = { priority = "low" } })
            if plan.count < 100 then plan:run() end
            """)
      ),
      (
        "plan:run",
        APIDoc(
          gives: bulk, example: "local result = docket.plan(\"wake\", \"is:postponed\", {}):run()")
      ),
      (
        "docket.undo",
        APIDoc(
          """
          what: whole number or text: an entry's seq, or a request as "r12"
          o: table: options
          """, keys: "dry_run: boolean: change nothing, give what would be", gives: bulk,
          example: "docket.undo(\"r12\", { dry_run = true })")
      ),
      (
        "docket.notify",
        notification(
          "docket.notify{ about = 7, to = \"requester\", text = \"Soon\", visibility = \"public\" }",
          about: "about: whole number: the ticket\n", gives: "true, or nil and why")
      ),
      (
        "docket.schedule",
        APIDoc(
          keys: """
            ticket: whole number: the ticket
            name: text: the timer's name; the event is timer.NAME, the same name replaces it
            at: time: when; left out, it cancels it
            data: value: what the timer brings along
            """, gives: "nothing",
          example: "docket.schedule{ ticket = 7, name = \"remind\", at = docket.time.now() + 60 }")
      ),
    ]

  private static let target = "query: text or list: a query, or numbers of tickets"
  private static let bulk =
    "{ bulk, done, refused } (refused: a list of { ticket, fields, message }), or nil and why"

  private static let create = APIDoc(
    keys: """
      subject: text: one line
      body: text: more of it
      type: text: else the desk's default type
      queue: text: where it goes
      stage: text: only the first one, but for imports
      priority: text: low, normal, high or urgent
      tags: list of texts: words to find it by
      root_causes: list of texts: why it came about
      requester: text: a person's name
      assignee: text: a person's name
      team: list of texts: people beside the assignee
      followers: list of texts: people who are told
      due: time: until when
      wake: time: when a postponed one comes back
      parent: whole number: another ticket
      source: text: as email, phone or web
      close_reason: text: of a closed one
      fields: table: fields of plugins, { name = value }
      """ + "\n" + common.split(separator: "\n").dropFirst().joined(separator: "\n"),
    gives: result,
    example: """
      local result, err = docket.tickets.create{ subject = "Paper is low", tags = { "paper" } }
      """)

  private static let result =
    "{ ticket, seq, edits, refused, trace, outbox }, or nil and { code, message, fields }"

  private static func verb(_ name: String, _ keys: String, _ example: String) -> Entry {
    (
      "docket.tickets.\(name)",
      APIDoc(
        """
        id: whole number: the ticket's number; ticket:\(name)(args) goes without, with its version
        args: table: what it takes
        """, keys: keys + "\n" + common, gives: result,
        example: "local result, err = docket.tickets.\(name)(7, \(example))")
    )
  }
}
