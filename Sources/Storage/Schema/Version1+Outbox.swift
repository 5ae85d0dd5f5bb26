extension Schema {
  /// What is to be done after the commit, and who is doing it.
  static let outbox = [
    """
    CREATE TABLE outbox (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL,
      kind TEXT NOT NULL,
      plugin TEXT NOT NULL,
      name TEXT NOT NULL,
      ticket INTEGER,
      entry INTEGER,
      recipient INTEGER,
      payload TEXT NOT NULL,
      not_before INTEGER NOT NULL,
      tries INTEGER NOT NULL,
      state TEXT NOT NULL,
      last_error TEXT NOT NULL,
      lease_owner TEXT NOT NULL,
      lease_until INTEGER NOT NULL
    ) STRICT
    """,
    // A row is written once, however often its request is; a timer is found and moved.
    "CREATE UNIQUE INDEX outbox_key ON outbox (key)",
    // What is due; what is done leaves the index.
    "CREATE INDEX outbox_due ON outbox (not_before) WHERE state = 'waiting'",
    // What others are doing, for the order within a ticket and for expired leases; mostly empty.
    "CREATE INDEX outbox_leased ON outbox (ticket) WHERE lease_owner <> ''",
    // Somebody's inbox.
    "CREATE INDEX outbox_recipient ON outbox (recipient) WHERE recipient IS NOT NULL",
    // What a redaction must find.
    "CREATE INDEX outbox_entry ON outbox (entry) WHERE entry IS NOT NULL AND payload <> ''",
  ]
}
