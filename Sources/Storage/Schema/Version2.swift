extension Schema {
  /// What version 2 adds.
  static var second: [String] { attachments + operations + told + bulks }

  /// Contents of attachments, and which ticket keeps which.
  ///
  /// What an attachment is called stands in the entries that add it, and in `ticket_value`.
  static let attachments = [
    "CREATE TABLE content (digest BLOB PRIMARY KEY, size INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    // A row per 256 KB, so that no content is ever held in memory as a whole.
    """
    CREATE TABLE content_part (
      digest BLOB NOT NULL,
      position INTEGER NOT NULL,
      bytes BLOB NOT NULL,
      PRIMARY KEY (digest, position)
    ) STRICT
    """,
    // A ticket keeps what any of its entries names, also what was taken away since.
    """
    CREATE TABLE attachment (
      ticket INTEGER NOT NULL,
      digest BLOB NOT NULL,
      PRIMARY KEY (ticket, digest)
    ) STRICT, WITHOUT ROWID
    """,
    // Whether another ticket keeps a content that one lets go of.
    "CREATE INDEX attachment_digest ON attachment (digest)",
  ]

  /// How plugins fare: what they use, and whether they fail too often.
  static let operations = [
    // A row per function that was ever called; written once a second at most.
    """
    CREATE TABLE plugin_use (
      plugin TEXT NOT NULL,
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      calls INTEGER NOT NULL,
      faults INTEGER NOT NULL,
      instructions INTEGER NOT NULL,
      memory INTEGER NOT NULL,
      times TEXT NOT NULL,
      since INTEGER NOT NULL,
      PRIMARY KEY (plugin, kind, name)
    ) STRICT, WITHOUT ROWID
    """,
    // A row per plugin that failed since it was enabled.
    """
    CREATE TABLE plugin_health (
      plugin TEXT PRIMARY KEY,
      faults TEXT NOT NULL,
      last_fault TEXT NOT NULL,
      suspensions INTEGER NOT NULL,
      suspended_until INTEGER
    ) STRICT, WITHOUT ROWID
    """,
  ]

  /// Who is told of what, what they have read of it, and the questions that they keep.
  static let told = [
    """
    CREATE TABLE subscription (
      id INTEGER PRIMARY KEY,
      audience TEXT NOT NULL,
      event TEXT NOT NULL,
      condition TEXT,
      channel TEXT NOT NULL,
      tells_own INTEGER NOT NULL
    ) STRICT
    """,
    // Which of those that are not only theirs somebody wants nothing of.
    """
    CREATE TABLE mute (
      person INTEGER NOT NULL,
      subscription TEXT NOT NULL,
      PRIMARY KEY (person, subscription)
    ) STRICT, WITHOUT ROWID
    """,
    // Whether its recipient has read it; the index of a recipient's rows finds those.
    "ALTER TABLE outbox ADD COLUMN is_read INTEGER NOT NULL DEFAULT 0",
    // `share` is the role that the view is shared with; null for the owner's own.
    """
    CREATE TABLE saved_view (
      owner INTEGER NOT NULL,
      name TEXT NOT NULL,
      query TEXT NOT NULL,
      share TEXT,
      PRIMARY KEY (owner, name)
    ) STRICT, WITHOUT ROWID
    """,
  ]

  /// Requests for many tickets: what is asked of each, and how far they have come.
  ///
  /// What was asked and the words of refusals are kept only until the bulk has ended: what it did
  /// stands in the history, where it can be redacted.
  static let bulks = [
    """
    CREATE TABLE bulk (
      request TEXT PRIMARY KEY,
      key TEXT NOT NULL,
      actor TEXT NOT NULL,
      action TEXT NOT NULL,
      begun INTEGER NOT NULL,
      state TEXT NOT NULL,
      total INTEGER NOT NULL,
      changed INTEGER NOT NULL,
      unchanged INTEGER NOT NULL,
      refused TEXT NOT NULL,
      template TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    // A plugin's bulk is done once, however often its hook is tried.
    "CREATE UNIQUE INDEX bulk_key ON bulk (key) WHERE key <> ''",
    // What is unfinished: a few of many.
    "CREATE INDEX bulk_running ON bulk (request) WHERE state = 'running'",
    // The tickets of one transaction with the versions seen, until all is done.
    """
    CREATE TABLE bulk_part (
      request TEXT NOT NULL,
      position INTEGER NOT NULL,
      targets TEXT NOT NULL,
      is_done INTEGER NOT NULL,
      changed INTEGER NOT NULL,
      unchanged INTEGER NOT NULL,
      refused TEXT NOT NULL,
      PRIMARY KEY (request, position)
    ) STRICT, WITHOUT ROWID
    """,
  ]
}
