extension Schema {
  /// The history, which is the truth, and what is counted.
  static let history = [
    """
    CREATE TABLE entry (
      seq INTEGER PRIMARY KEY,
      ticket INTEGER NOT NULL,
      number INTEGER NOT NULL,
      version INTEGER NOT NULL,
      at INTEGER NOT NULL,
      recorded INTEGER NOT NULL,
      request TEXT NOT NULL,
      actor TEXT NOT NULL,
      source TEXT NOT NULL,
      action TEXT NOT NULL,
      edits TEXT NOT NULL,
      visibility TEXT NOT NULL,
      cause INTEGER,
      origin INTEGER,
      depth INTEGER NOT NULL,
      hook TEXT,
      previous BLOB,
      parts TEXT NOT NULL,
      digest BLOB NOT NULL
    ) STRICT
    """,
    // A ticket's history in order, and no number twice.
    "CREATE UNIQUE INDEX entry_number ON entry (ticket, number)",
    // How long a chain of causes is; what people do begins a chain and has no origin.
    "CREATE INDEX entry_origin ON entry (origin) WHERE origin IS NOT NULL",
    """
    CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry BEGIN
      SELECT RAISE(ABORT, 'entries are immutable: they are never changed');
    END
    """,
    """
    CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry BEGIN
      SELECT RAISE(ABORT, 'entries are immutable: they are never deleted');
    END
    """,
    // The words of entries; a redaction deletes rows here, and only that.
    """
    CREATE TABLE payload (
      seq INTEGER NOT NULL REFERENCES entry (seq),
      part TEXT NOT NULL,
      salt BLOB NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (seq, part)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TRIGGER payload_is_never_changed BEFORE UPDATE ON payload BEGIN
      SELECT RAISE(ABORT, 'the words of entries are deleted or kept, never changed');
    END
    """,
    // Requests that were done, by their keys; what they wrote is read from their entry.
    """
    CREATE TABLE request_key (
      key TEXT PRIMARY KEY,
      ticket INTEGER NOT NULL,
      seq INTEGER,
      request TEXT NOT NULL,
      version INTEGER NOT NULL,
      outbox TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    // One row: the last numbers given, and the digest of the registry that decides.
    """
    CREATE TABLE counter (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      ticket INTEGER NOT NULL,
      seq INTEGER NOT NULL,
      person INTEGER NOT NULL,
      request INTEGER NOT NULL,
      outbox INTEGER NOT NULL,
      epoch TEXT NOT NULL
    ) STRICT
    """,
    "INSERT INTO counter VALUES (1, 0, 0, 0, 0, 0, '')",
  ]
}
