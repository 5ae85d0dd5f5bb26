extension Schema {
  /// Who took entries in from elsewhere, and contents on their way in.
  static let replays = [
    // The desk's entry that tells of the import; null for what was made here.
    "ALTER TABLE entry ADD COLUMN imported INTEGER",
    // Parts of contents that a file brings before the entry that names them, gone with its end.
    """
    CREATE TABLE staged_part (
      source TEXT NOT NULL,
      digest BLOB NOT NULL,
      position INTEGER NOT NULL,
      bytes BLOB NOT NULL,
      PRIMARY KEY (source, digest, position)
    ) STRICT
    """,
    // Up to version 4 such parts lay among those of attachments, also where nothing named them.
    "DELETE FROM content_part WHERE digest NOT IN (SELECT digest FROM content)",
  ]
}
