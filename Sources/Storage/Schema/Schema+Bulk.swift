extension Schema {
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
